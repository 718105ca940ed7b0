import type { DuckDBConnection, DuckDBMaterializedResult } from "@duckdb/node-api";
import { BroadsheetError } from "../errors.ts";
import { bindParameters } from "./bind-parameters.ts";
import { fillInParameters } from "./fill-in-parameters.ts";
import type { ParameterValue } from "./flatten-parameters.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { queryError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { quoteName } from "./quote-name.ts";
import { readTable } from "./read-table.ts";
import type { Table } from "./table.ts";

/** So many rows of a table are read with one call of DuckDB, where a stream takes five. They have been held in memory before. */
const fewRows = 2_048;

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
  const { name, split } = query;
  const reading = { name, query, rows: options.rows, warn: options.warn };
  // The line that makes a kept query a table comes before its own first line.
  const [first, before] = keep ? [`CREATE TABLE ${quoteName(name)} AS\n`, 1] : ["", 0];
  const run = async (text: string, bound?: typeof parameters): Promise<Table> => {
    if (keep && bound === undefined) return await readBack(await connection.run(first + text));
    const statement = await connection.prepare(first + text);
    if (bound !== undefined) await bindParameters(statement, bound);
    const made = keep ? await statement.run() : undefined;
    const result = made ?? (await statement.stream());
    statement.destroySync();
    return made === undefined ? await readTable(result, reading) : await readBack(made);
  };
  const readBack = async (made: DuckDBMaterializedResult): Promise<Table> => {
    const all = `FROM ${quoteName(name)}`;
    const count = Number(made.getChunk(0).getColumnValues(0)[0]);
    return await readTable(count <= fewRows ? await connection.run(all) : await connection.stream(all), reading);
  };
  const timer = setTimeout(() => connection.interrupt(), options.deadlineMs);
  try {
    const filled = split && fillInParameters(split, parameters);
    if (filled === undefined) return await run(query.text, parameters);
    return await run(filled).catch(async (error: unknown) => {
      const told = queryError(error, query, name, before);
      if (error instanceof BroadsheetError || told.kind === "limit-exceeded") throw told;
      // Literals move what stands behind them, and cannot stand everywhere: the query's own text tells what is wrong with it, if anything is.
      return await run(query.text, parameters);
    });
  } catch (error) {
    throw queryError(error, query, name, before);
  } finally {
    clearTimeout(timer);
  }
}
