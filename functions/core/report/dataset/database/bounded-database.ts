import { BroadsheetError } from "../../../errors.ts";
import { saysNoSpace, scratchFull } from "../../../scratch-full.ts";
import { type DatasetLimits, lessToRead, readingTimeout } from "../dataset-limits.ts";
import type { Database } from "./database.ts";

/** Bounds of reading a long table. */
export type LongLimits = Pick<DatasetLimits, "bytes" | "readingMs" | "leftMs">;

/**
 * A database that answers until a deadline, and says what a table needed too much of.
 *
 * @returns one whose statements throw `too-large` with `reading-timeout`, or `reading-out-of-memory` if the table needs
 *   more memory or temporary space than it may use; `unavailable` with `scratch-full` if the disk is full
 */
export function boundedDatabase(database: Database, limits: LongLimits): Database {
  const leftMs = limits.leftMs?.() ?? limits.readingMs;
  let isOver = leftMs <= 0;
  const timer = setTimeout(() => {
    isOver = true;
    database.interrupt();
  }, leftMs);
  const inWords = (cause: unknown): unknown => {
    if (isOver) return readingTimeout(limits, cause);
    const message = cause instanceof Error ? cause.message : "";
    // Not the table's fault: there may be space again.
    if (saysNoSpace(message)) return scratchFull(cause);
    if (!/Out of Memory|max_temp_directory_size/i.test(message)) return cause;
    return new BroadsheetError(
      "too-large",
      {
        code: "reading-out-of-memory",
        message: "Reading the table needs more memory or temporary space than it may use",
        hint: lessToRead,
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
    async *texts(sql, values) {
      if (isOver) throw inWords(undefined);
      try {
        yield* database.texts(sql, values);
      } catch (error) {
        throw inWords(error);
      }
    },
    close() {
      clearTimeout(timer);
      database.close();
    },
  };
}
