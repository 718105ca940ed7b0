import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError, type Problem } from "../errors.ts";
import { pointerTo } from "../json/json-pointer.ts";
import type { ScratchSpace } from "../ports.ts";
import { datasetSelect } from "./dataset/database/dataset-select.ts";
import { quoteName, quoteText } from "./dataset/database/quote-sql.ts";
import type { DatasetColumn } from "./dataset/dataset.ts";
import { checkDatasetLimit, type DatasetLimits, requestLimits } from "./dataset/dataset-limits.ts";
import { profileParquet } from "./dataset/parquet/profile-parquet.ts";
import { columnsAsWritten } from "./dataset/recipe/columns-as-written.ts";
import { beginningTable, type CompiledSteps, compileSteps } from "./dataset/recipe/compile-steps.ts";
import { misfitIn, rowColumn } from "./dataset/recipe/misfit.ts";
import type { Recipe } from "./dataset/recipe/recipe.ts";
import type { ShapedDataset, UnshapedDataset } from "./dataset/recipe/shape.ts";
import { followColumns, type PlacedStep } from "./dataset/recipe/step-columns.ts";
import { withoutMissing } from "./dataset/recipe/without-missing.ts";
import { refuseDates } from "./dataset/recipe/refuse-dates.ts";
import { ask, describedColumn, readWritten, writeShaped, type WrittenTable } from "./dataset/recipe/write-shaped.ts";
import { checkExpression } from "./query/tree/check-expression.ts";
import { queryError } from "./query/query-error.ts";
import { openSession } from "./query/session/query-session.ts";

/** Longest shaping, ms: in a request, which is answered within 20 s, and of an upload. */
const longest = { request: 12_000, upload: 180_000 };

/** Memory of the database, MB; more spills to the scratch folder. */
const memoryMegabytes = 512;

/**
 * Optimizers that would move a step over another: an earlier step would not look at a row that a later one leaves out,
 * or at a value that no later one reads.
 */
const reordering = ["filter_pushdown", "filter_pullup", "cte_filter_pusher", "unused_columns"];

/**
 * Runs the steps of a recipe over a dataset, as one SELECT under the rules of a report's queries: people's SQL is
 * checked before anything is loaded, the database has access to no files or networks but the one file that it writes,
 * and its time and memory are limited.
 *
 * @param deadlineMs longest time that the steps may take @default by the limits
 * @throws BroadsheetError `invalid-dataset` for a step that does not fit, by JSON pointer, with the column, the value
 *   and its row, or the columns that are there; `limit-exceeded`
 */
export async function shapeDataset(
  given: UnshapedDataset,
  recipe: Recipe,
  scratch: ScratchSpace,
  limits: DatasetLimits,
  deadlineMs = limits === requestLimits ? longest.request : longest.upload,
): Promise<ShapedDataset> {
  const { version, format, table: stored = format, columns } = given.profile;
  const names = columns.map(({ name }) => name);
  const work: Work = {
    given,
    recipe,
    limits,
    deadlineMs,
    steps: followColumns(names, recipe.steps),
    own: prefixFor(names, recipe),
    output: `${scratch.folder}/shaped-${version}.parquet`,
  };
  const file = await scratch.write(`unshaped-${version}.${stored}`, given.file);
  const session = await openSession(memoryMegabytes, scratch, 1, false, ([connection]) =>
    load(connection, work, file),
  ).catch((error: unknown) => {
    throw inWords(error, work);
  });
  try {
    const { rowsHash, plain } = await run(session.connections[0], work);
    const table = await readWritten(scratch, work.output);
    checkDatasetLimit("bytes", table.length, limits);
    const { mended: _mended, ...found } = await profileParquet(table, `profile-${version}`, scratch, limits);
    const units = new Map((work.steps.at(-1)?.after ?? []).map(({ name, unit }) => [name, unit]));
    return {
      ...found,
      columns: found.columns.map((column) => describedColumn(column, plain, units.get(column.name))),
      table,
      rowsHash,
    };
  } finally {
    session.close();
  }
}

interface Work {
  readonly given: UnshapedDataset;
  readonly recipe: Recipe;
  readonly limits: DatasetLimits;
  readonly deadlineMs: number;
  readonly steps: readonly PlacedStep[];
  /** Prefix of our own names. */
  readonly own: string;
  /** Path of the file that is written. */
  readonly output: string;
}

/** A beginning of names that occurs in no column and in no text of the recipe. */
function prefixFor(names: readonly string[], recipe: Recipe): string {
  const taken = `${names.join("\n")}\n${JSON.stringify(recipe)}`.toLowerCase();
  let own = "recipe";
  while (taken.includes(own)) own += "_";
  return own;
}

/** Checks people's SQL and loads the table, before the database is sealed but for the file that it writes. */
async function load(connection: DuckDBConnection, work: Work, file: string): Promise<void> {
  await checkSql(connection, work.steps);
  await connection.run(`SET disabled_optimizers = '${reordering.join(",")}'`);
  await connection.run(`CREATE TABLE ${quoteName(beginningTable(work.own))} AS ${beginning(work)}`, { file });
  await connection.run(`SET allowed_paths = [${quoteText(work.output)}]`);
}

/** @throws BroadsheetError `invalid-dataset` for what is no expression, or one that no query may have */
async function checkSql(connection: DuckDBConnection, steps: readonly PlacedStep[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { step, pointer } of steps) {
    const texts = Object.entries("derive" in step ? step.derive : "leave-out" in step ? step["leave-out"] : {});
    for (const [member, text] of texts) {
      const where = { pointer: pointerTo(pointer, member) };
      problems.push(...(await checkExpression(connection, text)).map((problem) => ({ ...problem, where })));
    }
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
}

/** The SELECT of the dataset's typed columns and the numbers of its rows, with what the recipe reads as text. */
function beginning({ given: { profile }, recipe, steps, own }: Work): string {
  const written = columnsAsWritten(profile.columns, steps, profile.rows);
  const columns = profile.columns.map((column): DatasetColumn => {
    if (!written.has(column.name)) return column;
    const { databaseType: _type, notation: _notation, ...held } = column;
    return { ...held, type: "text" };
  });
  const names = columns.map(({ name }) => name);
  const fields = columns.map(({ field, name }) => field ?? name);
  const select = datasetSelect({ ...profile, columns }, (source) =>
    withoutMissing(source, names, recipe.missing, fields),
  );
  return `SELECT row_number() OVER () AS ${quoteName(rowColumn(own))}, * FROM (${select})`;
}

/** Runs the SELECT and writes its rows. */
async function run(connection: DuckDBConnection, work: Work): Promise<WrittenTable> {
  const timer = setTimeout(() => connection.interrupt(), work.deadlineMs);
  const { columns, rows } = work.given.profile;
  let compiled: CompiledSteps | undefined;
  let trying: string | undefined;
  try {
    compiled = await compileSteps(work.steps, {
      own: work.own,
      notations: new Map(columns.flatMap(({ name, notation }) => (notation === undefined ? [] : [[name, notation]]))),
      empty: new Set(columns.filter(({ nulls }) => nulls === rows).map(({ name }) => name)),
      ask: async (sql, pointer) => {
        trying = pointer;
        const answer = await ask(connection, sql);
        trying = undefined;
        return answer;
      },
    });
    return await write(connection, compiled.sql, work);
  } catch (error) {
    throw inWords(error, work, trying ?? (await findFailing(connection, compiled, error)));
  } finally {
    clearTimeout(timer);
  }
}

async function write(connection: DuckDBConnection, select: string, work: Work): Promise<WrittenTable> {
  const shaped = quoteName(`${work.own}_shaped`);
  await connection.run(`CREATE TABLE ${shaped} AS ${select}\nLIMIT ${work.limits.rows + 1}`);
  await refuseDates(connection, shaped, work.given.profile.columns, work.steps);
  return await writeShaped(connection, shaped, work);
}

/** The first step that fails by itself, if the whole SELECT failed and nothing told where. */
async function findFailing(
  connection: DuckDBConnection,
  compiled: CompiledSteps | undefined,
  error: unknown,
): Promise<string | undefined> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof BroadsheetError || /recipe-misfit|Interrupted|Out of Memory/.test(message)) return undefined;
  for (const { pointer, sql } of compiled?.until ?? []) {
    const fails = await connection.run(`SELECT count(*) FROM (${sql})`).then(
      () => false,
      () => true,
    );
    if (fails) return pointer;
  }
  return undefined;
}

/** An error of the database in the words of a recipe. */
function inWords(error: unknown, { steps, deadlineMs }: Work, pointer = "/steps"): BroadsheetError {
  if (error instanceof BroadsheetError) return error;
  const misfit = misfitIn(error instanceof Error ? error.message : String(error), steps);
  if (misfit !== undefined) return misfit;
  const told = queryError(error, { file: "", text: "" }, "recipe");
  const { code, hint } = told.problems[0]!;
  const tell = (kind: "limit-exceeded" | "invalid-dataset", problem: Problem): BroadsheetError =>
    new BroadsheetError(kind, { ...problem, where: { pointer } }, { cause: error });
  if (code === "query-too-slow")
    return tell("limit-exceeded", {
      code: "recipe-too-slow",
      message: "The recipe took too long and was stopped",
      allowed: `${deadlineMs} ms`,
    });
  if (code === "query-too-large")
    return tell("limit-exceeded", {
      code: "recipe-too-large",
      message: "The recipe needs more memory or temporary space than it may use",
    });
  if (told.kind !== "query-failed") return told;
  const columns = steps.find((step) => step.pointer === pointer)?.before.map(({ name }) => name);
  return tell("invalid-dataset", {
    code: "recipe-failed",
    message: `The step fails: ${told.message}`,
    ...(columns !== undefined && { allowed: columns.slice(0, 100) }),
    ...(hint !== undefined && { hint }),
  });
}
