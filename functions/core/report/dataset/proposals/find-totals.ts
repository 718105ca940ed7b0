import { columnValue } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetColumn, NoteRow, TotalRow } from "../dataset.ts";
import { bottomRows, type TableEnds } from "./rows-without-data.ts";
import { saysTotal } from "./total-words.ts";

/** Last rows that are looked at, and number columns. */
const mostRows = 3;
const mostColumns = 50;
/** Letters of a note: fewer may be a member of the table, and more are not read. */
const noteLetters = { least: 4, most: 999 };

/** A table as the proposed recipe will leave it: its columns, and the SQL of its rows. */
export interface MendedTable {
  readonly columns: readonly DatasetColumn[];
  readonly table: string;
}

/** A row that names itself a total. */
interface Candidate {
  readonly row: number;
  /** Its label, and the column that holds it. */
  readonly value: string;
  readonly column: string;
  /** Rows below it that are notes. */
  readonly notes: readonly NoteRow[];
}

/**
 * Finds a last row that sums the others up: a column of texts calls it a total, in no other row, and at least one of
 * its numbers is the sum of the column above. The word alone proves nothing. Below it there may be notes, which fill
 * one field: there are no data below what is proven to be a total.
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
  mended: MendedTable,
  ends: TableEnds,
  without: readonly number[],
): Promise<readonly TotalRow[]> {
  const candidate = lastNamed(columns, ends, without, saysTotal);
  const numbers = mended.columns.filter(({ type }) => type === "integer" || type === "number").slice(0, mostColumns);
  if (candidate === undefined || numbers.length === 0) return [];
  const { row, value, column, notes: below } = candidate;
  const isTotal = `coalesce(${conditionOf(candidate)}, false)`;
  const asked = numbers.flatMap((number, index) => {
    const [cell, text] = [columnValue(number), quoteName(number.name)];
    const places = `max(length(regexp_extract(${text}, '[.,](\\d+)\\D*$', 1)))`;
    return [
      `sum(${comparable(cell)}) FILTER (NOT ${isTotal})::DOUBLE AS s${index}`,
      `count(${cell}) FILTER (NOT ${isTotal} AND (${cell}) <> 0) AS n${index}`,
      `max((${cell})::DOUBLE) FILTER (${isTotal}) AS t${index}`,
      `${places} AS p${index}`,
    ];
  });
  const counter = counterBeside(columns);
  const notes = without.filter((other) => other !== row);
  const left = notes.length === 0 ? "" : ` WHERE ${counter} NOT IN (${notes.join(", ")})`;
  const isNote = below.length === 0 ? "false" : `coalesce(${below.map(conditionOf).join(" OR ")}, false)`;
  const [found = {}] = await database.rows(
    `SELECT count(*) FILTER (${isTotal}) AS rows, count(*) FILTER (${isNote}) AS notes, ${asked.join(", ")} FROM (SELECT *, row_number() OVER () AS ${counter} FROM (${mended.table}))${left}`,
  );
  if (Number(found["rows"]) !== 1 || Number(found["notes"]) !== below.length) return [];
  const sums = numbers.filter((_, index) => {
    const [sum, count, total, places] = ["s", "n", "t", "p"].map((of) => found[`${of}${index}`]);
    if (total === null || sum === null || Number(count) < 2 || Number(total) === 0) return false;
    return isSum(Number(sum), Number(total), { filled: Number(count), places: Number(places ?? 0) });
  });
  if (sums.length === 0) return [];
  const names = sums.map(({ name }) => name);
  const told = names.slice(0, 3).map((name) => `"${name}"`);
  const which = `${told.join(", ")}${names.length > told.length ? ` and ${names.length - told.length} more` : ""}`;
  const message = `row ${row} says "${value}", and its ${which} ${names.length === 1 ? "is the sum" : "are the sums"} of the other rows${tellNotes(below)}`;
  return [{ row, column, value, sums: names, ...(below.length > 0 && { notes: below }), message }];
}

/**
 * SQL of a number that is added up without an error: null for one of more than 20 digits, which no column's sum is
 * compared with to the last digit. A billion of them fit the sum's 38 digits.
 */
export function comparable(cell: string): string {
  return `TRY_CAST((${cell}) AS DECIMAL(29, 9))`;
}

/**
 * Whether a number is the sum of others, each of which was rounded to its last digit.
 *
 * @param numbers how many there are, and their digits behind the decimal mark
 */
export function isSum(
  sum: number,
  said: number,
  { filled, places }: { readonly filled: number; readonly places: number },
): boolean {
  return Math.abs(sum - said) <= Math.min(0.5 * 10 ** -places * Math.sqrt(filled), Math.abs(said) / 1000);
}

/** `; row 14 below it is a note`, or nothing. */
export function tellNotes(notes: readonly NoteRow[]): string {
  const [first, ...others] = notes;
  if (first === undefined) return "";
  return others.length === 0 ? `; row ${first.row} below it is a note` : `; ${notes.length} rows below it are notes`;
}

/** A name for the number of a row, with which no column of the file begins: one of theirs would take its place. */
export function counterBeside(columns: readonly DatasetColumn[]): string {
  let counter = "row_of_file";
  while (columns.some(({ name }) => name.toLowerCase().startsWith(counter))) counter += "_";
  return counter;
}

/** SQL that is true of one row alone, by its text. */
export function conditionOf({ column, value }: Pick<TotalRow, "column" | "value">): string {
  return `trim(${quoteName(column)}) = ${quoteText(value)}`;
}

/**
 * The last row, apart from those without data and notes, if a column of texts calls it a total.
 *
 * @param says whether a cell does
 */
export function lastNamed(
  columns: readonly DatasetColumn[],
  ends: TableEnds,
  without: readonly number[],
  says: (cell: string) => boolean,
): Candidate | undefined {
  const notes: NoteRow[] = [];
  const least = (): number => Math.max(0, ends.rows - Math.min(bottomRows, mostRows + without.length + notes.length));
  for (let row = ends.rows; row > least(); row -= 1) {
    const cells = ends.cells.get(row) ?? [];
    const index = columns.findIndex(({ type }, at) => type === "text" && says(cells[at] ?? ""));
    if (index >= 0) return { row, value: cells[index]!, column: columns[index]!.name, notes: notes.toReversed() };
    if (without.includes(row) || cells.every((cell) => cell === "")) continue;
    const note = noteIn(cells, columns);
    if (note === undefined) return undefined;
    notes.push({ row, ...note });
  }
  return undefined;
}

/** The only text of a row, if it is long enough to be a note. */
export function noteIn(cells: readonly string[], columns: readonly DatasetColumn[]): Omit<NoteRow, "row"> | undefined {
  const [at, ...others] = cells.flatMap((cell, index) => (cell === "" ? [] : index));
  if (at === undefined || others.length > 0 || columns.length === 1 || columns[at]!.type !== "text") return undefined;
  const value = cells[at]!;
  const letters = [...value].length;
  return letters < noteLetters.least || letters > noteLetters.most ? undefined : { column: columns[at]!.name, value };
}
