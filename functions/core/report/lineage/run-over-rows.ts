import type { DuckDBConnection } from "@duckdb/node-api";
import { tablesOf } from "../query/known-tables.ts";
import { createMacros } from "../query/macros.ts";
import { macrosCalled } from "../query/parse-queries.ts";
import { quoteName, quoteText } from "../query/quote-name.ts";
import type { QueryOptions } from "../query/query-options.ts";
import { runQuery } from "../query/run-query.ts";
import type { Table } from "../query/table.ts";
import { among, type Rows } from "./demand.ts";
import { stageTable } from "./stage-database.ts";
import { type Held, reportSchema } from "./stage-queries.ts";

const againSchema = "broadsheet_again";

/**
 * Runs queries over some rows of the datasets alone, by their own texts. It shares nothing with the stages but the
 * numbers of the rows.
 *
 * @param rows the rows of each dataset, by alias; a dataset without an entry is empty
 * @returns the result of the last of the queries
 * @throws BroadsheetError as `runQuery`
 */
export async function runOverRows(
  connection: DuckDBConnection,
  held: Held,
  rows: ReadonlyMap<string, Rows>,
  options: Pick<QueryOptions, "rows" | "deadlineMs">,
): Promise<Table> {
  const { aliases, queries, parameters } = held;
  const catalog = String((await connection.runAndReadAll("SELECT current_database()")).getRows()[0]![0]);
  await connection.run(`CREATE SCHEMA ${againSchema}`);
  try {
    const numbered = queries.some(({ text }) => /rowid/i.test(text));
    for (const alias of aliases) await copyRows(connection, alias, rows.get(alias), numbered);
    await connection.run(`USE ${quoteName(catalog)}.${againSchema}`);
    await createMacros(connection, macrosCalled(queries));
    let table: Table | undefined;
    for (const query of queries)
      table = await runQuery(connection, query, parameters, {
        ...options,
        warn: () => undefined,
        keep: true,
        few: false,
      });
    return table!;
  } finally {
    await connection.run(`USE ${quoteName(catalog)}.${reportSchema}; DROP SCHEMA ${againSchema} CASCADE`);
  }
}

/**
 * Copies the named rows of a dataset, and what else queries read of it. A table of which all rows are named is only
 * looked at through another name, unless a query asks for the numbers of rows, which a view has not.
 */
async function copyRows(
  connection: DuckDBConnection,
  alias: string,
  rows: Rows | undefined,
  numbered: boolean,
): Promise<void> {
  for (const table of tablesOf(alias)) {
    const suffix = table.slice(alias.length);
    const found = await connection.runAndReadAll(
      `SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() AND schema_name = ${quoteText(reportSchema)} AND lower(table_name) = lower(${quoteText(table)})`,
    );
    if (found.currentRowCount === 0) continue;
    // What tells of all rows was computed before.
    const number = suffix === "" ? "t.rowid" : suffix === "_cells" || suffix === "_sample" ? 't."row" - 1' : undefined;
    const from = `SELECT t.* FROM ${stageTable(table, reportSchema)} AS t`;
    const some = rows === undefined ? "WHERE FALSE" : `WHERE ${among(rows, number ?? "")} ORDER BY t.rowid`;
    const which = number === undefined || rows === "all" ? "" : some;
    const kind = which === "" && !numbered ? "VIEW" : "TABLE";
    await connection.run(`CREATE ${kind} ${againSchema}.${quoteName(table)} AS ${from} ${which}`);
  }
}
