import type { ColumnType } from "../template/template.ts";
import type { Patch } from "./edit.ts";

/** What of a template has a name that other files use. */
export const renamedKinds = ["query", "chart", "parameter", "message"] as const;

/** @see renamedKinds */
export type RenamedKind = (typeof renamedKinds)[number];

/** A name is to become another, wherever it is used. */
export interface Rename {
  readonly do: "rename";
  readonly what: RenamedKind;
  readonly from: string;
  readonly to: string;
}

/** How a filter compares a column. */
export const comparisons = ["=", "!=", "<", "<=", ">", ">=", "contains", "begins", "empty", "filled"] as const;

/** @see comparisons */
export type Comparison = (typeof comparisons)[number];

/** What is calculated of the rows of a group. */
export const summaries = ["sum", "count", "mean", "min", "max"] as const;

/** @see summaries */
export type Summary = (typeof summaries)[number];

/** A condition on the rows that are read. */
export interface QueryFilter {
  readonly column: string;
  readonly is: Comparison;
  /** As a person writes it: `2025-01-31`, `1200.5`, `North`; absent for `empty` and `filled`. */
  readonly value?: string | undefined;
  /** In place of a value: the parameter that has it. */
  readonly parameter?: string | undefined;
}

/** A column that is calculated. */
export interface QuerySummary {
  readonly do: Summary;
  /** Absent for a count of rows; a count of a column counts its values. */
  readonly column?: string | undefined;
  /** @default the column's name, or `rows`; with the calculation's, if that is taken */
  readonly as?: string | undefined;
}

/** A query in terms of menus. */
export interface QueryMenus {
  /** A dataset's alias, or another query. */
  readonly from: string;
  /** Columns as they are. Absent, without groups and summaries: all. */
  readonly columns?: readonly string[] | undefined;
  /** A row of the result for each combination of their values. */
  readonly group?: readonly string[] | undefined;
  readonly summaries?: readonly QuerySummary[] | undefined;
  /** All of them hold. */
  readonly filters?: readonly QueryFilter[] | undefined;
  /** By columns of the result. @default the groups */
  readonly order?: readonly { readonly column: string; readonly falling?: boolean | undefined }[] | undefined;
  /** Most rows. */
  readonly top?: number | undefined;
}

/** A column with its type. */
export interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A query is to be written. */
export interface NewQuery {
  readonly do: "query";
  readonly name: string;
  readonly query: QueryMenus;
  /** Dataset or query → its columns, as a preview gives them. */
  readonly tables: Readonly<Record<string, readonly TypedColumn[]>>;
}

/** What is to become of a template. */
export type Change = Rename | NewQuery;

export interface AskedChange {
  /** Path → text of all files of the template that hold text. */
  readonly files: Readonly<Record<string, string>>;
  readonly change: Change;
}

/** A place of a file; line and column count from 1. */
export interface LeftPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The smallest changes that do it. */
export interface AnsweredChange {
  /** Of the files under the paths that they have now. */
  readonly patches: readonly Patch[];
  /** Files that get another path once they are patched. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Path → text of new files. */
  readonly added: Readonly<Record<string, string>>;
  /** Of the rename of a message: places with a key that is known only when a report is made, which stay as they are. */
  readonly left?: readonly LeftPlace[];
  /** Of a new query: the columns of its result. */
  readonly columns?: readonly TypedColumn[];
}
