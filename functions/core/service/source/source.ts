import type { DatasetFormat } from "../../report/dataset/dataset.ts";

/** Where the rows of a dataset are, how they are fetched and when. */
export interface SourceDefinition {
  readonly engine: Engine;
  /** The operator's connection, by its name. */
  readonly connection: string;
  /** One SELECT. PostgreSQL and Athena only. */
  readonly query?: string;
  /** Below the place of the connection: of a file (HTTP), or the end of an object's key (S3). */
  readonly path?: string;
  /** S3 instead of a path: all objects whose keys go on with this below the place of the connection. */
  readonly prefix?: string;
  /** With a prefix: and end with this. @default all */
  readonly suffix?: string;
  /** With a prefix: names of columns whose values are steps of the keys, `year=2026/`. @default none */
  readonly partitions?: readonly string[];
  /** Of the files. @default by the ending of the path or key, or what the answer says */
  readonly format?: DatasetFormat;
  /** Columns by whose values the rows are ordered first. @default all, from the left */
  readonly order?: readonly string[];
  /** Athena only: tables of Iceberg, `table` or `database.table`, that a refresh reads as one snapshot each. */
  readonly iceberg?: readonly string[];
  readonly limits: SourceLimits;
  /** @default when somebody asks for it */
  readonly refresh?: RefreshRule;
}

export type Engine = "postgres" | "http" | "s3" | "athena";
export const engines: readonly Engine[] = ["postgres", "http", "s3", "athena"];

/** What a refresh may take; beyond that it fails, and nothing changes. */
export interface SourceLimits {
  readonly rows: number;
  /** Fetched. */
  readonly bytes: number;
  readonly minutes: number;
}

/** When a source is refreshed by itself: so long after the last time, or at times of a cron pattern. */
export type RefreshRule = { readonly every: string } | { readonly schedule: string; readonly timezone?: string };

/**
 * Limits of a definition that names none, and the largest that it may name. More than the usual bytes and rows are
 * fetched only as far as the operator's largest upload allows.
 */
export const usualLimits: SourceLimits = { rows: 10_000_000, bytes: 256 * 1024 * 1024, minutes: 5 };
export const largestLimits: SourceLimits = { rows: 200_000_000, bytes: 5 * 1024 * 1024 * 1024, minutes: 15 };

/** Objects that a refresh may read, and keys that it may look at to find them. */
export const mostObjects = { read: 10_000, listed: 100_000 };

/** Sources in a store. */
export const mostSources = 500;

/** Shortest time between two refreshes by rule, ms: the tick comes once a minute. */
export const shortestRefreshMs = 60_000;
