import type { ListOf } from "./changes.ts";

/** What changed in a column of a dataset; values as texts. */
export interface ChangedColumn {
  readonly name: string;
  readonly change: "added" | "removed" | "changed";
  readonly type: string;
  /** Absent for a column that came or went. */
  readonly changes?: {
    readonly type?: FromTo<string>;
    readonly nulls?: FromTo<number>;
    readonly distinct?: FromTo<number>;
    readonly lowest?: FromTo<string | undefined>;
    readonly highest?: FromTo<string | undefined>;
    /** Of texts with few different values: those that came and went. */
    readonly came?: ListOf<string>;
    readonly gone?: ListOf<string>;
    readonly changedRows?: number;
  };
}

interface FromTo<T> {
  readonly from: T;
  readonly to: T;
}

/** What changed from one version of a dataset to another: the answer of `GET /datasets/{name}/diff`. */
export interface DatasetDiff {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly rows: FromTo<number>;
  readonly columns: readonly ChangedColumn[];
  /** Columns whose values were not compared. */
  readonly uncompared: number;
  readonly key?: readonly string[];
  /** By the key; absent without one. */
  readonly keys?: {
    readonly came: ListOf<readonly string[]>;
    readonly gone: ListOf<readonly string[]>;
    readonly changed: ListOf<{
      readonly key: readonly string[];
      readonly column: string;
      readonly from: string | null;
      readonly to: string | null;
    }>;
  };
}

/** What changed in the data since the edition before, dataset by dataset: `data/changes.json`. */
export interface DataChanges {
  /** The edition before; absent for the first. */
  readonly before?: string;
  /** The datasets that have another version, by their names. */
  readonly datasets: readonly (DatasetDiff | { readonly name: string; readonly unknown: string })[];
}
