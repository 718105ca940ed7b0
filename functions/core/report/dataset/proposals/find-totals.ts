import { columnValue } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, TotalRow } from "../dataset.ts";
import { saysTotal, type TableEnds } from "./rows-without-data.ts";

/** Last rows that are looked at, and number columns. */
const mostRows = 3;
const mostColumns = 50;

/** A row that names itself a total. */
interface Candidate {
  readonly row: number;
  /** Its label, and the column that holds it. */
  readonly value: string;
  readonly column: string;
}

/**
 * Finds a last row that sums the others up: a column of texts calls it a total, in no other row, and at least one of
 * its numbers is the sum of the column above. The word alone proves nothing.
 *
 * @param columns of the file
 * @param mended the same as they will be, and SQL of the table that has them so: a column that a few cells spoil is a
 *   column of numbers there
 * @param without rows at the end that hold no data, from 1
 * @returns at most one row; none if nothing is proven
 */
export async function findTotals(
  database: Database,
  columns: readonly DatasetColumn[],
  mended: { readonly columns: readonly DatasetColumn[]; readonly table: string },
  ends: TableEnds,
  without: readonly number[],
): Promise<readonly TotalRow[]> {
  const candidate = lastTotal(columns, ends, without);
  const numbers = mended.columns.filter(({ type }) => type === "integer" || type === "number").slice(0, mostColumns);
  if (candidate === undefined || numbers.length === 0) return [];
  const { row, value, column } = candidate;
  const isTotal = `coalesce(${conditionOf(candidate)}, false)`;
  const asked = numbers.flatMap((number, index) => {
    const [cell, text] = [columnValue(number), quoteName(number.name)];
    const places = `max(length(regexp_extract(${text}, '[.,](\\d+)\\D*$', 1)))`;
    return [
      `sum((${cell})::DECIMAL(38, 9)) FILTER (NOT ${isTotal})::DOUBLE AS s${index}`,
      `count(${cell}) FILTER (NOT ${isTotal} AND (${cell}) <> 0) AS n${index}`,
      `max((${cell})::DOUBLE) FILTER (${isTotal}) AS t${index}`,
      `${places} AS p${index}`,
    ];
  });
  const counter = counterBeside(columns);
  const notes = without.filter((other) => other !== row);
  const left = notes.length === 0 ? "" : ` WHERE ${counter} NOT IN (${notes.join(", ")})`;
  const [found = {}] = await database
    .rows(
      `SELECT count(*) FILTER (${isTotal}) AS rows, ${asked.join(", ")} FROM (SELECT *, row_number() OVER () AS ${counter} FROM (${mended.table}))${left}`,
    )
    // A number beyond the decimals is nothing that we could compare to the last digit.
    .catch(() => []);
  if (Number(found["rows"]) !== 1) return [];
  const sums = numbers.filter((_, index) => {
    const [sum, count, total, places] = ["s", "n", "t", "p"].map((of) => found[`${of}${index}`]);
    if (total === null || sum === null || Number(count) < 2 || Number(total) === 0) return false;
    // Each number was rounded to its last digit.
    const apart = Math.abs(Number(sum) - Number(total));
    return (
      apart <= Math.min(0.5 * 10 ** -Number(places ?? 0) * Math.sqrt(Number(count)), Math.abs(Number(total)) / 1000)
    );
  });
  if (sums.length === 0) return [];
  const names = sums.map(({ name }) => name);
  const told = names.slice(0, 3).map((name) => `"${name}"`);
  const which = `${told.join(", ")}${names.length > told.length ? ` and ${names.length - told.length} more` : ""}`;
  const message = `row ${row} says "${value}", and its ${which} ${names.length === 1 ? "is the sum" : "are the sums"} of the other rows`;
  return [{ row, column, value, sums: names, message }];
}

/** A name for the number of a row beside a file's own columns: one of theirs would take its place. */
export function counterBeside(columns: readonly DatasetColumn[]): string {
  let counter = "row_of_file";
  while (columns.some(({ name }) => name.toLowerCase() === counter)) counter += "_";
  return counter;
}

/** SQL that is true of a total's row alone. */
export function conditionOf({ column, value }: Pick<TotalRow, "column" | "value">): string {
  return `trim(${quoteName(column)}) = ${quoteText(value)}`;
}

/** The last row, apart from those without data, if a column of texts calls it a total. */
function lastTotal(
  columns: readonly DatasetColumn[],
  ends: TableEnds,
  without: readonly number[],
): Candidate | undefined {
  for (let row = ends.rows; row > Math.max(0, ends.rows - mostRows - without.length); row -= 1) {
    const cells = ends.cells.get(row) ?? [];
    const index = columns.findIndex(({ type }, at) => type === "text" && saysTotal(cells[at] ?? ""));
    if (index >= 0) return { row, value: cells[index]!, column: columns[index]!.name };
    if (!without.includes(row) && cells.some((cell) => cell !== "")) return undefined;
  }
  return undefined;
}
