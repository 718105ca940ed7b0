import type { components } from "../../../functions/client/schema.ts";
import { type DeliverDraft, type RenditionForm, writeDeliver } from "../deliver/delivering.ts";

export type BatchRequest = components["schemas"]["BatchRequest"];

/** Rows, what each gives, and what becomes of them: also the member `batch` of a publication. */
export interface RowsDraft {
  readonly from: "dataset" | "query";
  readonly dataset: string;
  readonly query: string;
  /** Parameter → column; empty if all reports share the value. */
  readonly map: Readonly<Record<string, string>>;
  readonly name: string;
  readonly tolerate: string;
  readonly output: "files" | "zip" | "merged";
  /** Forms in which each report is made beside its PDF. */
  readonly renditions: readonly RenditionForm[];
}

/** A batch as the form shows it. */
export interface BatchDraft extends RowsDraft {
  readonly template: string;
  /** Alias → stored dataset; empty for the usual one. */
  readonly datasets: Readonly<Record<string, string>>;
  /** `2026-11-27`; empty for the day on which it is made. */
  readonly date: string;
  readonly deliver: readonly DeliverDraft[];
}

export const emptyRows: RowsDraft = {
  from: "dataset",
  dataset: "",
  query: "",
  map: {},
  name: "",
  tolerate: "0",
  output: "files",
  renditions: [],
};

export const emptyDraft: BatchDraft = {
  ...emptyRows,
  template: "",
  datasets: {},
  date: "",
  deliver: [],
};

/** The rows of a request; undefined as long as rows, a column or the name is missing. */
export function rowsOf({
  from,
  dataset,
  query,
  map,
  name,
  tolerate,
  renditions,
}: RowsDraft): Pick<BatchRequest, "rows" | "map" | "name" | "tolerate" | "renditions"> | undefined {
  const columns = Object.fromEntries(Object.entries(map).filter(([, column]) => column !== ""));
  const rows =
    from === "dataset" ? (dataset === "" ? undefined : { dataset }) : query.trim() === "" ? undefined : { query };
  if (rows === undefined || Object.keys(columns).length === 0 || name.trim() === "") return undefined;
  return {
    rows,
    map: columns,
    name,
    ...(tolerate.trim() !== "" &&
      tolerate.trim() !== "0" && {
        tolerate: /^\d+$/.test(tolerate.trim()) ? Number(tolerate.trim()) : tolerate.trim(),
      }),
    ...(renditions.length > 0 && { renditions: [...renditions] }),
  };
}

/** What of a request rows are read into, for the form. */
export function readRows({
  rows,
  map,
  name,
  tolerate = 0,
  output = "zip",
  renditions = [],
}: Pick<BatchRequest, "rows" | "map" | "name" | "tolerate" | "output" | "renditions">): RowsDraft {
  const { dataset, query = "" } = rows;
  return {
    from: dataset === undefined ? "query" : "dataset",
    dataset: referenceOf(dataset),
    query,
    map,
    name,
    tolerate: String(tolerate),
    output,
    renditions,
  };
}

/** `name`, or `name@version`. */
export function referenceOf(
  reference: string | { readonly name: string; readonly version?: string } | undefined,
): string {
  if (reference === undefined || typeof reference === "string") return reference ?? "";
  return reference.version === undefined ? reference.name : `${reference.name}@${reference.version}`;
}

/**
 * The body of `POST /batches`.
 *
 * @param parameters that all reports share; a mapped one is left out
 * @returns undefined as long as template, rows, a column or the name is missing
 */
export function requestOf(draft: BatchDraft, parameters: Readonly<Record<string, unknown>>): BatchRequest | undefined {
  const rows = rowsOf(draft);
  const { template, datasets, date, deliver, output } = draft;
  if (template === "" || rows === undefined) return undefined;
  const chosen = Object.fromEntries(Object.entries(datasets).filter(([, name]) => name !== ""));
  const shared = sharedOf(parameters, rows.map);
  return {
    template,
    ...rows,
    ...(Object.keys(chosen).length > 0 && { datasets: chosen }),
    // The generated type of an object without a schema has no members.
    ...(Object.keys(shared).length > 0 && { parameters: shared as Record<string, never> }),
    ...(date !== "" && { date }),
    ...(output !== "files" && { output }),
    ...(deliver.length > 0 && { deliver: writeDeliver(deliver) }),
  };
}

/** The parameters that columns give. */
export function mappedBy(rows: Pick<RowsDraft, "map"> | undefined): readonly string[] {
  return Object.entries(rows?.map ?? {}).flatMap(([parameter, column]) => (column === "" ? [] : [parameter]));
}

/** The parameters that no column gives. */
export function sharedOf(
  parameters: Readonly<Record<string, unknown>>,
  map: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).filter(([parameter]) => (map[parameter] ?? "") === ""));
}

/** A column as Liquid names it: `{{ id }}`, or `{{ columns["Last name"] }}` for one that is no plain name. */
export function liquidOf(column: string): string {
  return /^[A-Za-z_][\w-]*$/.test(column) ? `{{ ${column} }}` : `{{ columns[${JSON.stringify(column)}] }}`;
}

/** Columns for parameters that are named alike: `Customer ID` for `customer_id`. */
export function matchColumns(
  parameters: readonly string[],
  columns: readonly string[],
): Readonly<Record<string, string>> {
  const folded = new Map(columns.map((column) => [fold(column), column]));
  return Object.fromEntries(
    parameters.flatMap((parameter) => (folded.has(fold(parameter)) ? [[parameter, folded.get(fold(parameter))!]] : [])),
  );
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
