import { expect, test } from "vitest";
import { openText } from "../../draft-of-text.ts";
import { reportOf } from "../../report-of-table.ts";

/** Shares of ten lines, of which so many are the highest and so many the lowest. */
const linesOf = (highest: number, lowest: number): readonly string[] =>
  Array.from({ length: 10 }, (_, at) => {
    const trains = 200 + 40 * ((at * 7) % 10);
    const share = at < highest ? 95 : at >= 10 - lowest ? 55 : 65 + 2 * at;
    return `Line ${"ABCDEFGHIJ"[at]!},${trains},${(trains * share) / 100},${share}`;
  });

test.each([
  ["en", 1, 1, /Line A is highest with 95\.0%, Line J lowest|Line A is highest with 95\.0%, Line J is lowest/],
  ["en", 2, 1, /Line A and Line B are highest with 95\.0%/],
  ["en", 1, 2, /Line J and Line I are lowest|Line I and Line J are lowest/],
  ["en", 3, 1, /3 are highest with 95\.0%/],
  ["de", 2, 1, /Line A und Line B gleichauf mit 95,0/],
  ["zh", 2, 1, /Line A与Line B并列最高/],
] as const)("in %s, %i that share the highest share and %i the lowest", async (language, highest, lowest, said) => {
  const report = await reportOf(await openText("line,trains,on_time_trains,on_time_pct", linesOf(highest, lowest)), {
    language,
  });
  expect(report.text).toMatch(said);
});
