import type { Notation } from "../dataset.ts";
import { plainText } from "./plain-text.ts";
import { quoteName } from "./quote-sql.ts";

/** A column of the table `raw` whose cells are read. */
export interface CellColumn {
  readonly name: string;
  /** How its values are written, if not in the plain notation. */
  readonly notation?: Notation | undefined;
}

/** A table of texts, such as `raw`. */
export interface CellTable {
  /** Its name. */
  readonly name: string;
  /** Its column with the numbers of the rows, from 1, quoted: counting them takes a single thread. @default none */
  readonly row?: string | undefined;
}

/** The table that the files become. */
export const rawTable: CellTable = { name: "raw" };

/**
 * A SELECT of the cells of some columns of the table `raw` (all text), one a row: `r`, the data row from 1; `i`, the
 * index of the column in `columns`; `v`, its trimmed value in the plain notation, null if it is empty.
 *
 * One grouping over these rows replaces expressions for each column. DuckDB plans a SELECT in time and memory that grow
 * with the square of its aggregates: eight for each of 500 columns took 7 GB for three rows.
 *
 * @param rows how many of the first rows to read @default all
 * @param from the table
 */
export function cellsSelect(columns: readonly CellColumn[], rows?: number, from: CellTable = rawTable): string {
  // Not `rowid`: a column may have that name.
  const table = rows === undefined ? from.name : `(FROM ${from.name} LIMIT ${rows})`;
  const row = from.row ?? "row_number() OVER ()";
  if (columns.length === 1)
    return `SELECT r, i, ${inPlainNotation(columns)} AS v FROM (SELECT ${row} AS r, 0 AS i, trim(nullif(${quoteName(columns[0]!.name)}, '')) AS v FROM ${table})`;
  const list = `unnest(range(${columns.length})) AS i, unnest([${columns.map(({ name }) => quoteName(name)).join(", ")}]) AS cell`;
  return `SELECT r, i, ${inPlainNotation(columns)} AS v FROM (SELECT r, i, trim(nullif(cell, '')) AS v FROM (SELECT ${row} AS r, ${list} FROM ${table}))`;
}

/** Each notation is written once, however many columns use it. */
function inPlainNotation(columns: readonly CellColumn[]): string {
  const users = new Map<string, number[]>();
  for (const [index, { notation }] of columns.entries()) {
    if (notation === undefined) continue;
    const text = plainText("v", notation);
    const known = users.get(text);
    if (known === undefined) users.set(text, [index]);
    else known.push(index);
  }
  if (users.size === 0) return "v";
  return `CASE ${[...users].map(([text, indexes]) => `WHEN i IN (${indexes.join(", ")}) THEN ${text}`).join(" ")} ELSE v END`;
}
