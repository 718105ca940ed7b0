import type { DuckDBListValue } from "@duckdb/node-api";
import { valuePattern } from "../csv/cell-kind.ts";
import { cellsSelect } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import { quoteText } from "../database/quote-sql.ts";
import type { WrittenDates } from "../dataset.ts";

/** A text in a column of numbers or dates that is neither. */
export interface OddValue {
  readonly value: string;
  /** Rows that hold it. */
  readonly rows: number;
  /** The first and the last of them, from 1. */
  readonly first: number;
  readonly last: number;
}

/** A column of texts, most of which are numbers or dates in some notation. */
export interface OddColumn {
  /** Its place in the list that was asked for. */
  readonly index: number;
  /** Rows with a value. */
  readonly values: number;
  /** By first row. */
  readonly odd: readonly OddValue[];
  /** How its other values are written, if they are dates in spellings of people. */
  readonly dates?: WrittenDates;
}

/** Rows looked at first: a column that has neither number nor date there is one of texts. */
const sampledRows = 2000;
/** Most different odd texts of a column; one with more is a column of texts. */
export const mostOdd = 40;
/** No number or date is longer, and no text needs more characters to differ from others. */
export const longestValue = 200;

/**
 * Finds the columns of the table `raw` (all text) that hold numbers or dates beside a few other texts, and these.
 *
 * Three readings of the columns that the one before it left, each linear. The second counts the different texts of a
 * column within fixed memory, so that the third groups only what is known to be little.
 */
export async function findOddValues(database: Database, names: readonly string[]): Promise<readonly OddColumn[]> {
  const mixed = await columnsWithValues(database, names);
  if (mixed.length === 0) return [];
  const cells = (places: readonly number[]): string =>
    `SELECT i, r, left(v, ${longestValue}) AS v FROM (${cellsSelect(places.map((place) => ({ name: names[place]! })))}) WHERE v IS NOT NULL`;
  const isOdd = `NOT regexp_full_match(v, ${quoteText(valuePattern)})`;
  const counted = await database.rows(
    `SELECT i, count(*) AS n, count_if(strange) AS odd, approx_count_distinct(v) FILTER (strange) AS texts FROM (SELECT *, ${isOdd} AS strange FROM (${cells(mixed)})) GROUP BY i ORDER BY i`,
  );
  const few = counted.flatMap(({ i, n, odd, texts }) =>
    Number(odd) > 0 && Number(odd) < Number(n) && Number(texts) <= mostOdd
      ? { index: mixed[Number(i)]!, values: Number(n) }
      : [],
  );
  if (few.length === 0) return [];
  const listed = await database.rows(
    `SELECT i, v, count(*) AS n, min(r) AS first, max(r) AS last FROM (${cells(few.map(({ index }) => index))}) WHERE ${isOdd} GROUP BY i, v ORDER BY i, first`,
  );
  const odd: OddValue[][] = few.map(() => []);
  for (const { i, v, n, first, last } of listed)
    odd[Number(i)]!.push({ value: String(v), rows: Number(n), first: Number(first), last: Number(last) });
  return few.map((column, at) => ({ ...column, odd: odd[at]! }));
}

/** The places of the columns whose first rows hold a number or a date. */
async function columnsWithValues(database: Database, names: readonly string[]): Promise<readonly number[]> {
  if (names.length === 0) return [];
  const found = await database.rows(
    `SELECT list(DISTINCT i ORDER BY i) AS places FROM (${cellsSelect(
      names.map((name) => ({ name })),
      sampledRows,
    )}) WHERE regexp_full_match(left(v, ${longestValue}), ${quoteText(valuePattern)})`,
  );
  const places = found[0]?.["places"] as DuckDBListValue | null | undefined;
  return places?.items.map(Number) ?? [];
}
