import { checkDataset } from "./dataset/check-dataset.ts";
import type { Dataset } from "./dataset/dataset.ts";
import { openDataset } from "./dataset/open-dataset.ts";
import { BroadsheetError, type Problem } from "../errors.ts";
import { hintNearMatch } from "../near-match.ts";
import type { ObjectStore, ScratchSpace } from "../ports.ts";
import { runQueries } from "./query/run-queries.ts";
import { tablesMentioned } from "./query/tables-mentioned.ts";
import type { Table, Value } from "./query/table.ts";
import type { Choice, Choices } from "./request/choices.ts";
import type { DatasetReference } from "./request/report-request.ts";
import { Decimal } from "../decimal.ts";
import type { ChoiceDeclaration, Template } from "./template/template.ts";

/** Most choices of one parameter: more than anyone would choose from. */
const mostChoices = 20_000;

/**
 * Runs the queries over datasets from which a template's parameters take their choices. Choices apply to every request,
 * so these queries may not use parameters.
 *
 * @throws BroadsheetError `invalid-dataset` if a dataset lacks a declared column or holds another type in it;
 *   `query-failed`; `invalid-template` if a query lacks a column; `limit-exceeded`
 */
export async function makeChoices(
  template: Template,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
  world: { readonly store: ObjectStore; openScratch(): Promise<ScratchSpace> },
): Promise<Choices> {
  const names = template.choices.map(({ query }) => query);
  const queries = readBy(template.queries, names);
  const opened = await openDeclared(template, datasets, world.store);
  const tables = await runQueries(
    { queries },
    opened,
    {},
    { openScratch: () => world.openScratch(), rows: 100_000, deadlineMs: 30_000, warn: () => {} },
  ).catch((error: unknown) => {
    throw error instanceof BroadsheetError ? new BroadsheetError(error.kind, error.problems.map(withHint)) : error;
  });
  return Object.fromEntries(
    template.choices.map((declaration) => [
      declaration.parameter,
      choicesIn(tables.get(declaration.query)!, declaration),
    ]),
  );
}

/** The datasets with their declared types: what does not fit is said of the dataset, before any query runs on it. */
async function openDeclared(
  template: Template,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
  store: ObjectStore,
): Promise<Dataset[]> {
  const declarations = new Map(template.datasets.map((declaration) => [declaration.alias, declaration]));
  const opened = await Promise.all(
    Object.entries(datasets).map(([alias, reference]) => openDataset(store, alias, reference)),
  );
  const problems: Problem[] = [];
  const checked = opened.map((dataset) => {
    const declaration = declarations.get(dataset.alias);
    try {
      return declaration === undefined ? dataset : checkDataset(dataset, declaration);
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.kind !== "invalid-dataset") throw error;
      problems.push(...error.problems);
      return dataset;
    }
  });
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
  return checked;
}

/** The queries with these names and all that they read. */
function readBy(queries: Template["queries"], names: readonly string[]): Template["queries"] {
  const kept = new Set(names);
  // The set grows during the loop.
  for (const name of kept) {
    const mentioned = tablesMentioned(queries.get(name)?.text ?? "");
    for (const other of queries.keys()) if (mentioned.has(other.toLowerCase())) kept.add(other);
  }
  return new Map([...queries].filter(([name]) => kept.has(name)));
}

function withHint(problem: Problem): Problem {
  return problem.code === "unknown-parameter"
    ? {
        ...problem,
        hint: "choices must hold for every request: their query may not use parameters, $language or $report_date",
      }
    : problem;
}

/** Each value once, in row order; rows without a value are left out. */
function choicesIn({ name, columns, rows }: Table, { parameter, column, label, where }: ChoiceDeclaration): Choice[] {
  const allowed = columns.map((one) => one.name);
  for (const wanted of [column, ...Object.values(label ?? {}), ...Object.keys(where)]) {
    if (allowed.includes(wanted)) continue;
    throw new BroadsheetError("invalid-template", {
      code: "unknown-column",
      message: `template.yaml: the choices of "${parameter}" name the column "${wanted}", which the query "${name}" does not have`,
      where: { file: "template.yaml", name: parameter },
      seen: wanted,
      allowed,
      ...hintNearMatch(wanted, allowed),
    });
  }
  const found = new Map<string, Choice>();
  for (const row of rows) {
    const value = plain(row[column] ?? null);
    if (value === null) continue;
    const when = Object.fromEntries(Object.entries(where).map(([own, other]) => [other, plain(row[own] ?? null)]));
    const key = JSON.stringify([value, when]);
    if (found.has(key)) continue;
    found.set(key, { value, ...labelsOf(row, label), ...(Object.keys(when).length > 0 && { when }) });
  }
  if (found.size > mostChoices) {
    throw new BroadsheetError("limit-exceeded", {
      code: "too-many-choices",
      message: `the query "${name}" gives ${found.size} choices for the parameter "${parameter}", more than ${mostChoices}`,
      where: { file: "template.yaml", name: parameter },
      seen: found.size,
      allowed: `at most ${mostChoices}`,
    });
  }
  return [...found.values()];
}

/** What a value is called: one label, and all of them if they differ by language. */
function labelsOf(
  row: Table["rows"][number],
  columns: ChoiceDeclaration["label"] = {},
): Pick<Choice, "label" | "labels"> {
  const found = Object.entries(columns).flatMap(([language, column]) =>
    (row[column] ?? null) === null ? [] : [[language, String(row[column])] as const],
  );
  if (found[0] === undefined) return {};
  const [, label] = found[0];
  return { label, ...(found.some(([, other]) => other !== label) && { labels: Object.fromEntries(found) }) };
}

/** JSON numbers in a request have only the digits of a double. */
function plain(value: Value): string | number | boolean | null {
  return value instanceof Decimal ? Number(value) : value;
}
