/** Where a version came from: beside it in `dataset.json` and in the manifest of reports, never part of its hash. */
export interface SourceProvenance {
  readonly engine: "postgres" | "http" | "s3";
  /** The operator's connection, by its name. */
  readonly connection: string;
  /** SHA-256 of the query, or of the path. */
  readonly query: string;
  /** What the database saw (`pg_current_snapshot`), or the digest of the keys and ETags of all objects. */
  readonly snapshot?: string;
  /** Of the answer or the object. */
  readonly etag?: string;
  /** `Last-Modified`, as it was sent. */
  readonly modified?: string;
  /** When fetching began and ended, ISO 8601. */
  readonly started: string;
  readonly finished: string;
  /** Fetched, before anything was made of them. */
  readonly bytes: number;
}

const causePattern = /^source:(\d+)-(\d+)$/;

/** The cause of a dataset's move to what a refresh brought: a repeated attempt may bring something newer. */
export function pullCause(refresh: number, attempt: number): string {
  return `source:${refresh}-${attempt}`;
}

/** Whether the last move was a later refresh's: one that took too long then leaves the name where it is. */
export function isLaterPull(last: string, cause: string): boolean {
  const [before, own] = [causePattern.exec(last), causePattern.exec(cause)];
  if (before === null || own === null) return false;
  const [refresh, attempt] = [Number(before[1]) - Number(own[1]), Number(before[2]) - Number(own[2])];
  return refresh > 0 || (refresh === 0 && attempt > 0);
}
