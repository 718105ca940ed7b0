import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";

const cities = ["Bergen", "Gent", "Porto", "Turku"] as const;

/** The warnings of the report that is drafted of a table. */
async function warningsOf(head: string, rows: readonly string[]): Promise<readonly Warning[]> {
  const { world, template } = await templateOf(await openText(head, rows), { language: "en" });
  const warnings: Warning[] = [];
  const accepted = await acceptReport({ template: template.name }, world);
  await layOutReport(accepted, world, (warning) => warnings.push(warning));
  return warnings;
}

/** Each measure alone of members over time, with “NA” in some cells, which a recipe mends. */
test.each([
  ["years", "city,year,life_expectancy,gdp_per_head", (year: number) => `${year}`],
  ["years beside days", "city,date,year,life_expectancy,gdp_per_head", (year: number) => `${year + 1}-01-01,${year}`],
  ["months", "city,month,waiting_days_average,beds_per_head", (year: number) => `${year}-05`],
] as const)("medians of a mended table lose no digits ($0)", { timeout: 60_000 }, async (_, head, timeOf) => {
  const rows = Array.from({ length: 19 }, (_row, at) => 2001 + at).flatMap((year) =>
    cities.map((city, at) => {
      const first = (year * 7 + at) % 13 === 0 ? "NA" : (70 + ((year * 31 + at * 17) % 90) / 10).toFixed(1);
      return `${city},${timeOf(year)},${first},${3000 + ((year * 371 + at * 97) % 6000)}`;
    }),
  );
  expect(await warningsOf(head, rows)).toEqual([]);
});

/** People of groups, of two kinds, and with a second measure: the medians of both kinds, and of steps, are told. */
test("medians of records lose no digits", { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 300 }, (_, at) => {
    const age = at % 41 === 0 ? "NA" : 20 + ((at * 37) % 60);
    const waited = at % 53 === 0 ? "NA" : 40 + ((at * 37) % 60) * 3 + ((at * 11) % 17);
    return `${["A", "AB", "B", "0"][at % 4]},${at % 3 === 0 ? "f" : "m"},${["home", "ward", "clinic"][at % 3]},${age},${waited}`;
  });
  expect(await warningsOf("blood_group,sex,place,age,days_waited", rows)).toEqual([]);
});
