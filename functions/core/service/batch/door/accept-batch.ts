import { type AcceptedBatch, type RowsSource } from "../batch.ts";
import { batchId } from "../request/batch-id.ts";
import { pageSize } from "../request/page-size.ts";
import { readStoredProfile } from "../../../report/dataset/store/read-dataset-profile.ts";
import { resolveDataset } from "../../../report/dataset/store/resolve-dataset.ts";
import { BroadsheetError, type Problem } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { type ChoiceWorld, findChoices } from "../../../report/find-choices.ts";
import { findStale } from "../../../report/find-stale.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { ObjectStore } from "../../../ports.ts";
import { checkDatasets } from "../../../report/request/accept-request.ts";
import type { BatchRequest, Output } from "../../../report/request/batch-request.ts";
import { parseBatch } from "../../../report/request/parse-batch.ts";
import type { DatasetReference } from "../../../report/request/report-request.ts";
import { openTemplate } from "../../../report/template/open-template.ts";
import type { Template } from "../../../report/template/template.ts";

/**
 * Turns the body of `POST /batches` into a batch with everything pinned: quick enough to run before the response is
 * sent, whatever the number of rows. What only the rows can show, the planner finds.
 *
 * @param body the parsed JSON, of any shape
 * @param world.outputs what this installation can make @default only files
 * @param world.columns of the rows, which letters need: by JSON pointer @default none
 * @param world.requestedAt when it was requested, as for `acceptReport`
 * @throws BroadsheetError `invalid-request` with the JSON pointer of every faulty field, `not-found`,
 *   `invalid-template`, `invalid-dataset` for data that are too old, `unavailable`
 */
export async function acceptBatch(
  body: unknown,
  {
    outputs = ["files"],
    columns = new Map(),
    requestedAt,
    ...world
  }: ChoiceWorld & {
    readonly outputs?: readonly Output[] | undefined;
    readonly columns?: ReadonlyMap<string, string>;
    readonly requestedAt?: number;
  },
): Promise<AcceptedBatch> {
  const request = parseBatch(body);
  if (!outputs.includes(request.output)) throw noOutput(request.output, outputs);
  const { store } = world;
  const template = await openTemplate(store, request.template);
  const datasets = await pinDatasets(request, template, store);
  const rows: RowsSource =
    "query" in request.rows
      ? request.rows
      : { dataset: await resolveDataset(store, request.rows.dataset, "/rows/dataset") };
  const problems = [
    ...checkName(request.name),
    ...checkDatasets(request, template, datasets),
    ...checkParameters(request, template),
    ...(await checkColumns([...namedColumns(request), ...columns], rows, store)),
  ];
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  // Computed here if they are not stored, so that the jobs that make the pages only read them.
  await findChoices(template, datasets, world);
  const stale =
    requestedAt === undefined
      ? undefined
      : await findStale({ template, asked: request.datasets, datasets }, requestedAt, store);
  const { parameters, date, map, name, tolerate, output, renditions } = request;
  const pinned = {
    template: { name: template.name, version: template.version },
    datasets,
    parameters,
    ...(date !== undefined && { date }),
    rows,
    map,
    name,
    tolerate,
    output,
    ...(renditions.length > 0 && { renditions }),
    ...(columns.size > 0 && { columns: [...new Set(columns.values())].sort() }),
    ...(stale !== undefined && { stale }),
  };
  return { id: batchId(pinned), ...pinned, pageRows: pageSize(template, renditions.length) };
}

function noOutput(output: Output, outputs: readonly Output[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "output-not-available",
    message: `this installation does not make the output "${output}"`,
    where: { pointer: "/output" },
    seen: output,
    allowed: outputs,
  });
}

async function pinDatasets(
  request: BatchRequest,
  template: Template,
  store: ObjectStore,
): Promise<Record<string, Required<DatasetReference>>> {
  const references = template.datasets.flatMap(({ alias, default: name }): [string, DatasetReference][] => {
    const reference = request.datasets[alias] ?? (name === undefined ? undefined : { name });
    return reference === undefined ? [] : [[alias, reference]];
  });
  return Object.fromEntries(
    await Promise.all(
      references.map(
        async ([alias, reference]) => [alias, await resolveDataset(store, reference, `/datasets/${alias}`)] as const,
      ),
    ),
  );
}

/** The name is a text of the request, so it may print values and nothing that could go on for long. */
function checkName(name: string): Problem[] {
  if (!name.includes("{%")) return [];
  return [
    {
      code: "tags-in-name",
      message: "the name of the items may print values with {{ }}, but cannot have tags",
      where: { pointer: "/name" },
      seen: name.slice(0, 200),
      allowed: "text, {{ column }} and filters",
    },
  ];
}

/** Parameters, shared or mapped, that the template does not have. */
function checkParameters({ map, parameters }: BatchRequest, template: Template): Problem[] {
  const schema = template.parameters;
  const allowed = Object.keys((schema["properties"] ?? {}) as Readonly<Record<string, unknown>>);
  if (
    ["additionalProperties", "unevaluatedProperties", "patternProperties"].some(
      (name) => name in schema && schema[name] !== false,
    )
  )
    return [];
  return [
    ...Object.keys(parameters).map((name) => ["/parameters", name] as const),
    ...Object.keys(map).map((name) => ["/map", name] as const),
  ]
    .filter(([, name]) => !allowed.includes(name))
    .map(([pointer, name]) => ({
      code: "unknown-parameter",
      message: `the template "${template.name}" has no parameter "${name}"`,
      where: { pointer: pointerTo(pointer, name) },
      seen: name,
      allowed,
      ...hintNearMatch(name, allowed),
    }));
}

/** Named columns that a dataset does not have. Those of a query are known when it runs. */
async function checkColumns(named: readonly NamedColumn[], rows: RowsSource, store: ObjectStore): Promise<Problem[]> {
  if ("query" in rows) return [];
  const { name, version } = rows.dataset;
  const profile = await readStoredProfile(store, name, version);
  return profile === undefined
    ? []
    : unknownColumns(
        named,
        profile.columns.map((column) => column.name),
        `the dataset "${name}"`,
      );
}

/** A column that a batch names, and the pointer to where it does. */
type NamedColumn = readonly [pointer: string, column: string];

/** The columns that a batch names: in its map, and for its letters. */
export function namedColumns({ map, columns = [] }: Pick<AcceptedBatch, "map" | "columns">): readonly NamedColumn[] {
  return [
    ...Object.entries(map).map(([parameter, column]): NamedColumn => [pointerTo("/map", parameter), column]),
    ...columns.map((column): NamedColumn => ["/deliver", column]),
  ];
}

/** The problems of named columns that the rows do not have. @param what has the columns, in words */
export function unknownColumns(named: readonly NamedColumn[], columns: readonly string[], what: string): Problem[] {
  return named
    .filter(([, column]) => !columns.includes(column))
    .map(([pointer, column]) => ({
      code: "unknown-column",
      message: `${what} has no column "${column}"`,
      where: { pointer },
      seen: column,
      allowed: columns,
      ...hintNearMatch(column, columns),
    }));
}
