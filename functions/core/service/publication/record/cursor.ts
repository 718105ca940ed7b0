import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { DatasetPlaces, Publication } from "../publication.ts";
import { cursorKey } from "./publication-keys.ts";

/**
 * How far a publication's triggers were followed. It is written after the editions that it passes, and only when it
 * moves: if it is lost or late, the same editions are found again, and exist.
 */
export interface Cursor {
  /** The publication's `since` to which it belongs; triggers that were changed begin anew. */
  readonly since: number;
  /** Schedules were followed up to here. */
  readonly until: number;
  /** The places of the datasets that triggered editions. */
  readonly places: DatasetPlaces;
  /** When old editions were last retired. */
  readonly retired: number;
}

/** A cursor with what is needed to replace it. */
export interface ReadCursor extends Cursor {
  /** Absent before the first is written. */
  readonly etag?: string;
}

/** Reads a publication's cursor; at first, it is where its triggers count from. */
export async function readCursor({ name, since, places }: Publication, store: ObjectStore): Promise<ReadCursor> {
  const key = cursorKey(name);
  const found = await store.get(key);
  const cursor = found && parseStored<Cursor>(key, found.body);
  const etag = found && { etag: found.etag };
  return cursor?.since === since
    ? { ...cursor, ...etag }
    : { since, until: since, places, retired: cursor?.retired ?? 0, ...etag };
}

/** Replaces the cursor that was read, unless somebody else has moved it meanwhile: then theirs counts. */
export async function moveCursor(name: string, read: ReadCursor, cursor: Cursor, store: ObjectStore): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(cursor));
  if (read.etag === undefined) await store.create(cursorKey(name), body, "application/json");
  else await store.replace(cursorKey(name), body, "application/json", read.etag);
}
