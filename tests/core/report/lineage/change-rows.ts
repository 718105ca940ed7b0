import type { RowLineage } from "../../../../functions/core/report/lineage/row-lineage.ts";
import { textOfRow } from "../../../../functions/core/report/lineage/find-row.ts";
import type { Dataset } from "../../../../functions/core/report/dataset/dataset.ts";
import type { Row } from "../../../../functions/core/report/query/table.ts";
import { datasetOf } from "../query/query-bench.ts";
import { pickOf } from "./generated-queries.ts";
import { type Bench, benchOf, regions, rowsNamed, sales } from "./lineage-bench.ts";

/** A change to one cell of one of the datasets. */
export interface Change {
  readonly dataset: "sales" | "regions";
  /** From 1. */
  readonly row: number;
  readonly text: string;
  /** The dataset without that row. */
  readonly without: string;
}

const values: Readonly<Record<string, readonly string[]>> = {
  region: ["north", "south", "east", "west"],
  product: ["lamp", "rug"],
  year: ["2019", "2020", "2021", "2022"],
  value: ["", "1", "6", "11", "19", "40"],
  country: ["NO", "SE"],
  place: ["0", "1", "2", "3"],
};

export function changeOf(chance: () => number): Change {
  const pick = pickOf(chance);
  const dataset = pick(["sales", "sales", "regions"] as const);
  const lines = (dataset === "sales" ? sales : regions).split("\n");
  const names = lines[0]!.split(",");
  const row = 1 + Math.floor(chance() * (lines.length - 1));
  const cells = lines[row]!.split(",");
  const column = Math.floor(chance() * names.length);
  cells[column] = pick(values[names[column]!]!.filter((value) => value !== cells[column]));
  return {
    dataset,
    row,
    text: lines.with(row, cells.join(",")).join("\n"),
    without: lines.toSpliced(row, 1).join("\n"),
  };
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

/** Rows that went and rows that came, put together: those that share most cells are the same row before and after. */
function pairRows(
  gone: readonly number[],
  come: readonly number[],
  rows: readonly Row[],
  now: readonly Row[],
): (readonly [from: number | undefined, to: number | undefined])[] {
  const shared = (from: number, to: number): number =>
    Object.keys(rows[from]!).filter(
      (column) => textOfRow({ cell: rows[from]![column]! }) === textOfRow({ cell: now[to]![column]! }),
    ).length;
  const [left, right] = [new Set(gone), new Set(come)];
  const candidates = gone
    .flatMap((from) => come.map((to) => ({ from, to, score: shared(from, to) })))
    .toSorted((a, b) => b.score - a.score);
  const pairs: [number | undefined, number | undefined][] = [];
  for (const { from, to } of candidates) {
    if (!left.has(from) || !right.has(to)) continue;
    left.delete(from);
    right.delete(to);
    pairs.push([from, to]);
  }
  return [
    ...pairs,
    ...[...left].map((from) => [from, undefined] as const),
    ...[...right].map((to) => [undefined, to] as const),
  ];
}

/** A row and those that show the same: which of them came or went, nobody can say. */
function alike(rows: readonly Row[], at: number | undefined): number[] {
  if (at === undefined) return [];
  const text = textOfRow(rows[at]!);
  return [...rows.keys()].filter((index) => textOfRow(rows[index]!) === text);
}

/** What became of a change. */
export interface Outcome {
  /** Rows that came or went. */
  readonly changed: number;
  /** Those of them that only the absence of the changed row from their partition let in or kept out. */
  readonly left: number;
  /** What changed without naming the changed row: a fault. */
  readonly silent: readonly unknown[];
}

/** Runs a query over the datasets with one of them replaced. */
async function benchWith(
  q: string,
  datasets: readonly Dataset[],
  dataset: Change["dataset"],
  text: string,
): Promise<Bench> {
  const changed = await datasetOf(dataset, text);
  return benchOf(
    { q },
    datasets.map((each) => (each.alias === dataset ? changed : each)),
  );
}

/**
 * Changes one cell of a dataset, and demands that every row of the query's result that comes or goes, and every cell
 * that changes, names the changed row, before or after.
 *
 * One thing is no fault: a row that QUALIFY keeps because the changed row has left its partition, or that it drops
 * because the changed row has come into it. The answer about a row names the partition that it is in, and the changed
 * row is not in it. It is proven by the result over the data without the changed row: it has the row, too.
 */
export async function tryChange(
  q: string,
  {
    before,
    datasets,
    lineages,
  }: {
    readonly before: Bench;
    readonly datasets: readonly Dataset[];
    readonly lineages: readonly RowLineage[];
  },
  change: Change,
): Promise<Outcome> {
  const { dataset, row, text } = change;
  const rows = before.tables.get("q")!.rows;
  const after = await benchWith(q, datasets, dataset, text).catch(() => undefined);
  // A change may make a query fail, such as a subquery of one value that has two.
  if (after === undefined) return { changed: 0, left: 0, silent: [] };
  const outcome = { changed: 0, left: 0, silent: [] as unknown[] };
  const names = (lineage: RowLineage | undefined): boolean =>
    lineage !== undefined && rowsNamed(lineage, dataset).includes(row);
  let absent: Promise<string[]> | undefined;
  const withoutRow = async (): Promise<string[]> => {
    const bench = await benchWith(q, datasets, dataset, change.without);
    try {
      return bench.tables.get("q")!.rows.map(textOfRow);
    } finally {
      await bench.close();
    }
  };
  const isOfAbsence = async (record: Row | undefined): Promise<boolean> =>
    record === undefined ||
    (/\bQUALIFY\b/i.test(q) &&
      /\bPARTITION BY\b/i.test(q) &&
      (await (absent ??= withoutRow())).includes(textOfRow(record)));
  try {
    const now = after.tables.get("q")!.rows;
    const [gone, come] = [missingIn(rows, now), missingIn(now, rows)];
    for (const [from, to] of pairRows(gone, come, rows, now)) {
      const were = alike(rows, from).map((each) => lineages[each]);
      const are: RowLineage[] = [];
      for (const each of alike(now, to)) are.push(await after.find({ query: "q", row: each, columns: [] }));
      outcome.changed++;
      if (![...were, ...are].some(names)) {
        const [was, comes] = [rows[from ?? -1], now[to ?? -1]];
        if ((await isOfAbsence(was)) && (await isOfAbsence(comes))) outcome.left++;
        else outcome.silent.push({ q, change, was, comes });
        continue;
      }
      if (gone.length !== 1 || come.length !== 1) continue;
      for (const column of Object.keys(rows[from!]!)) {
        if (textOfRow({ cell: rows[from!]![column]! }) === textOfRow({ cell: now[to!]![column]! })) continue;
        const cells = [
          await before.find({ query: "q", row: from!, columns: [column] }),
          await after.find({ query: "q", row: to!, columns: [column] }),
        ];
        if (!cells.some(names)) outcome.silent.push({ q, change, column });
      }
    }
  } finally {
    await after.close();
  }
  return outcome;
}
