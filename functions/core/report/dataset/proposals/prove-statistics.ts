import { columnValue } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import type { DatasetColumn } from "../dataset.ts";
import { cellKind } from "../csv/cell-kind.ts";
import type { OddColumn } from "./odd-values.ts";
import { counterBeside } from "./find-totals.ts";
import { bottomRows, type TableEnds } from "./rows-without-data.ts";
import { saysTotal, type SummaryKind, summaryKind } from "./total-words.ts";

/** Most number columns that are compared, and rows that name a statistic. */
const [mostColumns, mostRows] = [50, 3];

/** What a row says of the rows above that a member of the column may also be called: the median among percentiles. */
const statistics: ReadonlyMap<SummaryKind | undefined, string> = new Map([
  ["median", "median"],
  ["mean", "avg"],
  ["all", "sum"],
]);

/**
 * Finds the last rows that name a statistic in a column of numbers, and of which no number is that of the rows above:
 * they may be data.
 *
 * @returns the rows, from 1
 */
export async function findUnproven(
  database: Database,
  columns: readonly DatasetColumn[],
  odd: readonly OddColumn[],
  ends: TableEnds,
): Promise<ReadonlySet<number>> {
  const named = odd.flatMap(({ index, odd: values }) =>
    values
      .filter(({ rows, first, value }) => rows === 1 && first > ends.rows - bottomRows && saysTotal(value))
      .map(({ first, value }) => ({ row: first, index, sql: statistics.get(summaryKind(value)) })),
  );
  const above = Math.min(...named.map(({ row }) => row));
  const isOfDates = (index: number): boolean => cellKind(ends.cells.get(above - 1)?.[index] ?? "") === "date";
  const doubtful = named.filter(({ sql, index }) => sql !== undefined && !isOfDates(index)).slice(-mostRows);
  const numbers = columns
    .map((column, at) => ({ column, at }))
    .filter(({ at }) => ends.numbers[at] === true)
    .slice(0, mostColumns);
  const counter = counterBeside(columns);
  const unproven = new Set<number>();
  for (const { row, sql } of doubtful) {
    const cells = ends.cells.get(row) ?? [];
    const filled = numbers.filter(({ at }) => (cells[at] ?? "") !== "");
    const asked = filled.flatMap(({ column }, at) => [
      `${sql}((${columnValue(column)})::DOUBLE) FILTER (${counter} < ${above})::DOUBLE AS s${at}`,
      `max((${columnValue(column)})::DOUBLE) FILTER (${counter} = ${row}) AS t${at}`,
    ]);
    const [found = {}] =
      asked.length === 0
        ? []
        : await database.rows(
            `SELECT ${asked.join(", ")} FROM (SELECT *, row_number() OVER () AS ${counter} FROM raw)`,
          );
    const isProven = filled.some(({ column, at: index }, at) => {
      const [made, said] = [found[`s${at}`], found[`t${at}`]];
      if (typeof made !== "number" || typeof said !== "number" || said === 0) return false;
      const places = column.type === "integer" ? 0 : (/[.,](\d+)\D*$/.exec(cells[index]!)?.[1]?.length ?? 0);
      return Math.abs(made - said) <= 0.5 * 10 ** -places + Math.abs(said) * 1e-9;
    });
    // A row that holds nothing else has no number that could be lost.
    if (!isProven && cells.filter((cell) => cell !== "").length > 1) unproven.add(row);
  }
  return unproven;
}
