import { expect, test } from "vitest";
import { noteFigures } from "../../../ci/note-figures.ts";
import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import { changeOf, tryChange } from "./change-rows.ts";
import { chanceOf, generateAntiJoin, generateQuery, pickOf } from "./generated-queries.ts";
import { benchOf, rowsNamed, salesAndRegions } from "./lineage-bench.ts";

const soak = process.env["SOAK"] !== undefined;
const queries = soak ? 500 : 5;
/** The soak takes another with each run: `SEED=7`. */
const seed = Number(process.env["SEED"] ?? 20_261_130);

test.each([
  ["queries", generateQuery, soak ? 20 : 1],
  // Rows that are here because an outer join found no other: few changes bring one.
  ["anti-joins", generateAntiJoin, soak ? 20 : 2],
])(
  "over the rows that they name, %s give the row again, and a change of a row that they do not name changes nothing",
  async (name, generate, changes) => {
    const chance = chanceOf(seed);
    const datasets = await salesAndRegions();
    const tally = { cells: 0, single: 0, coarse: 0, changed: 0, left: 0, refused: 0 };
    for (let index = 0; index < queries; index++) {
      const q = generate(chance);
      const before = await benchOf({ q }, datasets).catch(() => undefined);
      if (before === undefined) {
        tally.refused++;
        continue;
      }
      const rows = before.tables.get("q")!.rows;
      const lineages: RowLineage[] = [];
      for (const row of rows.keys()) lineages.push(await before.find({ query: "q", row, columns: [] }));
      for (const [row, record] of rows.entries()) {
        const column = pickOf(chance)(Object.keys(record));
        const cell = await before.find({ query: "q", row, columns: [column] });
        tally.single++;
        // Over its rows alone the cell comes again, and they are among those of the whole row.
        expect({ q, row, column, again: cell.again }).toEqual({ q, row, column, again: { result: "same" } });
        const ofRow = (["sales", "regions"] as const).flatMap((name) =>
          rowsNamed(lineages[row]!, name).map((n) => [name, n]),
        );
        const ofCell = (["sales", "regions"] as const).flatMap((name) => rowsNamed(cell, name).map((n) => [name, n]));
        expect({ q, row, column, among: ofRow }).toEqual({ q, row, column, among: expect.arrayContaining(ofCell) });
      }
      tally.cells += lineages.length;
      tally.coarse += lineages.filter(({ coarse }) => coarse.length > 0).length;
      for (const [row, lineage] of lineages.entries())
        expect({ q, row, again: lineage.again }).toEqual({ q, row, again: { result: "same" } });
      for (let count = 0; count < changes; count++) {
        const { changed, left, silent } = await tryChange(q, { before, datasets, lineages }, changeOf(chance));
        expect(silent).toEqual([]);
        tally.changed += changed;
        tally.left += left;
      }
      await before.close();
    }
    noteFigures(`lineage of generated ${name}: ${JSON.stringify(tally)}`);
    expect(tally.cells).toBeGreaterThan(queries);
    expect(tally.refused).toBeLessThan(queries / 4);
  },
);
