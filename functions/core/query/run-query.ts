import type { DuckDBConnection } from "@duckdb/node-api";
import { bindParameters } from "./bind-parameters.ts";
import type { ParameterValue } from "./flatten-parameters.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { queryError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { quoteName } from "./quote-name.ts";
import { readTable } from "./read-table.ts";
import type { Table } from "./table.ts";

/**
 * Runs one query and reads its result. One that other queries read is kept as a table of its name.
 *
 * @throws BroadsheetError `query-failed` with file, line and column; `limit-exceeded` for time, memory and rows
 */
export async function runQuery(
  connection: DuckDBConnection,
  query: ParsedQuery,
  keep: boolean,
  parameters: ReadonlyMap<string, ParameterValue>,
  options: Pick<QueryOptions, "rows" | "deadlineMs" | "warn">,
): Promise<Table> {
  const { name } = query;
  const timer = setTimeout(() => connection.interrupt(), options.deadlineMs);
  // The line that makes a kept query a table comes before its own first line.
  let before = keep ? 1 : 0;
  try {
    const statement = await connection.prepare(keep ? `CREATE TABLE ${quoteName(name)} AS\n${query.text}` : query.text);
    await bindParameters(statement, parameters);
    let result = await statement.stream();
    statement.destroySync();
    if (keep) {
      before = 0;
      result = await connection.stream(`FROM ${quoteName(name)}`);
    }
    return await readTable(result, { name, query, rows: options.rows, warn: options.warn });
  } catch (error) {
    throw queryError(error, query, name, before);
  } finally {
    clearTimeout(timer);
  }
}
