import { expect, test } from "vitest";
import { uniteCoarse } from "../../../../functions/core/report/lineage/name-rows.ts";

test("the datasets of all parts with one reason are named", () => {
  const part = { stage: "s", why: "q: EXCEPT", role: "deciding" } as const;
  const others = [
    { ...part, datasets: ["a"] },
    { ...part, datasets: ["b", "a"] },
    { ...part, role: "value", datasets: ["c"] },
  ] as const;
  expect(uniteCoarse(others)).toEqual([
    { why: "q: EXCEPT", role: "deciding", datasets: ["a", "b"] },
    { why: "q: EXCEPT", role: "value", datasets: ["c"] },
  ]);
});
