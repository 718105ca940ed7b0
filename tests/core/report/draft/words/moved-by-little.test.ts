import { expect, test } from "vitest";
import { openText, rowsOf } from "../draft-of-text.ts";

test("what rose by less than is printed rose, and who is ahead by less is not called so", async () => {
  const [lines, changes] = [
    ["L1", "L2", "L3", "L4"],
    [-0.3, 0.0004, 0.0002, 0],
  ] as const;
  const rows = Array.from({ length: 10 }, (_, month) =>
    lines.map((line, at) => {
      const moved = month === 9 ? changes[at]! : 0;
      return `2025-${String(month + 1).padStart(2, "0")}-01,${line},${(500 + 40 * at + (month % 3) * 9 + (month === 9 ? 18 : 0) + moved).toFixed(4)}`;
    }),
  ).flat();
  const [standing] = (await rowsOf(await openText("month,line,pressure", rows)))("standing");
  expect(standing).toMatchObject({ rose: 2, fell: 1, compared: 4 });
});
