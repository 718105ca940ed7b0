import type { components } from "../../../functions/client/schema.ts";

export type BatchRequest = components["schemas"]["BatchRequest"];

/** A batch as the form shows it. */
export interface BatchDraft {
  readonly template: string;
  readonly from: "dataset" | "query";
  readonly dataset: string;
  readonly query: string;
  /** Parameter → column; empty if all reports share the value. */
  readonly map: Readonly<Record<string, string>>;
  readonly name: string;
  readonly tolerate: string;
  readonly output: "files" | "zip" | "merged";
}

export const emptyDraft: BatchDraft = { template: "", from: "dataset", dataset: "", query: "", map: {}, name: "", tolerate: "0", output: "files" };

/**
 * The body of `POST /batches`.
 *
 * @param parameters that all reports share; a mapped one is left out
 * @returns undefined as long as template, rows, a column or the name is missing
 */
export function requestOf({ template, from, dataset, query, map, name, tolerate, output }: BatchDraft, parameters: Readonly<Record<string, unknown>>): BatchRequest | undefined {
  const columns = Object.fromEntries(Object.entries(map).filter(([, column]) => column !== ""));
  const rows = from === "dataset" ? (dataset === "" ? undefined : { dataset }) : query.trim() === "" ? undefined : { query };
  if (template === "" || rows === undefined || Object.keys(columns).length === 0 || name.trim() === "") return undefined;
  const shared = Object.fromEntries(Object.entries(parameters).filter(([parameter]) => !Object.hasOwn(columns, parameter)));
  return {
    template,
    rows,
    map: columns,
    name,
    // The generated type of an object without a schema has no members.
    ...(Object.keys(shared).length > 0 && { parameters: shared as Record<string, never> }),
    ...(tolerate.trim() !== "" && tolerate.trim() !== "0" && { tolerate: /^\d+$/.test(tolerate.trim()) ? Number(tolerate.trim()) : tolerate.trim() }),
    ...(output !== "files" && { output }),
  };
}

/** A column as Liquid names it: `{{ id }}`, or `{{ columns["Last name"] }}` for one that is no plain name. */
export function liquidOf(column: string): string {
  return /^[A-Za-z_][\w-]*$/.test(column) ? `{{ ${column} }}` : `{{ columns[${JSON.stringify(column)}] }}`;
}

/** Columns for parameters that are named alike: `Customer ID` for `customer_id`. */
export function matchColumns(parameters: readonly string[], columns: readonly string[]): Readonly<Record<string, string>> {
  const folded = new Map(columns.map((column) => [fold(column), column]));
  return Object.fromEntries(parameters.flatMap((parameter) => (folded.has(fold(parameter)) ? [[parameter, folded.get(fold(parameter))!]] : [])));
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
