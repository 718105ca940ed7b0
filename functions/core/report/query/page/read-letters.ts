import type { DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import { Decimal } from "../../../decimal.ts";
import { notFinite, outOfRange } from "../column-readers.ts";
import type { ParsedQuery } from "../parse-queries.ts";
import { quoteName } from "../quote-name.ts";
import { digits, readersOf, shareEqual, tableOf } from "../read-table.ts";
import type { Table, Value } from "../table.ts";
import { pageTable, type Rule, Unpageable } from "./judging.ts";
import type { PagedText } from "./page-text.ts";

/** Rows of one query for all letters of a page. */
const mostRows = 50_000;

/** Types of which equal values are printed alike, and others not, so that ties show. */
const sortable =
  /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL\([\d, ]+\)|DOUBLE|FLOAT|BOOLEAN|VARCHAR|DATE|TIMESTAMP)$/;

type Cell = Value | typeof notFinite | typeof outOfRange;

/** The tables of the letters, by the letters' numbers. */
export interface LetterTables {
  readonly tables: ReadonlyMap<number, Table>;
  /** Names and types of the query's own columns. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * Divides the result of a page's query between its letters. A letter is left out if it must be made by itself: its rows
 * tie, or a value cannot be printed, of which its own query warns.
 *
 * @param letters number of letters
 * @param rows most rows of a letter
 * @throws Unpageable
 */
export async function readLetters(
  result: DuckDBResult,
  query: ParsedQuery,
  { keys, added, limit }: Omit<PagedText, "text">,
  { letters, rows, without }: { letters: number; rows: number; without?: ReadonlySet<Rule> | undefined },
): Promise<LetterTables> {
  const names = result.columnNames();
  const readers = readersOf(result, { name: query.name, query });
  const own = names.slice(1, names.length - added);
  refuseUncertain(own);
  const places = keys.map(({ column }) =>
    typeof column === "number"
      ? column + 1
      : names.findIndex((name, at) => at > 0 && name.toLowerCase() === column.toLowerCase()),
  );
  if (!places.every((place) => place > 0 && sortable.test(result.columnType(place).toString())))
    throw new Unpageable("sorting", "sorts by values of a type that does not show whether they tie");
  const precision = query.steady ? digits.steady : digits.other;
  const cells: Cell[][] = names.map(() => []);
  for (let chunk = await result.fetchChunk(); isFilled(chunk); chunk = await result.fetchChunk()) {
    for (const [index, column] of cells.entries())
      for (const value of readers[index]!.read(chunk, index, precision)) column.push(value);
    if (cells[0]!.length > mostRows) throw new Unpageable("running", `returns more than ${mostRows} rows for a page`);
  }
  const described = own.map((name, index) => {
    const { type, floating } = readers[index + 1]!;
    return { name, type, ...(floating === true ? { floating } : {}) };
  });
  const sorting = places.map((place) => cells[place]!);
  const values = cells.slice(1, own.length + 1);
  const tables = new Map<number, Table>();
  for (let letter = 0, from = 0; letter < letters; letter++) {
    let to = from;
    while (cells[0]![to] === letter) to += 1;
    const certain = without?.has("ties") === true || areInOrder(sorting, from, to);
    const count = Math.min(to - from, limit ?? Infinity);
    const part = certain && count <= rows ? partOf(values, from, from + count) : undefined;
    if (part !== undefined) tables.set(letter, tableOf(query.name, described, part, count));
    from = to;
  }
  const types = own.map((name, index) => ({ name, type: result.columnType(index + 1).toString() }));
  return { tables, columns: types };
}

/**
 * Refuses columns that the query by itself may call otherwise. Inside LATERAL, DuckDB tells names apart without regard
 * to case, and makes `n_1` of the second. A value that has no name is called by its text, which reads the page here.
 */
function refuseUncertain(names: readonly string[]): void {
  const known = new Set(names.map((name) => name.toLowerCase()));
  for (const name of names) {
    const renamed = /^(.*)_\d+$/s.exec(name.toLowerCase())?.[1];
    if (renamed !== undefined && known.has(renamed))
      throw new Unpageable("running", `returns "${name}" beside "${renamed}", which may be two columns of one name`);
    if (name.includes(quoteName(pageTable)))
      throw new Unpageable("running", "returns a value that depends on the letter and has no name: name it with AS");
  }
}

function isFilled(chunk: DuckDBDataChunk | null): chunk is DuckDBDataChunk {
  return chunk !== null && chunk.rowCount > 0;
}

/** Whether no two rows next to each other are equal in all keys. */
function areInOrder(keys: readonly (readonly Cell[])[], from: number, to: number): boolean {
  for (let row = from + 1; row < to; row++) if (keys.every((key) => isSame(key[row - 1]!, key[row]!))) return false;
  return true;
}

function isSame(a: Cell, b: Cell): boolean {
  return a === b || (a instanceof Decimal && b instanceof Decimal && a.toString() === b.toString());
}

/** The rows of a letter; undefined if a value cannot be printed. */
function partOf(columns: readonly (readonly Cell[])[], from: number, to: number): Value[][] | undefined {
  const large = new Map<string, Decimal>();
  const part: Value[][] = [];
  for (const column of columns) {
    const values: Value[] = [];
    for (const cell of column.slice(from, to)) {
      if (cell === notFinite || cell === outOfRange) return undefined;
      values.push(cell instanceof Decimal ? shareEqual(large, cell) : cell);
    }
    part.push(values);
  }
  return part;
}
