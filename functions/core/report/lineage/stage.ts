import type { Node } from "./syntax-tree.ts";

/**
 * A part of a query whose rows are kept as a table: a dataset, a query, a common table, a subquery. Rows are known by
 * DuckDB's `rowid`, which no `*` holds.
 */
export interface Stage {
  /** A stage reads only stages with smaller numbers. */
  readonly number: number;
  /** What an answer calls it. */
  readonly name: string;
  readonly kind: "dataset" | "query" | "common-table" | "subquery";
  /** Its table, and the schema that holds it: a dataset's stays where it is. */
  readonly table: string;
  readonly schema: string;
  readonly columns: readonly string[];
  readonly source: Source;
}

export type Source = DatasetSource | WholeSource | SameSource | SelectSource;

/** The rows are a dataset's, or are made of one by Broadsheet itself. */
export interface DatasetSource {
  readonly type: "dataset";
  readonly alias: string;
  /** How a row leads to the dataset's: it is that row, its column `row` numbers it, or all rows made it. */
  readonly by: "rowid" | "row" | "all";
}

/** Which rows decided is not known: all that it reads. */
export interface WholeSource {
  readonly type: "whole";
  readonly reads: readonly Stage[];
  readonly why: string;
}

/** The rows equal rows of other stages: DISTINCT and the set operations. */
export interface SameSource {
  readonly type: "same";
  readonly parts: readonly {
    readonly stage: Stage;
    /** For each column of the stage, its column in this part; undefined if it has none. */
    readonly columns: readonly (string | undefined)[];
  }[];
  /** Stages all of whose rows had a say, and why. */
  readonly others: readonly { readonly stage: Stage; readonly why: string }[];
  /** Whether any column may decide: DISTINCT and UNION compare all, and LIMIT may have chosen by any one's order. */
  readonly byColumns: boolean;
}

/** A table, function or list of values in FROM. */
export interface Leaf {
  readonly alias: string;
  /** Column in the query, in lower case → column of the stage. */
  readonly names: ReadonlyMap<string, string>;
  readonly stage?: Stage;
  /** Expressions from which a function or a list of values makes its rows. */
  readonly made: readonly Node[];
  /** Whether its columns can be named. The right side of a SEMI or ANTI JOIN has none. */
  readonly visible: boolean;
  /** Column of the map with the row's number. */
  readonly row: string;
}

/** What a join compares, and the leaves of its two sides. */
export interface JoinCondition {
  readonly expression: Node;
  readonly sides: readonly (readonly Leaf[])[];
  /** The column, in lower case, of USING or a NATURAL JOIN: each side has it once, of any table that has a row. */
  readonly shared?: string;
}

/** A window function and the columns of the map that say which rows it reads. */
export interface Window {
  readonly node: Node;
  readonly prefix: string;
  readonly partitions: number;
  /** Whether it reads only rows of its frame. */
  readonly framed: boolean;
  /** Whether a frame counted from its row may end before that row, or begin after it. */
  readonly apart: boolean;
}

/** What a column of the result is computed from; undefined: of any column. */
export type Output = { readonly expression: Node } | { readonly star: Node; readonly name: string } | undefined;

export interface SelectSource {
  readonly type: "select";
  readonly node: Node;
  readonly leaves: readonly Leaf[];
  /** Table with a row for each of the stage, that leads to rows of the leaves. */
  readonly map: string;
  /** The same before QUALIFY and LIMIT, for windows. */
  readonly before: string;
  readonly aggregated: boolean;
  /** FILTER of an aggregate as JSON → column of the map with the rows that pass; "" for all. */
  readonly lists: ReadonlyMap<string, string>;
  readonly windows: readonly Window[];
  readonly outputs: readonly Output[];
  /** Conditions of joins and the columns of USING. */
  readonly conditions: readonly JoinCondition[];
  /** Why all rows decided which ones are here: OFFSET, a sample, a join by position. */
  readonly all?: string;
}

/** Whether a column takes the name by which DuckDB numbers rows. */
export function hidesRowNumber(columns: Iterable<string>): boolean {
  return [...columns].some((name) => name.toLowerCase() === "rowid");
}

/** Thrown where a rule is missing: the part is answered coarsely. */
export class Gap extends Error {}
