import { openDataset } from "../core/dataset/open-dataset.ts";
import { Decimal } from "../core/decimal.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/generate-report.ts";
import { runQueries } from "../core/query/run-queries.ts";
import type { Table, Value } from "../core/query/table.ts";
import type { DatasetReference } from "../core/request/report-request.ts";

/** A query beside any report. */
export interface AskedQuery {
  /** One SELECT. */
  readonly sql: string;
  /** Alias → stored version. */
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly format: "json" | "csv";
}

/** Largest answer, bytes. */
export const answerLimit = 5 * 1000 * 1000;

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
export async function answerQuery({ sql, datasets, parameters, format }: AskedQuery, world: World): Promise<string> {
  const opened = await Promise.all(Object.entries(datasets).map(([alias, reference]) => openDataset(world.store, alias, reference)));
  const queries = new Map([[name, { file: `${name}.sql`, text: sql }]]);
  const { sessions } = world;
  const tables = await runQueries({ queries }, opened, parameters, { openScratch: () => world.openScratch(), ...limits, ...(sessions === undefined ? {} : { sessions }), warn: () => {} }).catch((error: unknown) => {
    throw error instanceof BroadsheetError ? inRequest(error) : error;
  });
  return write(tables.get(name)!, format);
}

/** Problems point into the request, which knows no files. */
function inRequest(error: BroadsheetError): BroadsheetError {
  const problems = error.problems.map((problem) => {
    const { file, name: _query, ...where } = problem.where ?? {};
    return file === `${name}.sql` ? { ...problem, where: { pointer: "/sql", ...where } } : problem;
  });
  return new BroadsheetError(error.kind, problems, { cause: error });
}

function write({ columns, rows }: Table, format: AskedQuery["format"]): string {
  const names = columns.map((column) => column.name);
  const line = format === "csv" ? (values: readonly Value[]) => `${values.map(writeField).join(",")}\r\n` : (values: readonly Value[]) => `[${values.map(writeJson).join(",")}]`;
  const lines: string[] = format === "csv" ? [line(names)] : [];
  let bytes = 0;
  for (const row of rows) {
    const text = line(names.map((column) => row[column] ?? null));
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > answerLimit) throw tooLarge(rows.length);
    lines.push(text);
  }
  if (format === "csv") return lines.join("");
  return `{"columns":${JSON.stringify(columns.map((column) => ({ name: column.name, type: column.type })))},"rows":[${lines.join(",")}]}`;
}

function tooLarge(rows: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", { code: "answer-too-large", message: `the ${rows} rows are more than ${answerLimit} bytes`, where: { pointer: "/sql" }, seen: rows, allowed: `${answerLimit} bytes`, hint: "select fewer rows or columns: LIMIT and OFFSET, or a sum" });
}

/** Decimals are written with all their digits. */
function writeJson(value: Value): string {
  return value instanceof Decimal ? value.toString() : JSON.stringify(value);
}

function writeField(value: Value): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
