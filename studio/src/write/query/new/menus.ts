import type { ResultColumn } from "../draft-chart.ts";

/** A condition on the rows. */
export interface Filter {
  readonly column: string;
  readonly is: "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "begins" | "empty" | "filled";
  readonly value?: string | undefined;
  readonly parameter?: string | undefined;
}

/** A column that is calculated. */
export interface Summary {
  readonly do: "sum" | "mean" | "min" | "max" | "count";
  /** Absent for a count of rows. */
  readonly column?: string | undefined;
}

/** What menus say of a query, as `POST /changes` takes it. */
export interface Menus {
  readonly from: string;
  readonly columns?: readonly string[] | undefined;
  readonly group?: readonly string[] | undefined;
  readonly summaries?: readonly Summary[] | undefined;
  readonly filters?: readonly Filter[] | undefined;
  readonly order?: readonly { readonly column: string; readonly falling?: boolean | undefined }[] | undefined;
  readonly top?: number | undefined;
}

/** How columns of a type are compared. */
export function comparisonsOf(type: ResultColumn["type"] | undefined): readonly Filter["is"][] {
  if (type === "boolean") return ["=", "!=", "empty", "filled"];
  if (type === "text" || type === undefined) return ["=", "!=", "contains", "begins", "empty", "filled"];
  return ["=", "!=", "<", "<=", ">", ">=", "empty", "filled"];
}

/** What can be calculated of a column. */
export function calculationsOf(type: ResultColumn["type"] | undefined): readonly Summary["do"][] {
  return type === "integer" || type === "number" ? ["sum", "mean", "min", "max", "count"] : ["min", "max", "count"];
}

/** A filter of a column, before anything of it is chosen. */
export function newFilter({ name, type }: ResultColumn): Filter {
  return type === "boolean" ? { column: name, is: "=", value: "true" } : { column: name, is: "filled" };
}

/** Columns of the result, by which it can be sorted. */
export function resultNames(
  { columns, group = [], summaries = [] }: Menus,
  ofTable: readonly string[],
): readonly string[] {
  if (group.length === 0 && summaries.length === 0) return columns ?? ofTable;
  const taken = new Set(group.map((name) => name.toLowerCase()));
  return [
    ...group,
    ...summaries.map(({ do: calculation, column }) => {
      const plain = column ?? "rows";
      const full = column === undefined ? "rows" : `${column}_${calculation}`;
      let name = plain;
      for (let count = 1; taken.has(name.toLowerCase()); count += 1) name = count === 1 ? full : `${full}_${count}`;
      taken.add(name.toLowerCase());
      return name;
    }),
  ];
}

/** A name that no query has. */
export function freeQueryName(taken: Iterable<string>): string {
  const all = new Set(taken);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? "new_query" : `new_query_${count}`;
    if (!all.has(name)) return name;
  }
}
