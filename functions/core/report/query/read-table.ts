import type { DuckDBDataChunk, DuckDBMaterializedResult, DuckDBResult } from "@duckdb/node-api";
import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { Decimal } from "../../decimal.ts";
import type { Warn } from "../../errors.ts";
import type { TemplateText } from "../template/template.ts";
import { columnReader, type ColumnReader, notFinite, outOfRange } from "./column-readers.ts";
import { queryProblem } from "./query-error.ts";
import { quoteName } from "./quote-name.ts";
import type { Row, Table, TableColumn, Value } from "./table.ts";

interface ReadingOptions {
  readonly name: string;
  readonly query: TemplateText;
  readonly rows: number;
  /** Whether floating numbers are identical to the last bit on every machine, see `isSteady`. */
  readonly steady: boolean;
  readonly warn: Warn;
}

/**
 * Significant digits of floating numbers. Steady results keep the 15 that always survive in a double. In other results
 * the last bit may differ: with 15 digits that would change the rounding in up to 18% of such cases, with 12 in 0.02%.
 */
export const digits = { steady: 15, other: 12 };

/**
 * Reads a result, streamed or materialised, chunk by chunk into plain values: whole numbers and decimals unchanged,
 * floating numbers rounded, dates `YYYY-MM-DD`, timestamps ISO 8601 in UTC. Infinities and NaN become missing values,
 * with a warning.
 *
 * @throws BroadsheetError `query-failed` for two columns of the same name, for lists, structs and bytes, and for dates
 *   outside the years 1 to 9999; `limit-exceeded` for too many rows
 */
export async function readTable(
  result: DuckDBResult | DuckDBMaterializedResult,
  options: ReadingOptions,
): Promise<Table> {
  const { name, query, rows: limit, steady } = options;
  const names = result.columnNames();
  const readers = readersOf(result, options);
  refuseRepeated(names, name, query);
  const columns: Value[][] = names.map(() => []);
  const infinite = new Map<string, number>();
  /** Equal large numbers share one object, so that `===` works for them as for doubles. */
  const large = new Map<string, Decimal>();
  let count = 0;
  for (let index = 0; ; index++) {
    const chunk = "getChunk" in result ? wholeChunk(result, index) : await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    count += chunk.rowCount;
    if (count > limit) {
      throw queryProblem(
        "limit-exceeded",
        "too-many-rows",
        `The query "${name}" returns more than ${limit} rows`,
        { file: query.file, name },
        { seen: `more than ${limit}`, allowed: limit, hint: "Aggregate the rows, or add LIMIT" },
      );
    }
    for (const [index, column] of columns.entries()) {
      for (const value of readers[index]!.read(chunk, index, steady ? digits.steady : digits.other)) {
        if (value === outOfRange)
          throw dateOutOfRange(
            names[index]!,
            column.length + 1,
            chunk.getColumnValues(index)[column.length - (count - chunk.rowCount)],
            options,
          );
        if (value === notFinite) infinite.set(names[index]!, (infinite.get(names[index]!) ?? 0) + 1);
        column.push(value === notFinite ? null : value instanceof Decimal ? shareEqual(large, value) : value);
      }
    }
  }
  warnOfInfinite(
    infinite,
    names.filter((_, index) => readers[index]!.type !== "number"),
    options,
  );
  const described = names.map((column, index): TableColumn => ({
    name: column,
    type: readers[index]!.type,
    ...(readers[index]!.floating === true ? { floating: true } : {}),
  }));
  return tableOf(name, described, columns, count);
}

/** What reads each column of a result. @throws BroadsheetError `query-failed` for lists, structs and bytes */
export function readersOf(
  result: DuckDBResult | DuckDBMaterializedResult,
  options: Pick<ReadingOptions, "name" | "query">,
): ColumnReader[] {
  return result.columnNames().map((column, index) => {
    const id = result.columnTypeId(index);
    return readersById.get(id) ?? readerFor(id, result.columnType(index).toString(), column, options);
  });
}

/** A table of values that are given by columns. */
export function tableOf(
  name: string,
  described: readonly TableColumn[],
  columns: readonly Value[][],
  count: number,
): Table {
  const names = described.map((column) => column.name);
  return {
    name,
    columns: described,
    rows: rowsOf(names, columns, count),
    hash: sha256(`{"columns":${canonicalJson(described)},"rows":${canonicalRows(names, columns, count)}}`),
  };
}

/** The number itself, or an equal one that was met before. */
export function shareEqual(known: Map<string, Decimal>, value: Decimal): Decimal {
  const text = value.toString();
  const same = known.get(text);
  if (same === undefined) known.set(text, value);
  return same ?? value;
}

function warnOfInfinite(
  infinite: ReadonlyMap<string, number>,
  days: readonly string[],
  { name, query, warn }: ReadingOptions,
): void {
  for (const [column, times] of infinite) {
    const hint = days.includes(column)
      ? "Give it another date, or none: CASE WHEN isfinite(day) THEN day END"
      : "Guard the division: x / nullif(y, 0)";
    warn({
      code: "not-finite",
      message: `"${column}" has ${times} infinite or undefined ${times === 1 ? "value, shown" : "values, shown"} as missing`,
      where: { file: query.file, name },
      seen: column,
      hint,
    });
  }
}

function dateOutOfRange(column: string, row: number, seen: unknown, { name, query }: ReadingOptions): Error {
  return queryProblem(
    "query-failed",
    "date-out-of-range",
    `Column "${column}" of the query "${name}" holds the date ${String(seen)} in row ${row}`,
    { file: query.file, name, row },
    {
      seen: String(seen),
      allowed: "dates from 0001-01-01 to 9999-12-31",
      hint: `Return it as text: CAST(${quoteName(column)} AS VARCHAR)`,
    },
  );
}

function rowsOf(names: readonly string[], columns: readonly Value[][], count: number): Row[] {
  // Filling a copy of a complete row is faster than building one, and a column may be called "__proto__".
  const blank: Record<string, Value> = Object.fromEntries(names.map((name) => [name, null]));
  return Array.from({ length: count }, (_, index) => {
    const row = { ...blank };
    for (let column = 0; column < names.length; column++) row[names[column]!] = columns[column]![index]!;
    return row;
  });
}

/** `canonicalJson` of the rows, with their keys sorted once. */
function canonicalRows(names: readonly string[], columns: readonly Value[][], count: number): string {
  const members = names
    .map((name, index) => ({ name, key: `${JSON.stringify(name)}:`, values: columns[index]! }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  let rows = "";
  for (let index = 0; index < count; index++) {
    let row = "";
    for (const { key, values } of members) row += `${row === "" ? "" : ","}${key}${canonicalJson(values[index])}`;
    rows += `${index === 0 ? "" : ","}{${row}}`;
  }
  return `[${rows}]`;
}

function wholeChunk(result: DuckDBMaterializedResult, index: number): DuckDBDataChunk | null {
  return index < result.chunkCount ? result.getChunk(index) : null;
}

/** Cached readers by type number, on which alone a reader depends: getting a type's name takes ten calls to DuckDB. */
const readersById = new Map<number, ColumnReader>();

function readerFor(
  id: number,
  type: string,
  column: string,
  { name, query }: Pick<ReadingOptions, "name" | "query">,
): ColumnReader {
  const reader = columnReader(type);
  if (reader === undefined) {
    throw queryProblem(
      "query-failed",
      "not-a-scalar",
      `Column "${column}" of the query "${name}" is of type ${type}, which no table cell or chart can show`,
      { file: query.file, name },
      { seen: type, hint: "Use unnest(), array_to_string() or a member of it, or to_json() for its text" },
    );
  }
  readersById.set(id, reader);
  return reader;
}

function refuseRepeated(names: readonly string[], name: string, query: TemplateText): void {
  const repeated = names.find((column, index) => names.indexOf(column) !== index);
  if (repeated === undefined) return;
  throw queryProblem(
    "query-failed",
    "duplicate-column",
    `The query "${name}" returns two columns named "${repeated}"`,
    { file: query.file, name },
    { seen: names, hint: "Name one of them with AS" },
  );
}
