import { BroadsheetError } from "../../errors.ts";
import type { Clock } from "../../ports.ts";

/** Upper limits for a dataset. Tables are counted as they are read and written, not when they are complete. */
export interface DatasetLimits {
  /** Of the file as sent, unpacked, and as a table. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Rows times columns of a text. */
  readonly cells: number;
  /** The same of a workbook, whose cells take more time and memory. */
  readonly sheetCells: number;
  /** The same of a Parquet file, whose values are counted but not read as text. */
  readonly parquetCells: number;
  /**
   * Bytes of the longest text that each report parses: the values of a short CSV go into SQL, which costs less than a
   * file. The table of a longer one is stored as Parquet too.
   */
  readonly text: number;
  /** Bytes of the smallest table in Parquet of which reports read parts. A smaller one is read whole. */
  readonly parts: number;
  /** Bytes of the largest file that is read in memory; only a staged one may be larger, see `StagedContent`. */
  readonly whole: number;
  /** Bytes of the largest staged file that is read in memory all the same, since that takes less time. */
  readonly short: number;
  /** Longest reading of a staged file, ms. */
  readonly readingMs: number;
  /** What is left of that, if it has begun already, ms. @default all */
  readonly leftMs?: () => number;
}

/**
 * Limits of a reading that begins now: what it takes to fetch the file counts too.
 *
 * @param clock of the host
 */
export function fromNow(limits: DatasetLimits, clock: Pick<Clock, "now">): DatasetLimits {
  const end = clock.now() + limits.readingMs;
  return { ...limits, leftMs: () => end - clock.now() };
}

/** @throws BroadsheetError `too-large`, `reading-timeout` if a reading has taken longer than it may */
export function checkReadingTime(limits: Pick<DatasetLimits, "readingMs" | "leftMs">): void {
  if ((limits.leftMs?.() ?? limits.readingMs) <= 0) throw readingTimeout(limits);
}

/** What to send, or where to leave the data, if a table takes too much time or memory. */
export const lessToRead =
  "send fewer rows or columns, or Parquet; or let a source fetch the rows that reports need (PUT /sources/{name})";

/** The error of a reading that takes too long. */
export function readingTimeout({ readingMs }: Pick<DatasetLimits, "readingMs">, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "too-large",
    {
      code: "reading-timeout",
      message: `Reading the table took longer than ${readingMs / 1000} s and was stopped`,
      allowed: `${readingMs} ms`,
      hint: lessToRead,
    },
    { cause },
  );
}

/**
 * The longest text whose values may go into SQL, bytes, see `inlineSelect`. If a dataset is longer, all datasets of the
 * report are read from files: DuckDB's CSV reader starts slowly but is faster from about ten thousand values.
 */
export const shortText = 131_072;

/**
 * The smallest table in Parquet of which reports read parts, bytes, see `mapChunks`: a smaller one is there before
 * several ranges of it are.
 */
export const smallestParts = 8 * 1024 * 1024;

/** The largest file that is read in memory, bytes: it fits well into a function of 2 GB. */
const wholeBytes = 256 * 1024 * 1024;

/**
 * How a staged file is read: up to 4 MiB in memory, as in the body of a request; and in less time than the process that
 * reads uploads has, five minutes, so that the answer says what took too long.
 */
const staged = { whole: wholeBytes, short: 4 * 1024 * 1024, readingMs: 270_000 };

/**
 * Limits of a file that is read in memory. A report on 10,000,000 rows of five columns took 0.8 GB, and a file within
 * them is read in five minutes.
 */
export const datasetLimits: DatasetLimits = {
  ...staged,
  bytes: wholeBytes,
  rows: 10_000_000,
  columns: 1_000,
  cells: 100_000_000,
  sheetCells: 5_000_000,
  parquetCells: 250_000_000,
  text: shortText,
  parts: smallestParts,
};

/**
 * Limits for a file in the body of a request, which is read before it is answered: ten seconds and 1 GB suffice within
 * them, however small the file is that unpacks to so much. A date in a local notation, the most expensive cell, takes 6
 * µs of CPU time in a text, and 13 in a workbook.
 */
export const requestLimits: DatasetLimits = {
  ...staged,
  bytes: 64 * 1024 * 1024,
  rows: 10_000_000,
  columns: 1_000,
  cells: 1_500_000,
  sheetCells: 600_000,
  parquetCells: 250_000_000,
  text: shortText,
  parts: smallestParts,
};

/**
 * Limits of an upload that is read in pieces. A table may have as many rows and cells for each byte as one that is read
 * in memory, and takes as much time for each. 1.1 GB of CSV, 10,000,000 rows of 10 columns, took 100 s of processor
 * time, 460 MB of memory and 1.5 times its size of disk; more bytes take no more memory.
 *
 * @param bytes of the largest file, as sent and unpacked @default 256 MiB
 */
export function uploadLimits(bytes = wholeBytes): DatasetLimits {
  const times = Math.max(1, bytes / wholeBytes);
  const more = (measure: "rows" | "cells" | "parquetCells"): number => Math.round(datasetLimits[measure] * times);
  return {
    ...datasetLimits,
    bytes,
    whole: Math.min(bytes, wholeBytes),
    rows: more("rows"),
    cells: more("cells"),
    parquetCells: more("parquetCells"),
    readingMs: Math.max(staged.readingMs, Math.round(staged.readingMs * (times / 4))),
  };
}

/**
 * The range of the operator's setting for the largest upload, bytes: no less than the body of a request, and no more
 * than S3 takes at once, since the file as sent is one object.
 */
export const uploadRange = { least: 4 * 1024 * 1024, usual: wholeBytes, most: 5 * 1024 * 1024 * 1024 };

type Measure = "bytes" | "rows" | "columns" | "cells" | "sheetCells" | "parquetCells";

/** What each measure counts, for messages. */
const names: Readonly<Record<Measure, string>> = {
  bytes: "bytes",
  rows: "rows",
  columns: "columns",
  cells: "cells",
  sheetCells: "cells",
  parquetCells: "cells",
};

/**
 * Checks a measure of a dataset against its limit.
 *
 * @throws BroadsheetError `limit-exceeded`, or `too-large` for bytes
 */
export function checkDatasetLimit(measure: Measure, seen: number, limits: DatasetLimits): void {
  const allowed = limits[measure];
  if (seen <= allowed) return;
  const more = limits === requestLimits && allowed < datasetLimits[measure];
  throw new BroadsheetError(measure === "bytes" ? "too-large" : "limit-exceeded", {
    code: `too-many-${names[measure]}`,
    message: `The dataset has ${seen} ${names[measure]}; at most ${allowed} are allowed${more ? " in the body of a request" : ""}`,
    seen,
    allowed,
    ...(more && { hint: largeFiles(measure) }),
  });
}

/** How to send what is too large for the body of a request: how large an upload may be, the operator says. */
function largeFiles(measure: Measure): string {
  return measure === "bytes"
    ? "POST /uploads takes larger files; GET /capabilities says how large (largestUpload)"
    : `POST /uploads takes files with more ${names[measure]}`;
}
