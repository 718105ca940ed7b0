import { openDataset } from "../../core/report/dataset/open-dataset.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { checkCondition } from "../../core/report/check-condition.ts";
import type { World } from "../../core/report/generate-report.ts";
import { runQueries } from "../../core/report/query/run-queries.ts";
import type { DatasetReference } from "../../core/report/request/report-request.ts";
import { writeTable } from "./write-table.ts";

/** A query beside any report. */
export interface AskedQuery {
  /** One SELECT. */
  readonly sql: string;
  /** Alias → stored version. */
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly format: "json" | "csv";
  /** A condition within the SELECT that somebody else wrote: it is refused unless it is one expression over columns. */
  readonly condition?: string;
}

/** Rows and milliseconds, as for a report's query; the time is shorter, since API Gateway ends a request at 30 s. */
const limits = { rows: 100_000, deadlineMs: 20_000 };

/** The name under which problems and the engine know the query. */
const name = "query";

/**
 * Runs one query under the rules and limits of a report's.
 *
 * @returns the body of the answer: CSV (RFC 4180), or JSON with `columns` and `rows` as lists of values
 * @throws BroadsheetError `query-failed` with the line of every fault, `limit-exceeded` for rows, time, or bytes
 */
export async function answerQuery(
  { sql, datasets, parameters, format, condition }: AskedQuery,
  world: World,
): Promise<string> {
  if (condition !== undefined) await checkCondition(condition);
  const opened = await Promise.all(
    Object.entries(datasets).map(([alias, reference]) => openDataset(world.store, alias, reference)),
  );
  const queries = new Map([[name, { file: `${name}.sql`, text: sql }]]);
  const { sessions } = world;
  const tables = await runQueries({ queries }, opened, parameters, {
    openScratch: () => world.openScratch(),
    ...limits,
    ...(sessions !== undefined && { sessions }),
    warn: () => {},
  }).catch((error: unknown) => {
    throw error instanceof BroadsheetError ? inRequest(error) : error;
  });
  return writeTable(tables.get(name)!, format);
}

/** Problems point into the request, which knows no files. */
function inRequest(error: BroadsheetError): BroadsheetError {
  const problems = error.problems.map((problem) => {
    const { file, name: _query, ...where } = problem.where ?? {};
    return file === `${name}.sql` ? { ...problem, where: { pointer: "/sql", ...where } } : problem;
  });
  return new BroadsheetError(error.kind, problems, { cause: error });
}
