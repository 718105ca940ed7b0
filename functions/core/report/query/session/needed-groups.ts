import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset } from "../../dataset/dataset.ts";
import { quoteText } from "../quote-name.ts";
import type { RowFilter } from "./row-filters.ts";

/** Types of a file's columns whose least and greatest values are in the order in which queries compare them. */
const orderedTypes = /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|DATE|TIMESTAMP|VARCHAR|DECIMAL\(\d+,\s?\d+\))$/;

/** A SELECT of a column's least and greatest values: `id`, `low`, `high` and `odd`; undefined if nothing tells them. */
type Stated = (column: string, field: string) => string | undefined;

/**
 * The row groups of a Parquet file that may hold rows that the queries use, by the least and greatest values that its
 * footer states. A row group that does not state them may.
 *
 * @param file path of a file that has at least the footer
 * @param readers the conditions of each query
 * @param leafOf the index of a column among the file's leaves
 * @returns undefined if all may
 */
export async function neededGroups(
  connection: DuckDBConnection,
  file: string,
  dataset: Dataset,
  readers: readonly (readonly RowFilter[])[],
  leafOf: (field: string) => number | undefined,
): Promise<ReadonlySet<number> | undefined> {
  return await mayMatter(connection, file, dataset, readers, (_, field) => {
    const leaf = leafOf(field);
    if (leaf === undefined) return undefined;
    // Of a text that a writer cut off, bytes may be left that are none: they are shown as escapes.
    return `SELECT row_group_id AS id, stats_min_value AS low, stats_max_value AS high, type = 'INT96' OR contains(stats_min_value || stats_max_value, '\\') AS odd FROM parquet_metadata($file) WHERE column_id = ${leaf}`;
  });
}

/**
 * The files of a table that may hold rows that the queries use, by the least and greatest values that its profile
 * states.
 *
 * @param file path of one of them that has at least the footer: all have the same columns
 * @returns their indexes; undefined if all may
 */
export async function neededFiles(
  connection: DuckDBConnection,
  file: string,
  dataset: Dataset,
  readers: readonly (readonly RowFilter[])[],
): Promise<ReadonlySet<number> | undefined> {
  return await mayMatter(connection, file, dataset, readers, (column) => {
    const stated = dataset.files!.map(({ ranges }, id) => {
      const [low, high] = ranges?.get(column) ?? [];
      return `(${id}, ${low === undefined ? "NULL" : quoteText(low)}, ${high === undefined ? "NULL" : quoteText(high)})`;
    });
    return `SELECT id, low::VARCHAR AS low, high::VARCHAR AS high, false AS odd FROM (VALUES ${stated.join(", ")}) AS v(id, low, high)`;
  });
}

async function mayMatter(
  connection: DuckDBConnection,
  file: string,
  { profile, fields, select }: Dataset,
  readers: readonly (readonly RowFilter[])[],
  stated: Stated,
): Promise<ReadonlySet<number> | undefined> {
  const typesOf = async (sql: string): Promise<ReadonlyMap<string, string>> => {
    const found = await connection.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE ${sql})`, { file });
    return new Map(found.getRowsJson().map(([name, type]) => [String(name), String(type)]));
  };
  const types = await typesOf("SELECT * FROM read_parquet($file)");
  const loaded = await typesOf(select);
  const needed = new Set<number>();
  for (const filters of readers) {
    const possible: string[] = [];
    for (const { column, operator, operands } of filters) {
      const held = profile.columns.find(({ name }) => name === column)!;
      const field = fields?.get(column) ?? column;
      const [from, own = ""] = [stated(column, field), types.get(field)];
      const type = loaded.get(column) ?? "";
      if (from === undefined || held.bytes === true || !orderedTypes.test(own) || !keepsOrder(own, type)) continue;
      const [low, high] = ["low", "high"].map((end) => `TRY_CAST(TRY_CAST(${end} AS ${own}) AS ${type}) AS ${end}`);
      const may = operands.map((value) => mayHold(operator, value)).join(" OR ");
      possible.push(
        `SELECT id FROM (SELECT id, ${low}, ${high}, odd FROM (${from})) WHERE coalesce(odd, true) OR low IS NULL OR high IS NULL OR ${may}`,
      );
    }
    if (possible.length === 0) return undefined;
    // A statement may bind only what it reads.
    const sql = possible.map((one) => `(${one})`).join(" INTERSECT ");
    const found = await connection.runAndReadAll(sql, sql.includes("$file") ? { file } : undefined);
    for (const [id] of found.getRowsJson()) needed.add(Number(id));
  }
  return needed;
}

/** Whether values of a file's type are in the same order as values of the type in which queries compare them. */
function keepsOrder(own: string, type: string): boolean {
  if (own === "VARCHAR" || own === "DATE" || own === "TIMESTAMP")
    return type === own || (own === "DATE" && type === "TIMESTAMP");
  return /^(?:(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$|DECIMAL)/.test(type);
}

/** Whether a value of a row group may be in the relation to another. */
function mayHold(operator: RowFilter["operator"], value: string): string {
  if (operator === "=") return `(low <= ${value} AND high >= ${value})`;
  return operator.startsWith("<") ? `low ${operator} ${value}` : `high ${operator} ${value}`;
}
