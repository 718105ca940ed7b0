import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { DatasetColumn } from "../dataset/dataset.ts";
import { BroadsheetError } from "../../errors.ts";
import { quoteName, quoteText } from "./quote-name.ts";

/** What queries can use of a dataset besides its rows. */
export interface KnownDataset {
  readonly alias: string;
  readonly rows: number;
  readonly columns: readonly Pick<DatasetColumn, "name" | "type" | "databaseType" | "nulls">[];
}

/** The source of a dataset's rows: a table, or a SELECT with its bound values. */
export interface RowSource {
  readonly sql: string;
  readonly values?: Record<string, DuckDBValue>;
}

const suffixes = ["columns", "cells", "statistics", "sample"] as const;

/** Names of a dataset's tables for queries; the first has its rows. */
export function tablesOf(alias: string): readonly string[] {
  return [alias, ...suffixes.map((suffix) => `${alias}_${suffix}`)];
}

/** A sample has no more rows than this, */
const sampledRows = 100_000;
/** nor more cells, unless there are very many columns. */
const sampledCells = 600_000;
const fewestRows = 1_000;
/** Cells are copied: more of them would not fit into a render's memory. */
const mostCells = 5_000_000;

/** Number of rows in a dataset's sample: all of them, if there are few. */
export function sampleSize(rows: number, columns: number): number {
  return Math.min(rows, sampledRows, Math.max(fewestRows, Math.floor(sampledCells / Math.max(columns, 1))));
}

/** Whether queries read a dataset's rows, or tables built from all of them. */
export function readsRows(alias: string, needed: ReadonlySet<string>): boolean {
  return [alias, `${alias}_cells`].some((table) => needed.has(table.toLowerCase()));
}

/** Whether queries read tables built from a dataset's rows, with all its columns. */
export function readsUnnamedRows(alias: string, needed: ReadonlySet<string>): boolean {
  return [`${alias}_cells`, `${alias}_statistics`, `${alias}_sample`].some((table) => needed.has(table.toLowerCase()));
}

/**
 * Creates the additional tables of a dataset, for queries that must work on unknown columns:
 *
 * - `<alias>_columns`, one row a column: `position` (from 1), `name`, `type` (of the profile), `rows`, `nulls`;
 * - `<alias>_statistics`, the same with what one pass over all rows tells: `low`, `high`, `mean`, `deviation` (of
 *   numbers), `first_date`, `last_date`, `shortest` and `longest` (characters, of texts and of whole numbers that are
 *   not negative), `about_distinct` (an estimate, within a few per cent; not of fractional numbers), `sample` (rows in
 *   the sample);
 * - `<alias>_cells`, one row a value, in row order: `row` (from 1), `position`, `name`, `type`, `text` (the value as
 *   text; null where there is none), `number` (of integers and numbers), `date` (of dates and timestamps);
 * - `<alias>_sample`, the same for a sample of rows, evenly spread; for all rows where they are no more than 100,000
 *   with 600,000 cells.
 *
 * Only those that a query names are created. Cells are copied, since such queries read them repeatedly (a third of the
 * time of a view with 200,000 rows); what does not fit into memory spills to the scratch folder.
 *
 * @throws BroadsheetError `limit-exceeded`, `too-many-cells`
 */
export async function createKnownTables(
  connection: DuckDBConnection,
  dataset: KnownDataset,
  needed: ReadonlySet<string>,
  source: RowSource = { sql: quoteName(dataset.alias) },
): Promise<void> {
  const { alias, rows, columns } = dataset;
  const create = async (
    suffix: (typeof suffixes)[number],
    select: () => string,
    values?: RowSource["values"],
  ): Promise<void> => {
    const table = `${alias}_${suffix}`;
    if (needed.has(table.toLowerCase()))
      await connection.run(`CREATE TABLE ${quoteName(table)} AS ${select()}`, values);
  };
  await create("columns", () => {
    const known = columns.map(
      ({ name, type, nulls }, index) => `(${index + 1}, ${quoteText(name)}, ${quoteText(type)}, ${rows}, ${nulls})`,
    );
    return `SELECT position::BIGINT AS position, name, type, "rows"::BIGINT AS "rows", nulls::BIGINT AS nulls FROM (VALUES ${known.join(", ")}) AS v(position, name, type, "rows", nulls)`;
  });
  await create("statistics", () => statistics(dataset, source), source.values);
  await create(
    "sample",
    () => {
      const size = sampleSize(rows, columns.length);
      const numbered = `SELECT row_number() OVER () AS "row", * FROM ${source.sql}`;
      // The last of every `rows / size` rows.
      return cells(
        columns,
        size === rows
          ? numbered
          : `SELECT * FROM (${numbered}) WHERE ("row" * ${size}) // ${rows} > (("row" - 1) * ${size}) // ${rows}`,
      );
    },
    source.values,
  );
  await create(
    "cells",
    () => {
      if (rows * columns.length > mostCells) {
        throw new BroadsheetError("limit-exceeded", {
          code: "too-many-cells",
          message: `The table ${alias}_cells would have ${rows * columns.length} rows`,
          where: { dataset: alias },
          seen: rows * columns.length,
          allowed: mostCells,
          hint: `Read ${alias}_sample, which has the cells of a sample of rows, and ${alias}_statistics, which covers all rows`,
        });
      }
      return cells(columns, `SELECT row_number() OVER () AS "row", * FROM ${source.sql}`);
    },
    source.values,
  );
}

function cells(columns: KnownDataset["columns"], numbered: string): string {
  const structs = columns.map(({ name, type, databaseType = "" }, index) => {
    const column = `d.v${index}`;
    const written = `CAST(${column} AS VARCHAR)`;
    // A DECIMAL is written with all decimals of its column.
    const text = /^DECIMAL\(\d+, ?[1-9]/.test(databaseType) ? `rtrim(rtrim(${written}, '0'), '.')` : written;
    const number = isNumber(type) ? `CAST(${column} AS DOUBLE)` : "NULL::DOUBLE";
    const date = isDate(type) ? `CAST(${column} AS DATE)` : "NULL::DATE";
    return `{position: ${index + 1}::BIGINT, name: ${quoteText(name)}, type: ${quoteText(type)}, text: ${text}, number: ${number}, date: ${date}}`;
  });
  // A column of the dataset may be called "row" too.
  return `SELECT d.numbered AS row, unnest([${structs.join(", ")}], recursive := true) FROM (${numbered}) AS d(numbered, ${columns.map((_, index) => `v${index}`).join(", ")})`;
}

function statistics({ rows, columns }: KnownDataset, source: RowSource): string {
  const found = columns.map(({ type }, index) => {
    const value = `v${index}`;
    const number = isNumber(type) ? value : undefined;
    const date = isDate(type) ? value : undefined;
    const length = type === "text" ? `length(${value})` : undefined;
    const of = (name: string, sql: string | undefined, otherwise: string): string =>
      `${sql ?? `NULL::${otherwise}`} AS ${name}${index}`;
    return [
      of("low", number && `CAST(min(${number}) AS DOUBLE)`, "DOUBLE"),
      of("high", number && `CAST(max(${number}) AS DOUBLE)`, "DOUBLE"),
      of("mean", number && `avg(CAST(${number} AS DOUBLE))`, "DOUBLE"),
      // The square of a larger number would overflow.
      of(
        "deviation",
        number &&
          `stddev_samp(CAST(${number} AS DOUBLE))${type === "number" ? ` FILTER (WHERE abs(CAST(${number} AS DOUBLE)) < 1e100)` : ""}`,
        "DOUBLE",
      ),
      of("first", date && `CAST(min(${date}) AS DATE)`, "DATE"),
      of("last", date && `CAST(max(${date}) AS DATE)`, "DATE"),
      of("shortest", length && `min(${length})`, "BIGINT"),
      of("longest", length && `max(${length})`, "BIGINT"),
      of("distinct", type === "number" ? undefined : `approx_count_distinct(${value})`, "BIGINT"),
    ].join(", ");
  });
  const size = sampleSize(rows, columns.length);
  const structs = columns.map(({ name, type, nulls }, index) => {
    // Of whole numbers that are not negative the smallest is the shortest.
    const digits = (end: string, length: string): string =>
      type === "integer"
        ? `CASE WHEN low${index} >= 0 THEN length(CAST(TRY_CAST(${end}${index} AS HUGEINT) AS VARCHAR)) END`
        : `${length}${index}`;
    return `{position: ${index + 1}::BIGINT, name: ${quoteText(name)}, type: ${quoteText(type)}, "rows": ${rows}::BIGINT, nulls: ${nulls}::BIGINT, low: low${index}, high: high${index}, mean: mean${index}, deviation: deviation${index}, first_date: first${index}, last_date: last${index}, shortest: ${digits("low", "shortest")}, longest: ${digits("high", "longest")}, about_distinct: distinct${index}::BIGINT, sample: ${size}::BIGINT}`;
  });
  return `SELECT unnest([${structs.join(", ")}], recursive := true) FROM (SELECT ${found.join(", ")} FROM (SELECT * FROM ${source.sql}) AS d(${columns.map((_, index) => `v${index}`).join(", ")}))`;
}

function isNumber(type: string): boolean {
  return type === "integer" || type === "number";
}

function isDate(type: string): boolean {
  return type === "date" || type === "timestamp";
}
