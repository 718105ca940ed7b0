import type { Role } from "./demand.ts";
import type { Stage } from "./stage.ts";

/** Rows of a dataset that had a say. */
export interface NamedRows {
  /** How many they are. */
  readonly count: number;
  /** Whether they are all rows of the dataset. */
  readonly all: boolean;
  /** The numbers of the first of them in the dataset's table, from 1, and their values as JSON has them. */
  readonly rows: readonly { readonly row: number; readonly record?: Readonly<Record<string, unknown>> }[];
}

/** What a dataset gave to a cell. */
export interface DatasetLineage {
  readonly dataset: string;
  /** Rows that it has. */
  readonly total: number;
  /** Rows that the value was computed from. */
  readonly value: NamedRows;
  /** Other rows, that decided which ones count. */
  readonly deciding: NamedRows;
}

/** A query, common table or subquery between the cell and the datasets, with how many of its rows led there. */
export interface LineageStep {
  readonly name: string;
  readonly kind: Stage["kind"];
  readonly rows: number;
}

/** Whether the queries give the same row again over the named rows alone. */
export type Again =
  | { readonly result: "same" }
  | { readonly result: "differs"; readonly seen?: Readonly<Record<string, unknown>> }
  | { readonly result: "failed"; readonly why: string };

/** The dataset rows behind a cell. */
export interface RowLineage {
  readonly query: string;
  /** From 1. */
  readonly row: number;
  readonly columns: readonly string[];
  /** From the cell's query down. */
  readonly steps: readonly LineageStep[];
  readonly datasets: readonly DatasetLineage[];
  /** Where all rows of datasets are named, since the query's rule leads to no single ones. */
  readonly coarse: readonly { readonly why: string; readonly role: Role; readonly datasets: readonly string[] }[];
  readonly again: Again;
}
