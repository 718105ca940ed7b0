import { join } from "node:path";
import { expect, test } from "vitest";
import { openRowFinder } from "../../functions/core/report/lineage/find-rows.ts";
import { noteFigures } from "../ci/note-figures.ts";
import { traceReport } from "../core/report/explain/trace-report.ts";
import { findOptions } from "../core/report/lineage/lineage-bench.ts";

const whole = process.env["SOAK"] !== undefined;
const templates = ["country-profile", "high-tech-industries", "monthly-business-review", "dataset-profile"];

/** At most so many cells of all templates may be answered by all rows of a dataset because a rule is missing. */
const mostCoarse = 0.15;
const counted = { cells: 0, coarse: 0 };

test.each(whole ? templates : ["country-profile"])("every cell of %s is computed again from its rows", async (name) => {
  const { accepted, laidOut } = await traceReport(join(import.meta.dirname, "../../templates", name));
  const { template, datasets, tables } = laidOut;
  const { parameters, language, date } = accepted;
  const asked = { template, datasets, tables, parameters: { ...parameters, language, report_date: date } };
  // Hundreds of questions share the time of one finder.
  const finder = await openRowFinder(asked, { ...findOptions, deadlineMs: whole ? 3_000_000 : findOptions.deadlineMs });
  let cells = 0;
  let coarse = 0;
  for (const [query, { rows, columns }] of tables) {
    const some = whole ? [0, rows.length >> 1, rows.length - 1] : [rows.length >> 1];
    for (const row of new Set(some.filter((each) => each in rows))) {
      // The whole row, and in the soak each of its cells.
      for (const asking of [[], ...(whole ? columns.map((column) => [column.name]) : [])]) {
        const lineage = await finder.find({ query, row, columns: asking });
        expect({ query, row, asking, again: lineage.again.result }).toEqual({ query, row, asking, again: "same" });
        cells++;
        if (lineage.coarse.length > 0) coarse++;
      }
    }
  }
  await finder.close();
  noteFigures(`rows behind ${name}: ${coarse} of ${cells} coarse`);
  expect(cells).toBeGreaterThan(5);
  counted.cells += cells;
  counted.coarse += coarse;
});

test("few cells are answered by all rows of a dataset", () => {
  expect(counted.cells).toBeGreaterThan(5);
  expect(counted.coarse / counted.cells).toBeLessThanOrEqual(mostCoarse);
});
