import type { DatasetFormat } from "../../report/dataset/dataset.ts";
import type { Partitions } from "../../report/dataset/source/partitions.ts";
import type { SourceProvenance } from "../../report/dataset/source/provenance.ts";
import type { StagedRows } from "../../report/dataset/source/staged-rows.ts";
import type { SourceDefinition } from "./source.ts";

/** What a source gave, in a folder on disk. */
export type Fetched = { readonly provenance: SourceProvenance } & (
  | { readonly rows: StagedRows }
  /** A file as it came. */
  | { readonly file: string; readonly format: DatasetFormat }
  /** Files as they came, whose rows follow each other. */
  | {
      readonly files: readonly FetchedFile[];
      readonly format: DatasetFormat;
      /** Columns by which the rows of all are ordered first, then by all others. @default they stay as they follow */
      readonly order?: readonly string[];
      /** Columns that the files do not hold, and their values, file by file. @default none */
      readonly partitions?: Partitions;
    }
);

export interface FetchedFile {
  readonly file: string;
  /** What the source calls it. */
  readonly name: string;
}

/** What fetching needs. */
export interface FetchOptions {
  /** A private folder. */
  readonly folder: string;
  /** What came last, if it still counts: what has not changed since need not be fetched. */
  readonly last?: SourceProvenance | undefined;
  /** Only the first rows, to show them. A file is fetched whole. @default all */
  readonly first?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Keeps a run of a warehouse, so that nobody waits for its end. @default fetching waits */
  readonly run?: KeptRun | undefined;
}

/** A run of a warehouse that a refresh has begun, between two looks at it. All throw BroadsheetError `unavailable`. */
export interface KeptRun {
  /** @returns what the engine has kept; undefined if no run is under way */
  read(): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** @param ids by which the warehouse says that it has ended */
  keep(run: object, ids: readonly string[]): Promise<void>;
  forget(): Promise<void>;
  /** Time until the next look at a run that has taken `ms`, ms. */
  rest(ms: number): number;
}

/** Fetches what a source has now: `unchanged` if that is what came last. */
export type FetchSource = (definition: SourceDefinition, options: FetchOptions) => Promise<Fetched | "unchanged">;
