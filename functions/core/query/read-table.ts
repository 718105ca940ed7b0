import type { DuckDBDataChunk, DuckDBMaterializedResult, DuckDBResult, DuckDBValue } from "@duckdb/node-api";
import type { Warn } from "../errors.ts";
import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { ColumnType, TemplateText } from "../template/template.ts";
import { queryProblem } from "./query-error.ts";
import type { Row, Table, Value } from "./table.ts";

interface ReadingOptions {
  readonly name: string;
  readonly query: TemplateText;
  readonly rows: number;
  readonly warn: Warn;
}

/**
 * Reads a result, a stream or one that is held whole, chunk by chunk, into plain values: numbers rounded to 12 significant digits, dates `YYYY-MM-DD`, timestamps ISO 8601 in UTC. A
 * column with an integer beyond 2^53 - 1 becomes text. Infinities and NaN become missing values, with a warning.
 *
 * @throws BroadsheetError `query-failed` for two columns of one name and for lists, structs and bytes; `limit-exceeded` for too many rows
 */
export async function readTable(result: DuckDBResult | DuckDBMaterializedResult, { name, query, rows: limit, warn }: ReadingOptions): Promise<Table> {
  const names = result.columnNames();
  const kinds = names.map((column, index) => {
    const id = result.columnTypeId(index);
    return kindsById.get(id) ?? columnKind(id, result.columnType(index).toString(), column, name, query);
  });
  refuseRepeated(names, name, query);
  const columns: Value[][] = names.map(() => []);
  const notFinite = new Map<string, number>();
  let count = 0;
  for (let index = 0; ; index++) {
    const chunk = "getChunk" in result ? wholeChunk(result, index) : await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) break;
    count += chunk.rowCount;
    if (count > limit) {
      throw queryProblem("limit-exceeded", "too-many-rows", `The query "${name}" returns more than ${limit} rows`, { file: query.file, name }, { seen: `more than ${limit}`, allowed: limit, hint: "Aggregate the rows, or add LIMIT" });
    }
    for (const [index, column] of columns.entries()) {
      for (const value of chunk.getColumnValues(index)) {
        const plain = toValue(value, kinds[index]!);
        if (plain === null && value !== null) notFinite.set(names[index]!, (notFinite.get(names[index]!) ?? 0) + 1);
        column.push(plain);
      }
    }
  }
  for (const [column, times] of notFinite) {
    warn({ code: "not-finite", message: `"${column}" has ${times} infinite or undefined ${times === 1 ? "value, shown" : "values, shown"} as missing`, where: { file: query.file, name }, seen: column, hint: "Guard the division: x / nullif(y, 0)" });
  }
  const types = columns.map((values, index) => settleIntegers(values, kinds[index]!));
  const described = names.map((column, index) => ({ name: column, type: types[index]! }));
  return { name, columns: described, rows: rowsOf(names, columns, count), hash: sha256(`{"columns":${canonicalJson(described)},"rows":${canonicalRows(names, columns, count)}}`) };
}

function rowsOf(names: readonly string[], columns: readonly Value[][], count: number): Row[] {
  // A copy of a row that has all its members is quicker filled than one is made, and a column may be called "__proto__".
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

/** The kinds of the types met so far: to have a type told by name takes ten calls of DuckDB. A kind depends on nothing but the type's number. */
const kindsById = new Map<number, ColumnType>();

function columnKind(id: number, type: string, column: string, name: string, query: TemplateText): ColumnType {
  const kind = kindOf(type);
  if (kind === undefined) {
    throw queryProblem("query-failed", "not-a-scalar", `Column "${column}" of the query "${name}" is of type ${type}, which no table cell or chart can show`, { file: query.file, name }, { seen: type, hint: "Use unnest(), array_to_string() or a member of it, or to_json() for its text" });
  }
  kindsById.set(id, kind);
  return kind;
}

function kindOf(type: string): ColumnType | undefined {
  // First: a list is named after what is in it, `DECIMAL(3,2)[]`.
  if (/\]$|^(STRUCT|MAP|UNION|BLOB|BIT|VARIANT|GEOMETRY)/.test(type)) return undefined;
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$/.test(type)) return "integer";
  if (type === "FLOAT" || type === "DOUBLE" || type.startsWith("DECIMAL")) return "number";
  if (type === "BOOLEAN") return "boolean";
  if (type === "DATE") return "date";
  if (type.startsWith("TIMESTAMP")) return "timestamp";
  return "text";
}

function refuseRepeated(names: readonly string[], name: string, query: TemplateText): void {
  const repeated = names.find((column, index) => names.indexOf(column) !== index);
  if (repeated === undefined) return;
  throw queryProblem("query-failed", "duplicate-column", `The query "${name}" returns two columns named "${repeated}"`, { file: query.file, name }, { seen: names, hint: "Name one of them with AS" });
}

function toValue(value: DuckDBValue, kind: ColumnType): Value {
  if (value === null) return null;
  switch (kind) {
    case "integer":
      // Larger integers stay text until the column is settled.
      if (typeof value === "bigint") return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value.toString();
      return typeof value === "number" ? value : Number(value.toString());
    case "number": {
      const number = typeof value === "number" ? value : Number(value.toString());
      return Number.isFinite(number) ? Number(number.toPrecision(12)) + 0 : null;
    }
    case "boolean":
      return value === true;
    case "timestamp":
      return isoTimestamp(value.toString());
    default:
      return value.toString();
  }
}

/** `2020-01-02 03:04:05.5` and `2020-01-02 03:04:05+00` → `2020-01-02T03:04:05.5Z`. */
function isoTimestamp(text: string): string {
  const match = /^(\S+) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::00)?)?$/.exec(text);
  return match === null ? text : `${match[1]}T${match[2]}Z`;
}

/** A column that holds an integer too large for a number is text from end to end. */
function settleIntegers(values: Value[], kind: ColumnType): ColumnType {
  if (kind !== "integer" || !values.some((value) => typeof value === "string")) return kind;
  for (const [index, value] of values.entries()) if (value !== null) values[index] = String(value);
  return "text";
}
