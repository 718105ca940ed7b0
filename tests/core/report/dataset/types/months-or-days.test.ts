import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";

const pad = (part: number): string => String(part).padStart(2, "0");

/** Months from January 2023 on, as [year, month], and each how many months after the one before. */
const months = (count: number, step = 1): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, at) => [2023 + Math.floor((at * step) / 12), 1 + ((at * step) % 12)] as const);

async function typeOf(
  texts: readonly string[],
): Promise<{ readonly type: string; readonly warnings: readonly string[] }> {
  const read = await readTable(Buffer.from(`day,n\n${texts.map((text, at) => `${text},${at}\n`).join("")}`), "csv");
  if ("refused" in read) throw new Error(read.problem.message);
  return { type: read.profile.columns[0]!.type, warnings: read.warnings };
}

test.each(["/", "-"])("the first of months with %s is read as such, whichever stands first, and told", async (sign) => {
  for (const [count, step] of [
    [13, 1],
    [24, 1],
    [60, 1],
    [8, 3],
  ] as const)
    for (const [first, isDayFirst] of [
      ["01", true],
      ["05", true],
      ["01", false],
      ["03", false],
    ] as const) {
      const texts = months(count, step).map(([year, month]) =>
        [...(isDayFirst ? [first, pad(month)] : [pad(month), first]), year].join(sign),
      );
      const { type, warnings } = await typeOf(texts);
      expect([texts[1], type]).toEqual([texts[1], "date"]);
      const second = months(count, step)[1]!;
      // The first value that is written otherwise is told with what it was read as.
      expect(warnings.join("\n")).toMatch(
        new RegExp(`which was read as (?:2023-01|${second[0]}-${pad(second[1])})-${first}`),
      );
    }
});

test.each([
  ["one year, which may be twelve days", months(12).map(([year, month]) => `01/${pad(month)}/${year}`)],
  [
    "few months",
    months(14, 4)
      .slice(0, 5)
      .map(([year, month]) => `01/${pad(month)}/${year}`),
  ],
  [
    "days of several months",
    ["01/02/2023", "02/03/2023", "03/04/2024", "04/05/2024", "05/06/2024", "06/07/2024", "07/08/2024"],
  ],
])("%s stay text", async (_, texts) => {
  const { type, warnings } = await typeOf(texts);
  expect(type).toBe("text");
  expect(warnings.join("\n")).toMatch(/ is text: ".*" in row \d+ may be /);
});
