import type { ColumnType } from "../../template/template.ts";
import type { DatasetColumn, DatasetProfile, TableFormat } from "../dataset.ts";
import { plainText } from "./plain-text.ts";
import { quoteName, quoteText } from "./quote-sql.ts";

/** The type that holds a column's values. */
export type HeldType = Pick<DatasetColumn, "type" | "databaseType" | "emptyTexts" | "bytes">;

/** What reading a table as text needs: the part of a profile that a scan finds. */
export interface TextLayout extends Pick<DatasetProfile, "delimiter"> {
  readonly format: TableFormat;
  readonly columns: readonly { readonly name: string }[];
}

/**
 * A table expression that reads the file bound as `$file` without guessing: it names every column of a text format and
 * reads it as text. Parquet has its own types.
 *
 * @param inOrder whether CSV is read from its beginning to its end. Otherwise reading also begins every 8 MB, even on
 *   one thread, and there a line in a quoted text that looks like a row is taken for one @default true
 */
export function textSource({ format, delimiter, columns }: TextLayout, inOrder = true): string {
  if (format === "parquet") return "read_parquet($file)";
  const struct = `{${columns.map(({ name }) => `${quoteText(name)}: 'VARCHAR'`).join(", ")}}`;
  if (format === "csv" || format === "tsv") {
    // Strict mode refuses mixed line ends. What the lenient mode lets pass, the scan has already refused.
    return `read_csv($file, auto_detect = false, header = true, strict_mode = false, delim = ${quoteText(delimiter ?? ",")}, quote = '"', escape = '"', nullstr = ''${inOrder ? ", parallel = false" : ""}, columns = ${struct})`;
  }
  return `read_json($file, auto_detect = false, format = '${format === "json" ? "array" : "newline_delimited"}', columns = ${struct})`;
}

/** DuckDB type for each column type. Timestamps are in UTC. */
export const databaseTypes: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

/**
 * Converts a text expression to the DuckDB type of a column type; an empty text is a missing value.
 *
 * @param may whether a text may be empty, or begin or end with a space @default both
 */
export function castText(
  expression: string,
  { type, databaseType }: HeldType,
  may: { readonly beEmpty: boolean; readonly haveSpaces: boolean } = { beEmpty: true, haveSpaces: true },
): string {
  const value = may.beEmpty ? `nullif(${expression}, '')` : expression;
  if (type === "text") return value;
  const trimmed = may.haveSpaces ? `trim(${value})` : value;
  return type === "timestamp"
    ? `CAST(CAST(${trimmed} AS TIMESTAMPTZ) AS TIMESTAMP)`
    : `CAST(${trimmed} AS ${databaseType ?? databaseTypes[type]})`;
}

/**
 * The SELECT of a dataset's typed columns, for `Dataset.select`. The time zone of the session must be UTC.
 *
 * @param through makes of the table expression that reads the file the one that is read @default that itself
 */
export function datasetSelect(
  { format, table, delimiter, columns }: Pick<DatasetProfile, "format" | "table" | "delimiter" | "columns">,
  through: (source: string) => string = (source) => source,
): string {
  const layout = { format: tableFormat({ format, table }), columns, ...(delimiter !== undefined && { delimiter }) };
  const typed = columns.map((held) => {
    const { name, field = name } = held;
    return `${layout.format === "parquet" ? parquetValue(quoteName(field), held) : columnValue(held)} AS ${quoteName(name)}`;
  });
  return `SELECT ${typed.join(", ")} FROM ${through(textSource(layout))}`;
}

/** The typed value of a column that is stored as text. */
export function columnValue(held: DatasetColumn): string {
  const { name, type, notation, emptyTexts } = held;
  const column = quoteName(name);
  const text = notation === undefined || type === "text" ? column : plainText(`nullif(${column}, '')`, notation);
  return castText(text, held, { beEmpty: type !== "text" || emptyTexts !== true, haveSpaces: true });
}

/** The format of a dataset's table as queries read it. */
export function tableFormat({
  format,
  table,
}: {
  readonly format: DatasetProfile["format"];
  readonly table?: TableFormat | undefined;
}): TableFormat {
  const read = table ?? format;
  // A workbook is always stored with its table.
  return read === "xlsx" ? "csv" : read;
}

/**
 * The value of a column in a Parquet file as reports hold it. Parquet values have types already; only their widths are
 * unified. A FLOAT becomes the double with the same digits, 0.1 and not 0.10000000149. Nested values become JSON text.
 */
export function parquetValue(column: string, { type, databaseType, emptyTexts, bytes }: HeldType): string {
  if (databaseType === "FLOAT") return `CAST(CAST(${column} AS VARCHAR) AS DOUBLE)`;
  if (type !== "text") return `CAST(${column} AS ${databaseType ?? databaseTypes[type]})`;
  const text =
    bytes === true
      ? `decode(${column})`
      : `CASE WHEN regexp_matches(typeof(${column}), '^(STRUCT|MAP|UNION)|\\[[0-9]*\\]$') THEN CAST(to_json(${column}) AS VARCHAR) ${ofDay(column)} ELSE CAST(${column} AS VARCHAR) END`;
  return emptyTexts === true ? text : `nullif(${text}, '')`;
}

/**
 * The branch of times of day: one that no day has ends the database when it is written as text. The files that come are
 * checked for that, but versions of earlier releases were not. `typeof` is known before rows are read, so columns of
 * other types cost nothing. `least` and `greatest`, since the database would answer `BETWEEN` from what the file's
 * footer states.
 */
function ofDay(column: string): string {
  const time = `TRY_CAST(${column} AS TIME)`;
  const isOutside = `greatest(${time}, '00:00:00'::TIME) <> ${time} OR least(${time}, '24:00:00'::TIME) <> ${time}`;
  return `WHEN typeof(${column}) IN ('TIME', 'TIME_NS') THEN CASE WHEN ${isOutside} THEN error('it holds a time of day that no day has: write the file again') ELSE CAST(${column} AS VARCHAR) END`;
}
