import { expect, test } from "vitest";
import { draftOf, openText } from "../draft-of-text.ts";
import { titleOf } from "../title-of-text.ts";

test("percentages that add up to one are parts of one", { timeout: 60_000 }, async () => {
  const rows = ["At home,0.468", "At the office,0.401", "Both,0.131"];
  expect(await titleOf(await openText("response,percent", rows))).toMatch(/46\.8%/);
  const small = ["A,0.468", "B,0.101", "C,0.031"];
  expect(await titleOf(await openText("region,percent", small))).toMatch(/0\.468%|0\.5%/);
});

test("places of many by something are not measured", { timeout: 60_000 }, async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `Town ${at},${((at * 7) % 40) + 1},${((at * 11) % 40) + 1},${100 + at}`,
  );
  const { questions } = await draftOf(await openText("authority,imd_rank,income rank,claimants", rows));
  const about = questions.find(({ name }) => name === "about")!.choices.map(({ value }) => value);
  expect(about).toEqual(["claimants"]);
});
