import { Decimal } from "../../../decimal.ts";
import type { Row, Table, Value } from "../../query/table.ts";
import { isSummary, rowKinds } from "./row-kinds.ts";

/** What a table is sorted by. */
export interface SortChoice {
  readonly column: string;
  readonly falls: boolean;
}

/** Reads `amount` or `-amount`, which falls; a column that is called `-amount` itself is meant by that name. */
export function readSort(text: string, columns: readonly string[]): SortChoice {
  const falls = text.startsWith("-") && !columns.includes(text);
  return { column: falls ? text.slice(1) : text, falls };
}

/**
 * The rows of a table in the order of a column. Groups stay where the query has them, and so do totals and subtotals:
 * the rows between them are sorted. Missing values come last, and rows that tie stay as they were.
 *
 * @param nameOf what a column of codes prints, such as the name of a country; the rows are sorted by these names: by
 *   their letters without accents and case, and only then with them
 * @throws FormatError if a row's style is unknown, or a value has no name
 */
export function sortRows(
  table: Table,
  { column, falls, nameOf }: SortChoice & { readonly nameOf?: ((value: Value) => string) | undefined },
  { group, style, total }: { readonly [name in "group" | "style" | "total"]: string | undefined },
): readonly Row[] {
  const kinds = rowKinds(table, style, total);
  const sorted: Row[] = [];
  let run: Row[] = [];
  const end = (): void => {
    if (nameOf === undefined)
      sorted.push(...run.toSorted((a, b) => compare(a[column] ?? null, b[column] ?? null, falls)));
    else sorted.push(...sortByName(run, column, falls, nameOf));
    run = [];
  };
  for (const [index, row] of table.rows.entries()) {
    const before = run.at(-1);
    const begins = group !== undefined && before !== undefined && (before[group] ?? null) !== (row[group] ?? null);
    if (begins || isSummary(kinds[index])) end();
    if (isSummary(kinds[index])) sorted.push(row);
    else run.push(row);
  }
  end();
  return sorted;
}

function sortByName(
  rows: readonly Row[],
  column: string,
  falls: boolean,
  nameOf: (value: Value) => string,
): readonly Row[] {
  const named = rows.map((row) => {
    const value = row[column] ?? null;
    const name = value === null ? null : nameOf(value);
    return { row, name, letters: name?.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase() ?? null };
  });
  return named
    .toSorted((a, b) => compare(a.letters, b.letters, falls) || compare(a.name, b.name, falls))
    .map(({ row }) => row);
}

function compare(a: Value, b: Value, falls: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return falls ? order(b, a) : order(a, b);
}

/** Numbers by their size, all others by their characters, as DuckDB has it; times are written so that this is right. */
function order(a: NonNullable<Value>, b: NonNullable<Value>): number {
  if (a instanceof Decimal) return a.lt(b as Decimal) ? -1 : a.gt(b as Decimal) ? 1 : 0;
  if (b instanceof Decimal) return -order(b, a);
  return typeof a === "string" && typeof b === "string" ? orderTexts(a, b) : Number(a) - Number(b);
}

function orderTexts(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/** A character's place among the code points, of which those in two units are last; a text that ends comes first. */
function rank(unit: number): number {
  if (Number.isNaN(unit)) return -1;
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
