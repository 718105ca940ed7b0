import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBPreparedStatement } from "@duckdb/node-api";
import { BroadsheetError } from "../../errors.ts";
import { bindParameters } from "./bind-parameters.ts";
import { fillInParameters } from "./fill-in-parameters.ts";
import type { ParameterValue } from "./flatten-parameters.ts";
import type { ParsedQuery } from "./parse-queries.ts";
import { queryError } from "./query-error.ts";
import type { QueryOptions } from "./query-options.ts";
import { quoteName } from "./quote-name.ts";
import { readTable } from "./read-table.ts";
import type { Table } from "./table.ts";

/**
 * Up to this many rows, the size of one chunk, a result is read whole, with one call to DuckDB instead of a stream's
 * four. DuckDB does not count such a result as memory used, so it must not be larger.
 */
export const fewRows = 2_048;

/** What a query may use, and facts about it that are known before it runs. */
interface RunOptions extends Pick<QueryOptions, "rows" | "deadlineMs" | "warn"> {
  /** Whether other queries read its rows, which are then kept as a table of its name. */
  readonly keep: boolean;
  /** Whether it probably returns at most `fewRows`; if it returns more, it runs twice. */
  readonly few: boolean;
}

/**
 * Runs one query and reads its result.
 *
 * @throws BroadsheetError `query-failed` with file, line and column; `limit-exceeded` for time, memory and rows
 */
export async function runQuery(
  connection: DuckDBConnection,
  query: ParsedQuery,
  parameters: ReadonlyMap<string, ParameterValue>,
  { keep, few, ...options }: RunOptions,
): Promise<Table> {
  const { name, split } = query;
  const reading = { name, query, rows: options.rows, steady: query.steady, warn: options.warn };
  const rowsKept = `FROM ${quoteName(name)}`;
  // The line that turns a kept query into a table precedes its own first line.
  const before = keep ? 1 : 0;
  let late = false;
  /** Interrupting a connection between two statements stops neither. */
  const inTime = (): void => {
    if (late) throw new Error("INTERRUPT Error: Interrupted!");
  };
  const readStream = async (statement: DuckDBPreparedStatement): Promise<Table> => {
    inTime();
    const result = await statement.stream();
    statement.destroySync();
    return await readTable(result, reading);
  };
  /**
   * Reads the rows of a kept table. Their number is known, so no limit is needed, which would take longer than reading
   * them.
   */
  const readKept = async (count: number): Promise<Table> => {
    inTime();
    return await readTable(await (count <= fewRows ? connection.run(rowsKept) : connection.stream(rowsKept)), reading);
  };
  /** Runs a text with literal values, unless it returns more than `fewRows`. */
  const runFew = async (text: string): Promise<Table | undefined> => {
    const result = await connection.run(`${text}\nLIMIT ${fewRows + 1}`);
    return result.rowCount <= fewRows ? await readTable(result, reading) : undefined;
  };
  const runFilled = async (text: string): Promise<Table> => {
    if (keep) return await readKept(countOf(await connection.run(asTable(name, text))));
    // Text after the last semicolon would be another statement.
    const whole = few && !query.limited && !text.trimEnd().endsWith(";") ? await runFew(text) : undefined;
    return whole ?? (await readStream(await connection.prepare(text)));
  };
  const runBound = async (): Promise<Table> => {
    inTime();
    const statement = await connection.prepare(keep ? asTable(name, query.text) : query.text);
    await bindParameters(statement, parameters);
    if (!keep) return await readStream(statement);
    const count = countOf(await statement.run());
    statement.destroySync();
    return await readKept(count);
  };
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, options.deadlineMs);
  try {
    const filled = split && fillInParameters(split, parameters);
    if (filled === undefined) return await runBound();
    return await runFilled(filled).catch(async (error: unknown) => {
      const told = queryError(error, query, name, before);
      if (error instanceof BroadsheetError || told.kind === "limit-exceeded") throw told;
      // Literals shift the text after them and, like a limit, are not allowed everywhere; the query's own text gives
      // the correct error, if there is one.
      return await runBound();
    });
  } catch (error) {
    throw queryError(error, query, name, before);
  } finally {
    clearTimeout(timer);
  }
}

/** Statements that describe a table. DuckDB accepts them as a SELECT, but in CREATE TABLE AS only in parentheses. */
const telling = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:DESC|DESCRIBE|SHOW|SUMMARIZE)\b/i;

/** The statement that stores a query's rows as a table of its name, with the query's text from the second line on. */
function asTable(name: string, text: string): string {
  const table = `CREATE TABLE ${quoteName(name)} AS`;
  return telling.test(text) ? `${table} FROM (\n${text.trimEnd().replace(/;$/, "")}\n)` : `${table}\n${text}`;
}

/** Number of rows that a CREATE TABLE AS created: its result is one row with the count. */
function countOf(created: DuckDBMaterializedResult): number {
  return Number(created.getChunk(0).getColumnVector(0).getItem(0));
}
