import { namedColumns, unknownColumns } from "./accept-batch.ts";
import type { AcceptedBatch, BatchRow } from "../batch.ts";
import type { BatchDoor } from "../batch-world.ts";
import { nameFault } from "../item-name.ts";
import { itemNamer } from "../../../report/compose/name-items.ts";
import { checkDataset } from "../../../report/dataset/check-dataset.ts";
import type { Dataset } from "../../../report/dataset/dataset.ts";
import { openDataset } from "../../../report/dataset/open-dataset.ts";
import { Decimal } from "../../../decimal.ts";
import { BroadsheetError, type Problem } from "../../../errors.ts";
import { stepsOf } from "../../../json/json-pointer.ts";
import { findChoices } from "../../../report/find-choices.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import { streamRows } from "../../../report/query/stream-rows.ts";
import type { Row, Value } from "../../../report/query/table.ts";
import { trimStatement } from "../../../report/query/trim-statement.ts";
import { resolveDates } from "../../../relative-date.ts";
import { acceptRequest } from "../../../report/request/accept-request.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import { fillDefaults } from "../../../json/schema-defaults.ts";
import { openTemplate } from "../../../report/template/open-template.ts";
import type { Template } from "../../../report/template/template.ts";

/** Time that reading all rows may take, ms. */
const readMs = 600_000;

/**
 * Rows named and checked before others may act: a few milliseconds, so that a million rows hold up no request of the
 * same process.
 */
const rowsAtOnce = 100;

/** Lets everything else that waits run first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The pipeline's access to the outside world, as far as rows need it. */
export interface BatchDoorWorld {
  readonly store: ObjectStore;
  openScratch(): Promise<ScratchSpace>;
}

/**
 * The door through which `batch/` reaches the pipeline: it reads rows, and accepts each as a single request would be.
 */
export function openBatchDoor(world: BatchDoorWorld): BatchDoor {
  return { readRows: (batch) => readRows(batch, world), openBatch: (batch) => openBatch(batch, world) };
}

type Accept = Awaited<ReturnType<BatchDoor["openBatch"]>>;

async function openBatch(batch: AcceptedBatch, world: BatchDoorWorld): Promise<Accept> {
  const template = await openTemplate(world.store, batch.template);
  const choices = await findChoices(template, batch.datasets, world);
  return ({ parameters }): AcceptedRequest =>
    acceptRequest(
      {
        template: batch.template,
        parameters: { ...batch.parameters, ...parameters },
        datasets: batch.datasets,
        date: batch.date,
      },
      template,
      batch.datasets,
      choices,
      batch.stale,
    );
}

async function* readRows(batch: AcceptedBatch, world: BatchDoorWorld): AsyncGenerator<readonly BatchRow[]> {
  const template = await openTemplate(world.store, batch.template);
  const accept = await openBatch(batch, world);
  const take = rowTaker(batch, template, accept);
  const { text, datasets, parameters } = await sourceOf(batch, template, world);
  let row = 0;
  try {
    for await (const { columns, rows } of streamRows({ file: "rows.query", text }, datasets, parameters, {
      openScratch: () => world.openScratch(),
      deadlineMs: readMs,
    })) {
      if (row === 0)
        refuse(
          unknownColumns(
            namedColumns(batch),
            columns,
            "query" in batch.rows ? "the result of the query" : `the dataset "${batch.rows.dataset.name}"`,
          ),
        );
      for (let first = 0; first < rows.length; first += rowsAtOnce) {
        yield rows.slice(first, first + rowsAtOnce).map((values) => take((row += 1), values));
        await nextTurn();
      }
    }
  } catch (error) {
    throw error instanceof BroadsheetError && error.kind === "query-failed" ? pointed(error) : error;
  }
}

/** What the rows are read from: a dataset whole, or a query over the template's datasets. */
async function sourceOf(
  batch: AcceptedBatch,
  template: Template,
  { store }: BatchDoorWorld,
): Promise<{ text: string; datasets: readonly Dataset[]; parameters: Readonly<Record<string, unknown>> }> {
  const { rows } = batch;
  if ("dataset" in rows)
    return { text: "FROM rows", datasets: [await openDataset(store, "rows", rows.dataset)], parameters: {} };
  const datasets = await Promise.all(
    template.datasets.map(async (declaration) =>
      checkDataset(await openDataset(store, declaration.alias, batch.datasets[declaration.alias]!), declaration),
    ),
  );
  const date = batch.date ?? template.date;
  const filled = fillDefaults(template.parameters, batch.parameters) as Readonly<Record<string, unknown>>;
  const shared = resolveDates(template.parameters, filled, date) as Readonly<Record<string, unknown>>;
  const language = typeof shared["language"] === "string" ? shared["language"] : (template.languages[0] ?? "en");
  return { text: rows.query, datasets, parameters: { ...shared, language, report_date: date } };
}

/**
 * The first rows of a batch as its planner would take them, and the number of all rows. The rows are read by somebody
 * else, who has limits of time.
 *
 * @param read runs a SELECT over the datasets that it names
 * @throws BroadsheetError `invalid-request` for columns and the name, and what `read` throws
 */
export async function previewRows(
  batch: AcceptedBatch,
  count: number,
  read: ReadRows,
  world: BatchDoorWorld,
): Promise<{ readonly total: number; readonly rows: readonly BatchRow[] }> {
  const template = await openTemplate(world.store, batch.template);
  const take = rowTaker(batch, template, await openBatch(batch, world));
  const { text: whole, datasets, parameters } = await sourceOf(batch, template, world);
  const text = trimStatement(whole);
  const references = Object.fromEntries(
    datasets.map(({ alias }) => [alias, "dataset" in batch.rows ? batch.rows.dataset : batch.datasets[alias]!]),
  );
  const asked = { datasets: references, parameters };
  try {
    const [first, counted] = await Promise.all([
      read({ sql: `SELECT * FROM (\n${text}\n) LIMIT ${count}`, ...asked }),
      read({ sql: `SELECT count(*) AS total FROM (\n${text}\n)`, ...asked }),
    ]);
    refuse(
      unknownColumns(
        namedColumns(batch),
        first.columns,
        "query" in batch.rows ? "the result of the query" : `the dataset "${batch.rows.dataset.name}"`,
      ),
    );
    return {
      total: Number(counted.rows[0]?.["total"] ?? 0),
      rows: first.rows.map((values, index) => take(index + 1, values)),
    };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.kind !== "query-failed") throw error;
    // What is not one statement fails by itself, and then says why; inside another it is only a wrong word.
    if (error.problems.some(({ code }) => code === "syntax-error")) {
      await read({ sql: text, ...asked }).catch((own: unknown) => {
        throw own instanceof BroadsheetError && own.kind === "query-failed" ? pointed(own) : own;
      });
    }
    throw inQuery(error);
  }
}

/** Runs one SELECT and answers its rows. */
export type ReadRows = (asked: {
  readonly sql: string;
  readonly datasets: AcceptedBatch["datasets"];
  readonly parameters: Readonly<Record<string, unknown>>;
}) => Promise<{ readonly columns: readonly string[]; readonly rows: readonly Row[] }>;

/**
 * Problems of a query that stands on its own lines in another: they point into the body, and its lines count from its
 * first.
 */
function inQuery({ kind, problems }: BroadsheetError): BroadsheetError {
  return new BroadsheetError(
    kind,
    problems.map(({ where, ...problem }) => ({
      ...problem,
      where: {
        pointer: "/rows/query",
        ...(where?.line !== undefined && { line: Math.max(1, where.line - 1) }),
        ...(where?.column !== undefined && { column: where.column }),
      },
    })),
  );
}

/** Makes the function that maps, names and checks a row. */
function rowTaker(batch: AcceptedBatch, template: Template, accept: Accept): (row: number, values: Row) => BatchRow {
  const nameOf = itemNamer(template, batch.name);
  const properties = (template.parameters["properties"] ?? {}) as Readonly<Record<string, unknown>>;
  const mapped = Object.entries(batch.map).map(([parameter, column]) => ({
    parameter,
    column,
    types: typesOf(properties[parameter]),
  }));
  return (row, values) => {
    const parameters: Record<string, unknown> = {};
    for (const { parameter, column, types } of mapped) {
      const value = values[column] ?? null;
      // An empty cell leaves the parameter to its default.
      if (value !== null)
        Object.defineProperty(parameters, parameter, { value: plain(value, types), enumerable: true });
    }
    const name = nameOf({ row, columns: values, parameters: { ...batch.parameters, ...parameters } });
    // A fault in the text of the name is every row's.
    if (typeof name !== "string") throw new BroadsheetError("invalid-request", name);
    const fault = nameFault(name);
    if (fault !== undefined) return { row, kind: "invalid-request", problems: [badName(name, fault, row)] };
    try {
      accept({ row, parameters });
      return { row, name, parameters, ...(batch.columns && { cells: cellsOf(batch.columns, values) }) };
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.transient) throw error;
      return { row, name, kind: error.kind, problems: error.problems.map((problem) => inRow(problem, row, batch.map)) };
    }
  };
}

/** The cells of columns, as text; empty ones are left out. */
function cellsOf(columns: readonly string[], values: Row): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column) =>
      values[column] == null ? [] : [[column, String(plain(values[column], ["string"])).trim()]],
    ),
  );
}

/** Names the row and the column of a problem that a row's parameter has. */
function inRow(problem: Problem, row: number, map: Readonly<Record<string, string>>): Problem {
  const [member, parameter] = stepsOf(problem.where?.pointer ?? "");
  const column = member !== "parameters" || parameter === undefined ? undefined : map[parameter];
  return { ...problem, where: { ...problem.where, row, ...(column !== undefined && { name: column }) } };
}

function badName(name: string, fault: string, row: number): Problem {
  return {
    code: "invalid-item-name",
    message: `${JSON.stringify(name.slice(0, 200))} cannot be the name of an item: ${fault}`,
    where: { pointer: "/name", row },
    seen: name.slice(0, 200),
    allowed: "letters, digits, spaces and . _ , ( ) + @ & ' -, at most 180 bytes",
  };
}

/** The types that a parameter's schema names. */
function typesOf(schema: unknown): readonly string[] {
  const { type } = (schema ?? {}) as { readonly type?: unknown };
  return typeof type === "string" ? [type] : Array.isArray(type) ? (type as string[]) : [];
}

/** A cell as JSON. A number for a parameter that is a text is the text: codes of digits are often read as numbers. */
function plain(value: Exclude<Value, null>, types: readonly string[]): string | number | boolean {
  const textual = types.includes("string") && !types.includes("number") && !types.includes("integer");
  if (value instanceof Decimal) {
    const text = value.toString();
    return !textual && String(Number(text)) === text ? Number(text) : text;
  }
  return textual && typeof value !== "string" ? String(value) : value;
}

/** A query of a request has no file: its problems point into the body. */
function pointed({ kind, problems }: BroadsheetError): BroadsheetError {
  return new BroadsheetError(
    kind,
    problems.map((problem) => ({
      ...problem,
      message: problem.message.replace(/\b(?:rows\.query|query\.sql)\b/g, "the query of the rows"),
      where: { ...problem.where, file: undefined, pointer: "/rows/query" },
    })),
  );
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
}
