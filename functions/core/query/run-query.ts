import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBPreparedStatement } from "@duckdb/node-api";
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

/**
 * So many rows are read whole, with one call of DuckDB where a stream takes four: what one chunk of a stream holds. DuckDB does not count a result that is
 * read whole as memory used, so that none may be larger.
 */
export const fewRows = 2_048;

/** What a query's run may use, and what is known about it beforehand. */
interface RunOptions extends Pick<QueryOptions, "rows" | "deadlineMs" | "warn"> {
  /** Whether other queries read its rows: they are kept as a table of its name. */
  readonly keep: boolean;
  /** Whether it is likely to give no more than `fewRows`: if it gives more, it runs twice. */
  readonly few: boolean;
}

/**
 * Runs one query and reads its result.
 *
 * @throws BroadsheetError `query-failed` with file, line and column; `limit-exceeded` for time, memory and rows
 */
export async function runQuery(connection: DuckDBConnection, query: ParsedQuery, parameters: ReadonlyMap<string, ParameterValue>, { keep, few, ...options }: RunOptions): Promise<Table> {
  const { name, split } = query;
  const reading = { name, query, rows: options.rows, steady: query.steady, warn: options.warn };
  const rowsKept = `FROM ${quoteName(name)}`;
  // The line that makes a kept query a table comes before its own first line.
  const before = keep ? 1 : 0;
  let late = false;
  /** To interrupt a connection between two statements stops neither. */
  const inTime = (): void => {
    if (late) throw new Error("INTERRUPT Error: Interrupted!");
  };
  const readStream = async (statement: DuckDBPreparedStatement): Promise<Table> => {
    inTime();
    const result = await statement.stream();
    statement.destroySync();
    return await readTable(result, reading);
  };
  /** Reads the rows that have become a table. Their number is known, so that they need no limit, which would take longer than they. */
  const readKept = async (count: number): Promise<Table> => {
    inTime();
    return await readTable(await (count <= fewRows ? connection.run(rowsKept) : connection.stream(rowsKept)), reading);
  };
  /** Runs a text with all values in it, unless it gives more than `fewRows`. */
  const runFew = async (text: string): Promise<Table | undefined> => {
    const result = await connection.run(`${text}\nLIMIT ${fewRows + 1}`);
    return result.rowCount <= fewRows ? await readTable(result, reading) : undefined;
  };
  const runFilled = async (text: string): Promise<Table> => {
    if (keep) return await readKept(countOf(await connection.run(asTable(name, text))));
    // What follows the text's own last semicolon would be another statement.
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
      // Literals move what stands behind them, and cannot stand everywhere, no more than a limit can: the query's own text tells what is wrong with
      // it, if anything is.
      return await runBound();
    });
  } catch (error) {
    throw queryError(error, query, name, before);
  } finally {
    clearTimeout(timer);
  }
}

/** What tells of a table. DuckDB takes it for a SELECT, but in a CREATE TABLE AS in parentheses only. */
const telling = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*(?:DESC|DESCRIBE|SHOW|SUMMARIZE)\b/i;

/** The statement that makes a query's rows a table of its name: the query's text, from the second line on. */
function asTable(name: string, text: string): string {
  const table = `CREATE TABLE ${quoteName(name)} AS`;
  return telling.test(text) ? `${table} FROM (\n${text.trimEnd().replace(/;$/, "")}\n)` : `${table}\n${text}`;
}

/** How many rows a CREATE TABLE AS has made: its result is one row with the count of them. */
function countOf(created: DuckDBMaterializedResult): number {
  return Number(created.getChunk(0).getColumnVector(0).getItem(0));
}
