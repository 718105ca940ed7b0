import { BroadsheetError } from "./errors.ts";
import type { ObjectStore } from "./ports.ts";

/**
 * The version that a name refers to is the last entry of its log.
 *
 *     {folder}/log/{seq}.json   {"version": "…", "cause": "upload:…"}, seq from 1, each created if absent, never changed
 *     {folder}/current.json     {"version": "…", "seq": 7}: a hint at the end of the log, also read by earlier releases
 *
 * A name's version was a pointer before it was a log. A pointer without `seq` precedes the log's first entry; if there
 * is a log already, an earlier release moved it after a rollback, and it counts.
 */
interface Entry {
  readonly version: string;
  /** The reason for moving the name: an upload, a request, a deployment. */
  readonly cause: string;
  /** In the first entry: the version that the pointer named before there was a log. */
  readonly after?: string;
}

interface Pointer {
  readonly version: string;
  readonly seq?: number;
}

/** The current position of a name. */
interface Place {
  readonly version: string;
  /** The last entry; 0 before the first. */
  readonly seq: number;
  /** Whether the version comes from a pointer that has no log yet or that an earlier release moved. */
  readonly byPointer: boolean;
}

/** Entries read in parallel. */
const abreast = 16;

/** Attempts while others move the same name. */
const attempts = 10;

/**
 * The version to which a name refers.
 *
 * @param folder `datasets/{name}` or `templates/{name}`
 * @returns `undefined` if nothing is stored under the name
 * @throws BroadsheetError `unavailable`, code `broken-store` if the pointer names no version
 */
export async function currentVersionOf(store: ObjectStore, folder: string): Promise<string | undefined> {
  return (await findPlace(store, folder))?.version;
}

/**
 * Moves a name to a version. A cause that has already moved the name does not move it again, so a message that is
 * delivered twice cannot turn it back.
 *
 * @param cause the reason, such as `upload:{id}`: a cause that may be repeated has the form `kind:id`; any other word
 *   moves the name each time
 * @throws BroadsheetError `unavailable`, code `contended`, if others keep moving it
 */
export async function moveName(store: ObjectStore, folder: string, version: string, cause: string): Promise<void> {
  const repeatable = cause.includes(":");
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await findPlace(store, folder);
    if (repeatable ? await hasCause(store, folder, place?.seq ?? 0, cause) : place?.version === version && !place.byPointer) return;
    const seq = (place?.seq ?? 0) + 1;
    const entry: Entry = { version, cause, ...(place?.byPointer === true && seq === 1 && { after: place.version }) };
    const created = await store.create(entryKey(folder, seq), encode(entry), "application/json");
    if (!created) {
      // After a lost response, our own entry looks like someone else's.
      const present = await readEntry(store, folder, seq);
      if (present?.cause !== cause || present.version !== version) continue;
    }
    await hint(store, folder, { version, seq });
    return;
  }
  throw new BroadsheetError("unavailable", { code: "contended", message: `${folder} is being changed by others; try again`, where: { name: folder.slice(folder.indexOf("/") + 1) } });
}

async function findPlace(store: ObjectStore, folder: string): Promise<Place | undefined> {
  const found = await store.get(pointerKey(folder));
  const pointer = found && parsePointer(found.body, folder);
  let seq = pointer?.seq ?? 0;
  let last: Entry | undefined;
  for (;;) {
    const entry = await readEntry(store, folder, seq + 1);
    if (entry === undefined) break;
    [last, seq] = [entry, seq + 1];
  }
  if (pointer === undefined) return last && { version: last.version, seq, byPointer: false };
  if (pointer.seq !== undefined) return { version: last?.version ?? pointer.version, seq, byPointer: false };
  // The writer of the first entry may not have written the hint yet.
  if (last !== undefined && seq === 1 && last.after === pointer.version) return { version: last.version, seq, byPointer: false };
  return { version: pointer.version, seq, byPointer: true };
}

async function hasCause(store: ObjectStore, folder: string, last: number, cause: string): Promise<boolean> {
  for (let end = last; end > 0; end -= abreast) {
    const seqs = Array.from({ length: Math.min(abreast, end) }, (_, back) => end - back);
    const entries = await Promise.all(seqs.map((seq) => readEntry(store, folder, seq)));
    if (entries.some((entry) => entry?.cause === cause)) return true;
  }
  return false;
}

/** Records the end of the log. A late writer leaves a newer hint alone; an outdated hint costs readers one read for each later entry. */
async function hint(store: ObjectStore, folder: string, pointer: Required<Pointer>): Promise<void> {
  const key = pointerKey(folder);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const present = await store.get(key);
    const seq = present && parsePointer(present.body, folder).seq;
    if (seq !== undefined && seq >= pointer.seq) return;
    const body = encode(pointer);
    if (present === undefined ? await store.create(key, body, "application/json") : await store.replace(key, body, "application/json", present.etag)) return;
  }
}

async function readEntry(store: ObjectStore, folder: string, seq: number): Promise<Entry | undefined> {
  const key = entryKey(folder, seq);
  const found = await store.get(key);
  return found && (parse(found.body, key) as unknown as Entry);
}

function parsePointer(body: Uint8Array, folder: string): Pointer {
  return parse(body, pointerKey(folder)) as unknown as Pointer;
}

function parse(body: Uint8Array, key: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(new TextDecoder().decode(body)) as Readonly<Record<string, unknown>>;
    if (typeof value["version"] === "string" && /^[0-9a-f]{64}$/.test(value["version"])) return value;
  } catch {
    // Named below.
  }
  throw new BroadsheetError("unavailable", { code: "broken-store", message: `${key} does not name a version`, where: { name: key.split("/")[1] ?? key } });
}

function pointerKey(folder: string): string {
  return `${folder}/current.json`;
}

function entryKey(folder: string, seq: number): string {
  return `${folder}/log/${seq}.json`;
}

function encode(value: Entry | Pointer): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
