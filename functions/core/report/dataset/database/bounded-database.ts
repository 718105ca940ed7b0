import { BroadsheetError } from "../../../errors.ts";
import { saysNoSpace, scratchFull } from "../../../scratch-full.ts";
import type { DatasetLimits } from "../dataset-limits.ts";
import type { Database } from "./database.ts";

/** Bounds of reading a long table. */
export type LongLimits = Pick<DatasetLimits, "bytes" | "readingMs">;

const otherWay =
  "send fewer rows or columns, or Parquet; or let a source fetch the rows that reports need (PUT /sources/{name})";

/**
 * A database that answers until a deadline, and says what a table needed too much of.
 *
 * @returns one whose statements throw `too-large` with `reading-timeout`, or `reading-out-of-memory` if the table needs
 *   more memory or temporary space than it may use; `unavailable` with `scratch-full` if the disk is full
 */
export function boundedDatabase(database: Database, { readingMs }: LongLimits): Database {
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    database.interrupt();
  }, readingMs);
  const inWords = (cause: unknown): unknown => {
    if (isOver)
      return new BroadsheetError(
        "too-large",
        {
          code: "reading-timeout",
          message: `Reading the table took longer than ${readingMs / 1000} s and was stopped`,
          allowed: `${readingMs} ms`,
          hint: otherWay,
        },
        { cause },
      );
    const message = cause instanceof Error ? cause.message : "";
    // Not the table's fault: there may be space again.
    if (saysNoSpace(message)) return scratchFull(cause);
    if (!/Out of Memory|max_temp_directory_size/i.test(message)) return cause;
    return new BroadsheetError(
      "too-large",
      {
        code: "reading-out-of-memory",
        message: "Reading the table needs more memory or temporary space than it may use",
        hint: otherWay,
      },
      { cause },
    );
  };
  return {
    ...database,
    async rows(sql, values) {
      if (isOver) throw inWords(undefined);
      return await database.rows(sql, values).catch((error: unknown) => {
        throw inWords(error);
      });
    },
    close() {
      clearTimeout(timer);
      database.close();
    },
  };
}
