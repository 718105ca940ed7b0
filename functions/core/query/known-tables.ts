import type { DuckDBConnection } from "@duckdb/node-api";
import type { DatasetColumn } from "../dataset/dataset.ts";
import { quoteName, quoteText } from "./quote-name.ts";

/** What the queries know of a dataset beside its rows. */
export interface KnownDataset {
  readonly alias: string;
  readonly rows: number;
  readonly columns: readonly Pick<DatasetColumn, "name" | "type" | "databaseType" | "nulls">[];
}

/** Names of the tables that a dataset gives to queries. */
export function tablesOf(alias: string): readonly [data: string, columns: string, cells: string] {
  return [alias, `${alias}_columns`, `${alias}_cells`];
}

/**
 * Makes the two further tables of a dataset, for queries that must work over columns they do not know:
 *
 * - `<alias>_columns`, one row a column: `position` (from 1), `name`, `type` (of the profile), `rows`, `nulls`;
 * - `<alias>_cells`, one row a value, in row order: `row` (from 1), `position`, `name`, `type`, `text` (the value as text; null where there is
 *   none), `number` (of integers and numbers), `date` (of dates and timestamps).
 *
 * Only those that a query names are made. Cells are copied, since queries of this kind read them again and again (a third of
 * the time of a view with 200,000 rows); what does not fit into memory spills to the scratch folder.
 */
export async function createKnownTables(connection: DuckDBConnection, dataset: KnownDataset, needed: ReadonlySet<string>): Promise<void> {
  const [data, columns, cells] = tablesOf(dataset.alias);
  if (needed.has(columns.toLowerCase())) {
    const rows = dataset.columns.map(({ name, type, nulls }, index) => `(${index + 1}, ${quoteText(name)}, ${quoteText(type)}, ${dataset.rows}, ${nulls})`);
    await connection.run(
      `CREATE TABLE ${quoteName(columns)} AS SELECT position::BIGINT AS position, name, type, "rows"::BIGINT AS "rows", nulls::BIGINT AS nulls FROM (VALUES ${rows.join(", ")}) AS v(position, name, type, "rows", nulls)`,
    );
  }
  if (needed.has(cells.toLowerCase())) {
    const structs = dataset.columns.map(({ name, type, databaseType = "" }, index) => {
      const column = `d.${quoteName(name)}`;
      const written = `CAST(${column} AS VARCHAR)`;
      // A DECIMAL is written with all decimals of its column.
      const text = /^DECIMAL\(\d+, ?[1-9]/.test(databaseType) ? `rtrim(rtrim(${written}, '0'), '.')` : written;
      const number = type === "integer" || type === "number" ? `CAST(${column} AS DOUBLE)` : "NULL::DOUBLE";
      const date = type === "date" || type === "timestamp" ? `CAST(${column} AS DATE)` : "NULL::DATE";
      return `{position: ${index + 1}::BIGINT, name: ${quoteText(name)}, type: ${quoteText(type)}, text: ${text}, number: ${number}, date: ${date}}`;
    });
    await connection.run(`CREATE TABLE ${quoteName(cells)} AS SELECT d.rowid + 1 AS row, unnest([${structs.join(", ")}], recursive := true) FROM ${quoteName(data)} AS d`);
  }
}
