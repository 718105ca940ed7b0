import { expect, test } from "vitest";
import { noteFigures } from "../../../ci/note-figures.ts";
import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import { textOfRow } from "../../../../functions/core/report/lineage/find-row.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { datasetOf } from "../query/query-bench.ts";
import { chanceOf, generateAntiJoin, generateQuery, pickOf } from "./generated-queries.ts";
import { benchOf, regions, rowsNamed, sales, salesAndRegions } from "./lineage-bench.ts";

const soak = process.env["SOAK"] !== undefined;
const queries = soak ? 500 : 12;

/** A change to one cell of one of the datasets. */
interface Change {
  readonly dataset: "sales" | "regions";
  /** From 1. */
  readonly row: number;
  readonly text: string;
}

const values: Readonly<Record<string, readonly string[]>> = {
  region: ["north", "south", "east", "west"],
  product: ["lamp", "rug"],
  year: ["2019", "2020", "2021", "2022"],
  value: ["", "1", "6", "11", "19", "40"],
  country: ["NO", "SE"],
  place: ["0", "1", "2", "3"],
};

function changeOf(chance: () => number): Change {
  const pick = pickOf(chance);
  const dataset = pick(["sales", "sales", "regions"] as const);
  const lines = (dataset === "sales" ? sales : regions).split("\n");
  const names = lines[0]!.split(",");
  const row = 1 + Math.floor(chance() * (lines.length - 1));
  const cells = lines[row]!.split(",");
  const column = Math.floor(chance() * names.length);
  cells[column] = pick(values[names[column]!]!.filter((value) => value !== cells[column]));
  return { dataset, row, text: lines.with(row, cells.join(",")).join("\n") };
}

/** The places of the rows of one result that another does not have. */
function missingIn(rows: readonly Row[], others: readonly Row[]): number[] {
  const left = others.map(textOfRow);
  return rows.flatMap((row, index) => {
    const at = left.indexOf(textOfRow(row));
    if (at < 0) return [index];
    left.splice(at, 1);
    return [];
  });
}

test.each([
  ["queries", generateQuery, soak ? 20 : 1],
  // Rows that are here because an outer join found no other: few changes bring one.
  ["anti-joins", generateAntiJoin, soak ? 20 : 4],
])(
  "over the rows that they name, %s give the row again, and a change of a row that they do not name changes nothing",
  async (name, generate, changes) => {
    const chance = chanceOf(20_261_130);
    const datasets = await salesAndRegions();
    const tally = { cells: 0, single: 0, coarse: 0, changed: 0, refused: 0 };
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
        const change = changeOf(chance);
        const changed = await datasetOf(change.dataset, change.text);
        const after = await benchOf(
          { q },
          datasets.map((dataset) => (dataset.alias === change.dataset ? changed : dataset)),
        );
        const now = after.tables.get("q")!.rows;
        const gone = missingIn(rows, now);
        const come = missingIn(now, rows);
        for (let pair = 0; pair < Math.max(gone.length, come.length); pair++) {
          const from = gone[pair];
          const to = come[pair];
          const was = from === undefined ? undefined : lineages[from];
          const is = to === undefined ? undefined : await after.find({ query: "q", row: to, columns: [] });
          const named = [was, is].some((each) => each && rowsNamed(each, change.dataset).includes(change.row));
          tally.changed++;
          if (gone.length === 1 && come.length === 1)
            for (const column of Object.keys(rows[from!]!)) {
              if (textOfRow({ cell: rows[from!]![column]! }) === textOfRow({ cell: now[to!]![column]! })) continue;
              const cells = [
                await before.find({ query: "q", row: from!, columns: [column] }),
                await after.find({ query: "q", row: to!, columns: [column] }),
              ];
              const known = cells.some((each) => rowsNamed(each, change.dataset).includes(change.row));
              expect({ q, change, column, known }).toEqual({ q, change, column, known: true });
            }
          expect({ q, change, named, was: rows[from ?? -1], is: now[to ?? -1] }).toMatchObject({
            named: true,
          });
        }
        await after.close();
      }
      await before.close();
    }
    noteFigures(`lineage of generated ${name}: ${JSON.stringify(tally)}`);
    expect(tally.cells).toBeGreaterThan(queries);
    expect(tally.refused).toBeLessThan(queries / 4);
  },
);
