import type { Warning } from "../../../errors.ts";
import type { MoveOrder } from "../../../names/name-log.ts";

/** Where a version came from: beside it in `dataset.json` and in the manifest of reports, never part of its hash. */
export interface SourceProvenance {
  readonly engine: "postgres" | "http" | "s3" | "athena";
  /** The operator's connection, by its name. */
  readonly connection: string;
  /** SHA-256 of the query, or of the address. */
  readonly query: string;
  /**
   * What the database saw (`pg_current_snapshot`), the digest of the keys and ETags of all objects, or the id of
   * Athena's run.
   */
  readonly snapshot?: string;
  /** `database.table` → the snapshot of Iceberg that was read (`FOR VERSION AS OF`), for the tables that it names. */
  readonly snapshots?: Readonly<Record<string, string>>;
  /** Of the answer or the object. */
  readonly etag?: string;
  /** The object's version, if its bucket keeps versions. */
  readonly version?: string;
  /** How many objects it was read from, if a prefix names them. */
  readonly objects?: number;
  /** `Last-Modified`, as it was sent. */
  readonly modified?: string;
  /** When fetching began and ended, ISO 8601. */
  readonly started: string;
  readonly finished: string;
  /** Fetched, before anything was made of them. */
  readonly bytes: number;
  /** Bytes that Athena read for it, which is what it costs by. */
  readonly scanned?: number;
}

const causePattern = /^source:(\d+)-(\d+)$/;

/** The cause of a dataset's move to what a refresh brought: a repeated attempt may bring something newer. */
export function pullCause(refresh: number, attempt: number): string {
  return `source:${refresh}-${attempt}`;
}

/**
 * How the move by a refresh gets on with others: one that took too long yields to a later one. A refresh that brings
 * the same rows again moves nothing, so that nobody takes them for new ones. Only a repeated attempt moves the name to
 * where it is: the one before it may be at work still, and has to see that it is late.
 *
 * @returns nothing particular for another cause
 */
export function orderOfPull(cause: string): MoveOrder {
  const own = causePattern.exec(cause);
  if (own === null) return {};
  /** Above 0: that cause is a later refresh's. */
  const compare = (other: string): number => {
    const found = causePattern.exec(other);
    if (found === null) return 0;
    return Number(found[1]) - Number(own[1]) || Number(found[2]) - Number(own[2]);
  };
  return {
    yieldTo: (last) => compare(last) > 0,
    follows: (before) => compare(before) < 0,
    stays: Number(own[2]) === 1,
  };
}

/** What was found while a source's rows were made a file, which the file does not tell any more. */
export function warningsOfSource({
  source,
  warnings,
}: {
  readonly source?: SourceProvenance;
  readonly warnings: readonly Warning[];
}): Warning[] {
  return source === undefined ? [] : warnings.filter(({ code }) => code === "not-finite");
}
