import type { Warn } from "../../errors.ts";
import type { KeptResults } from "./kept-results.ts";
import type { QueryPage } from "./page/keep-pages.ts";
import type { KeptSessions } from "./session/keep-sessions.ts";
import type { ScratchSpace, Shelf } from "../../ports.ts";

/** What the queries of a report may use. */
export interface QueryOptions {
  /**
   * Opens a private folder for the files that DuckDB reads or spills to. Called only if a dataset must be read from a
   * file or memory runs out; the folder is disposed of before the queries return, or with the session that spills to
   * it.
   */
  openScratch(): Promise<ScratchSpace>;
  /** Rows that one query may return. */
  readonly rows: number;
  /** Milliseconds that one query may take. */
  readonly deadlineMs: number;
  /** Memory that DuckDB may use before it spills to disk, in megabytes. @default 512 */
  readonly memoryMegabytes?: number;
  /** Where parsed queries are kept beyond this process. @default nowhere */
  readonly shelf?: Shelf;
  /** Keeps the loaded datasets from one report to the next. @default they are closed */
  readonly sessions?: KeptSessions;
  /** Keeps results, so that only queries run whose text or inputs have changed. @default every query runs */
  readonly results?: KeptResults;
  /**
   * The letters of which this is one. Queries that qualify run once for all of them, and those that depend on no letter
   * once for as long as their results are kept. @default every query runs for this report alone
   */
  readonly page?: QueryPage;
  /** Path of the one file that the sealed database may write; only our own statements do. @default none */
  readonly output?: string;
  /** Called with each query that runs. */
  readonly ran?: (query: string) => void;
  readonly warn: Warn;
}
