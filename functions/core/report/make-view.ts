import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError, type Problem, type Warning } from "../errors.ts";
import type { ScratchSpace } from "../ports.ts";
import { checkColumnNames } from "./dataset/check-column-names.ts";
import { outsideYears } from "./dataset/database/outside-years.ts";
import { quoteName } from "./dataset/database/quote-sql.ts";
import type { Dataset, OpenedDataset } from "./dataset/dataset.ts";
import { checkDatasetLimit, type DatasetLimits, requestLimits } from "./dataset/dataset-limits.ts";
import { profileParquet } from "./dataset/parquet/profile-parquet.ts";
import type { HashedColumn } from "./dataset/database/hash-rows.ts";
import type { ShapedDataset } from "./dataset/recipe/shape.ts";
import {
  ask,
  columnsOf,
  describedColumn,
  readWritten,
  writeShaped,
  type WrittenTable,
} from "./dataset/recipe/write-shaped.ts";
import { storedColumns } from "./dataset/view/stored-columns.ts";
import type { ViewDefinition } from "./dataset/view/view.ts";
import { columnReader } from "./query/column-readers.ts";
import { orderRows } from "./query/order-rows.ts";
import type { ParsedQuery } from "./query/parse-queries.ts";
import { queryError } from "./query/query-error.ts";
import { digits } from "./query/read-table.ts";
import { loadFiles } from "./query/session/load-session.ts";
import { shapeDataset } from "./shape-dataset.ts";

/** What making a view needs. */
export interface ViewTools {
  readonly scratch: ScratchSpace;
  openScratch(): Promise<ScratchSpace>;
  readonly limits: DatasetLimits;
  /** Longest time that a SELECT may take, ms. @default by the limits */
  readonly deadlineMs?: number;
}

/** Longest time that a SELECT may take, ms: in a request, which is answered within 20 s, and of a refresh. */
const longest = { request: 12_000, refresh: 180_000 };

/** Time between two interruptions of what takes too long, ms. */
const interruptMs = 250;

/** The SELECT's name among its tables: nothing can read it. */
const query = "(view)";

/**
 * Makes the table of a view from its datasets: by its steps, or by its SELECT under the rules of a report's queries.
 * The SELECT's order is that of the rows, and those that tie in it come by all columns, as do all where it has none:
 * the same datasets always give the same rows, in the same order.
 *
 * @param datasets those that the view reads, opened by alias
 * @throws BroadsheetError `query-failed`, `invalid-dataset` with the step or the place in the SELECT; `limit-exceeded`
 */
export async function makeView(
  definition: ViewDefinition,
  datasets: readonly OpenedDataset[],
  tools: ViewTools,
): Promise<ShapedDataset> {
  const { scratch, limits } = tools;
  if ("select" in definition) return await runSelect(definition.select, datasets, tools);
  // Steps may read values as they are written, which the table in Parquet does not have.
  const [{ profile, readText }] = datasets as readonly [OpenedDataset];
  const { recipe: _recipe, rowsHash: _hash, ...given } = profile;
  return await shapeDataset({ profile: given, file: await readText() }, definition.recipe, scratch, limits);
}

async function runSelect(text: string, datasets: readonly Dataset[], tools: ViewTools): Promise<ShapedDataset> {
  const { scratch, openScratch, limits } = tools;
  const output = `${scratch.folder}/view.parquet`;
  const { deadlineMs = limits === requestLimits ? longest.request : longest.refresh } = tools;
  const options = { openScratch, rows: limits.rows, deadlineMs, output, warn: () => {} };
  const queries = new Map([[query, { file: "select", text }]]);
  let sound = false;
  try {
    const { session, queries: parsed } = await loadFiles({ queries, datasets, parameters: new Map(), options }, false);
    try {
      const [connection] = session.connections;
      const warnings: Warning[] = [];
      const { rowsHash, plain } = await inTime(connection, deadlineMs, () =>
        write(connection, parsed[0]!, { limits, output }, warnings),
      );
      const table = await readWritten(scratch, output);
      checkDatasetLimit("bytes", table.length, limits);
      const { mended: _mended, ...found } = await profileParquet(table, `view-${rowsHash}`, scratch, limits);
      const columns = found.columns.map((column) => describedColumn(column, plain, undefined));
      sound = true;
      return { rows: found.rows, columns, warnings: [...warnings, ...found.warnings], table, rowsHash };
    } finally {
      await session.close(sound);
    }
  } catch (error) {
    throw placed(queryError(error, { file: "select", text }, query));
  }
}

/** Interrupts what takes longer, again and again: between two statements an interruption stops neither. */
async function inTime<T>(connection: DuckDBConnection, ms: number, work: () => Promise<T>): Promise<T> {
  let stopping: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    connection.interrupt();
    stopping = setInterval(() => connection.interrupt(), interruptMs);
  }, ms);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    clearInterval(stopping);
  }
}

/** Runs the SELECT and writes its rows. */
async function write(
  connection: DuckDBConnection,
  parsed: ParsedQuery,
  { limits, output }: { readonly limits: DatasetLimits; readonly output: string },
  warnings: Warning[],
): Promise<WrittenTable> {
  const given = await columnsOf(connection, `(${parsed.text.trimEnd().replace(/;$/, "")}\n)`);
  checkDatasetLimit("columns", given.length, limits);
  checkNames(given);
  const { text, isOrdered } = await orderRows(connection, parsed, given.length);
  await connection.run(`CREATE TABLE "(made)" AS FROM (\n${text}\n) LIMIT ${limits.rows + 1}`);
  const columns = await columnsOf(connection, '"(made)"');
  const list = storedColumns(columns, parsed.steady ? digits.steady : digits.other);
  await refuseDates(connection, columns);
  warnings.push(...(await warnOfInfinite(connection, columns)));
  await connection.run(
    `CREATE TABLE "(shaped)" AS SELECT ${list.join(", ")} FROM "(made)"${isOrdered ? "" : " ORDER BY ALL"}`,
  );
  return await writeShaped(connection, '"(shaped)"', { limits, output });
}

/** @throws BroadsheetError `query-failed` for columns without a name of their own, and for lists, structs and bytes */
function checkNames(columns: readonly HashedColumn[]): void {
  try {
    checkColumnNames(columns.map(({ name }) => name));
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    throw new BroadsheetError(
      "query-failed",
      error.problems.map((problem) => ({ ...problem, hint: "give each column a name of its own with AS" })),
    );
  }
  const nested = columns.filter(({ type }) => columnReader(type) === undefined);
  if (nested.length > 0)
    throw new BroadsheetError(
      "query-failed",
      nested.map(({ name, type }) => ({
        code: "not-a-scalar",
        message: `Column "${name}" is of type ${type}, which no dataset holds`,
        seen: type,
        hint: "Use unnest(), array_to_string() or a member of it, or to_json() for its text",
      })),
    );
}

/** @throws BroadsheetError `query-failed` for dates that no report can show */
async function refuseDates(connection: DuckDBConnection, columns: readonly HashedColumn[]): Promise<void> {
  for (const { name, type } of columns) {
    if (type !== "DATE" && !type.startsWith("TIMESTAMP")) continue;
    const column = quoteName(name);
    const [found] = await ask(
      connection,
      `SELECT CAST(${column} AS VARCHAR) AS seen FROM "(made)" WHERE ${outsideYears(column, type)} LIMIT 1`,
    );
    if (found === undefined) continue;
    throw new BroadsheetError("query-failed", {
      code: "date-out-of-range",
      message: `Column "${name}" holds the date ${String(found["seen"])}`,
      seen: String(found["seen"]),
      allowed: "dates from 0001-01-01 to 9999-12-31",
      hint: `Return it as text: CAST(${column} AS VARCHAR)`,
    });
  }
}

async function warnOfInfinite(connection: DuckDBConnection, columns: readonly HashedColumn[]): Promise<Warning[]> {
  const may = columns.filter(({ type }) => /^(?:FLOAT|DOUBLE|DATE|TIMESTAMP.*)$/.test(type));
  if (may.length === 0) return [];
  const counts = may.map(({ name }, index) => `count(*) FILTER (NOT isfinite(${quoteName(name)})) AS c${index}`);
  const [counted = {}] = await ask(connection, `SELECT ${counts.join(", ")} FROM "(made)"`);
  return may.flatMap(({ name }, index): Warning[] => {
    const times = Number(counted[`c${index}`]);
    if (times === 0) return [];
    return [
      {
        code: "not-finite",
        message: `"${name}" has ${times} infinite or undefined ${times === 1 ? "value" : "values"}, stored as missing`,
        seen: name,
        hint: "Guard the division: x / nullif(y, 0)",
      },
    ];
  });
}

/** An error with its places in the SELECT, which is a member of the view's definition. */
function placed(error: BroadsheetError): BroadsheetError {
  const problems = error.problems.map(({ where, hint, ...problem }): Problem => {
    const { line, column } = where ?? {};
    const message = problem.message
      .replace("so the report could not be reproduced", "and a view is made from its sources alone")
      .replace(`The query "${query}"`, "The SELECT")
      .replace(/^select (is|holds)/, "It $1");
    // A view has no date of its own.
    const advice =
      hint?.includes("$report_date") === true
        ? "Choose by date in the queries of the reports that read the view"
        : hint;
    return {
      ...problem,
      message,
      where: { pointer: "/select", line, column },
      ...(advice !== undefined && { hint: advice }),
    };
  });
  return new BroadsheetError(error.kind, problems, { cause: error });
}
