/** What a run is asked for. */
export interface Unload {
  /** One SELECT. */
  readonly query: string;
  /** Where the Parquet files go: `s3://bucket/prefix/`, in which there is nothing yet. @default `rows` gives them */
  readonly to?: string;
  /** With the same token, and the same query and place, it is the same run: a lost answer begins no second one. */
  readonly token: string;
}

/** How a run stands. */
export type UnloadState =
  | { readonly state: "running" }
  /** @param passes whether another run may end better */
  | { readonly state: "failed"; readonly reason: string; readonly passes: boolean }
  | {
      readonly state: "ready";
      /** `s3://bucket/key` of the list of the files that it wrote. */
      readonly manifest: string;
      /** Bytes that it read, which is what it costs by. */
      readonly scanned: number;
    };

/**
 * A warehouse that runs a SELECT and writes its rows to S3 as Parquet. Athena is one; others (Redshift, Snowflake,
 * BigQuery by its export, ClickHouse) need these calls and nothing else.
 */
export interface UnloadEngine {
  /** Begins a run. @returns its id @throws BroadsheetError as a source of its connection */
  start(unload: Unload, signal: AbortSignal): Promise<string>;
  /** @throws BroadsheetError as a source of its connection */
  look(run: string, signal: AbortSignal): Promise<UnloadState>;
  /**
   * The rows of a run that wrote none, as texts, 999 at most: what a query over few tables says of them.
   *
   * @throws BroadsheetError as a source of its connection
   */
  rows(run: string, signal: AbortSignal): Promise<readonly (readonly string[])[]>;
  /** Ends a run that nobody waits for any more. It never throws: the run ends by its own limits at the latest. */
  stop(run: string): Promise<void>;
  close(): void;
}
