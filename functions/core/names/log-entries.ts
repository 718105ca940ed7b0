import { corruptObject, isCorrupt, parseStored } from "../errors.ts";
import type { ObjectStore, StoredObject } from "../ports.ts";

/**
 * The version that a name refers to is the last entry of its log.
 *
 *     {folder}/log/{seq}.json   {"version": "…", "cause": "upload:…"}, seq from 1, each created if absent, never changed
 *     {folder}/current.json     {"version": "…", "seq": 7}: a hint at the end of the log, also read by earlier releases
 *
 * An entry with `removed` takes the name away; the next one gives it back. People's moves also say when, who and why.
 *
 * A name's version was a pointer before it was a log. A pointer without `seq` precedes the log's first entry; if there
 * is a log already, an earlier release moved it after a rollback, and it counts.
 */
export interface LogEntry {
  /** Of a removal: the version that was current. */
  readonly version: string;
  /** The reason for moving the name: an upload, a request, a deployment. */
  readonly cause: string;
  /** In the first entry: the version that the pointer named before there was a log. */
  readonly after?: string;
  readonly removed?: true;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly by?: { readonly kind: string; readonly name: string };
  readonly why?: string;
}

interface Pointer {
  readonly version: string;
  readonly seq?: number;
  readonly removed?: true;
}

/** Attempts while others move the same name. */
export const attempts = 10;

/**
 * The pointer, which is a hint if there is a log: one that is damaged only costs reading the log from its beginning.
 *
 * @throws BroadsheetError `damaged` if there is nothing else
 */
export async function readPointer(store: ObjectStore, folder: string): Promise<Pointer | undefined> {
  try {
    const found = await store.get(pointerKey(folder));
    return found && parsePointer(found.body, folder);
  } catch (error) {
    if (isCorrupt(error) && (await store.head(entryKey(folder, 1))) !== undefined) return undefined;
    throw error;
  }
}

/**
 * Records the end of the log. A late writer leaves a newer hint alone; an outdated hint costs readers one read for each
 * later entry.
 */
export async function hint(
  store: ObjectStore,
  folder: string,
  pointer: Pointer & { readonly seq: number },
): Promise<void> {
  const key = pointerKey(folder);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const body = encode(pointer);
    let present: StoredObject | undefined;
    try {
      present = await store.get(key);
      const seq = present && parsePointer(present.body, folder).seq;
      if (seq !== undefined && seq >= pointer.seq) return;
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      await store.put(key, body, "application/json");
      return;
    }
    if (
      present === undefined
        ? await store.create(key, body, "application/json")
        : await store.replace(key, body, "application/json", present.etag)
    )
      return;
  }
}

/** An entry of a log; undefined behind its end. @param seq from 1 @throws BroadsheetError `damaged` */
export async function readEntry(store: ObjectStore, folder: string, seq: number): Promise<LogEntry | undefined> {
  const key = entryKey(folder, seq);
  const found = await store.get(key);
  return found && parseEntry(found.body, key);
}

/** @throws BroadsheetError `damaged` */
export function parseEntry(body: Uint8Array, key: string): LogEntry {
  return parse(body, key) as unknown as LogEntry;
}

function parsePointer(body: Uint8Array, folder: string): Pointer {
  return parse(body, pointerKey(folder)) as unknown as Pointer;
}

function parse(body: Uint8Array, key: string): Readonly<Record<string, unknown>> {
  const value = parseStored<Readonly<Record<string, unknown>> | null>(key, body);
  if (typeof value?.["version"] === "string" && /^[0-9a-f]{64}$/.test(value["version"])) return value;
  throw corruptObject(key, "it does not name a version");
}

/** Where the hint at a log's end is. */
export function pointerKey(folder: string): string {
  return `${folder}/current.json`;
}

/** Where an entry is. @param seq from 1 */
export function entryKey(folder: string, seq: number): string {
  return `${folder}/log/${seq}.json`;
}

/** A record as it is stored. */
export function encode(value: LogEntry | Pointer): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
