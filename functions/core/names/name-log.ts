import { BroadsheetError, corruptObject, isCorrupt, parseStored } from "../errors.ts";
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

/** The current position of a name. */
interface Place {
  readonly version: string;
  /** Whether the name was taken away, so that nothing is current. */
  readonly removed: boolean;
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
 * @throws BroadsheetError `damaged` if its records cannot be read
 */
export async function currentVersionOf(store: ObjectStore, folder: string): Promise<string | undefined> {
  const place = await findPlace(store, folder);
  return place === undefined || place.removed ? undefined : place.version;
}

/** The position of a name, as people see it. */
export interface NamePlace {
  /** Absent if nothing is current. */
  readonly version?: string;
  /** The number of moves so far: what `If-Match` compares. */
  readonly seq: number;
  /** The cause of the last move; absent before the first, and for a pointer of an earlier release. */
  readonly cause?: string;
}

/** Where a name is. @param folder see `currentVersionOf` */
export async function placeOfName(store: ObjectStore, folder: string): Promise<NamePlace> {
  const place = await findPlace(store, folder);
  if (place === undefined) return { seq: 0 };
  const { version, seq, removed, byPointer } = place;
  const cause = byPointer || seq === 0 ? undefined : (await readEntry(store, folder, seq))?.cause;
  return { seq, ...(removed ? {} : { version }), ...(cause === undefined ? {} : { cause }) };
}

/** A move that a person decides, having seen where the name is. */
export interface NameMove extends Pick<LogEntry, "version" | "removed" | "at" | "by" | "why"> {
  /** Unlike that of any other move: its writer knows its own entry by it. */
  readonly cause: string;
}

/**
 * Moves a name if nobody has moved it meanwhile. Repeating the call is safe.
 *
 * @param seq where the caller saw the name, see `NamePlace`
 * @returns whether it did, now or before
 */
export async function moveNameFrom(store: ObjectStore, folder: string, seq: number, move: NameMove): Promise<boolean> {
  const place = await findPlace(store, folder);
  if ((place?.seq ?? 0) !== seq) return isMovedBy(store, folder, seq, move.cause);
  return appendEntry(store, folder, place, move);
}

/** Whether the move after `seq` has this cause. */
export async function isMovedBy(store: ObjectStore, folder: string, seq: number, cause: string): Promise<boolean> {
  return (await readEntry(store, folder, seq + 1))?.cause === cause;
}

/** Whether any move of a name has this cause. */
export async function hasMoved(store: ObjectStore, folder: string, cause: string): Promise<boolean> {
  return hasCause(store, folder, (await findPlace(store, folder))?.seq ?? 0, cause);
}

/** An entry as its readers see it. */
export interface LoggedMove extends LogEntry {
  readonly seq: number;
  /** When it was written, by the store's clock, milliseconds since the epoch. */
  readonly written: number;
}

/** The last moves of a name, latest first: those before `before`, at most `limit` of them. */
export async function readNameLog(
  store: ObjectStore,
  folder: string,
  { before = Infinity, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<readonly LoggedMove[]> {
  const last = Math.min((await findPlace(store, folder))?.seq ?? 0, before - 1);
  const seqs = Array.from({ length: Math.max(0, Math.min(limit, last)) }, (_, back) => last - back);
  const found: LoggedMove[] = [];
  for (let start = 0; start < seqs.length; start += abreast) {
    const entries = await Promise.all(
      seqs.slice(start, start + abreast).map(async (seq) => ({ seq, object: await store.get(entryKey(folder, seq)) })),
    );
    found.push(
      ...entries.flatMap(({ seq, object }) =>
        object === undefined
          ? []
          : [{ ...parseEntry(object.body, entryKey(folder, seq)), seq, written: object.modified }],
      ),
    );
  }
  return found;
}

/** The last move of a name, for readers that follow its log. */
export interface LastMove {
  readonly version: string;
  /** Number of the log's last entry; 0 if the name has no log yet. */
  readonly sequence: number;
  /** When the name was moved there, by the store's clock, milliseconds since the epoch. */
  readonly moved: number;
}

/**
 * Like `currentVersionOf`, with the number of the move and its time: one call of the store more.
 *
 * @throws BroadsheetError `damaged`
 */
export async function lastMoveOf(store: ObjectStore, folder: string): Promise<LastMove | undefined> {
  const place = await findPlace(store, folder);
  if (place === undefined || place.removed) return undefined;
  const { version, seq } = place;
  const object = await store.head(place.byPointer ? pointerKey(folder) : entryKey(folder, seq));
  return { version, sequence: seq, moved: object?.modified ?? 0 };
}

/** How a move by a repeatable cause gets on with the moves before it. @default each cause moves the name once */
export interface MoveOrder {
  /** Whether the last move, by its cause, is to stay. */
  yieldTo?(cause: string): boolean;
  /** Whether a move by this cause came before any by the present one: nobody looks for that further back. */
  follows?(cause: string): boolean;
  /** Whether a name that is at the version already stays there without a move. @default false */
  readonly stays?: boolean;
}

/**
 * Moves a name to a version. A cause that has already moved the name does not move it again, so a message that is
 * delivered twice cannot turn it back.
 *
 * @param cause the reason, such as `upload:{id}`: a cause that may be repeated has the form `kind:id`; any other word
 *   moves the name each time
 * @throws BroadsheetError `unavailable`, code `contended`, if others keep moving it
 */
export async function moveName(
  store: ObjectStore,
  folder: string,
  version: string,
  cause: string,
  order: MoveOrder = {},
): Promise<void> {
  const repeatable = cause.includes(":");
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await findPlace(store, folder);
    const isThere = place?.version === version && !place.byPointer && !place.removed;
    if (isThere && (!repeatable || order.stays === true)) return;
    if (repeatable && (await hasCause(store, folder, place?.seq ?? 0, cause, order))) return;
    const last =
      order.yieldTo === undefined || place === undefined || place.byPointer
        ? undefined
        : await readEntry(store, folder, place.seq);
    if (last !== undefined && order.yieldTo?.(last.cause) === true) return;
    if (await appendEntry(store, folder, place, { version, cause })) return;
  }
  throw new BroadsheetError("unavailable", {
    code: "contended",
    message: `${folder} is being changed by others; try again`,
    where: { name: folder.slice(folder.indexOf("/") + 1) },
  });
}

/** @returns whether the entry after `place` is ours */
async function appendEntry(
  store: ObjectStore,
  folder: string,
  place: Place | undefined,
  move: LogEntry,
): Promise<boolean> {
  const seq = (place?.seq ?? 0) + 1;
  const entry: LogEntry = { ...move, ...(place?.byPointer === true && seq === 1 && { after: place.version }) };
  const created = await store.create(entryKey(folder, seq), encode(entry), "application/json");
  if (!created) {
    // After a lost response, our own entry looks like someone else's.
    const present = await readEntry(store, folder, seq);
    if (present?.cause !== move.cause || present.version !== move.version) return false;
  }
  await hint(store, folder, { version: move.version, seq, ...(move.removed === true && { removed: true }) });
  return true;
}

async function findPlace(store: ObjectStore, folder: string): Promise<Place | undefined> {
  const pointer = await readPointer(store, folder);
  let seq = pointer?.seq ?? 0;
  let last: LogEntry | undefined;
  for (;;) {
    const entry = await readEntry(store, folder, seq + 1);
    if (entry === undefined) break;
    [last, seq] = [entry, seq + 1];
  }
  if (pointer === undefined)
    return last && { version: last.version, seq, byPointer: false, removed: last.removed === true };
  if (pointer.seq !== undefined)
    return {
      version: last?.version ?? pointer.version,
      seq,
      byPointer: false,
      removed: (last ?? pointer).removed === true,
    };
  // The writer of the first entry may not have written the hint yet.
  if (last !== undefined && seq === 1 && last.after === pointer.version)
    return { version: last.version, seq, byPointer: false, removed: last.removed === true };
  return { version: pointer.version, seq, byPointer: true, removed: false };
}

/**
 * The pointer, which is a hint if there is a log: one that is damaged only costs reading the log from its beginning.
 *
 * @throws BroadsheetError `damaged` if there is nothing else
 */
async function readPointer(store: ObjectStore, folder: string): Promise<Pointer | undefined> {
  try {
    const found = await store.get(pointerKey(folder));
    return found && parsePointer(found.body, folder);
  } catch (error) {
    if (isCorrupt(error) && (await store.head(entryKey(folder, 1))) !== undefined) return undefined;
    throw error;
  }
}

async function hasCause(
  store: ObjectStore,
  folder: string,
  last: number,
  cause: string,
  order: MoveOrder = {},
): Promise<boolean> {
  for (let end = last; end > 0; end -= abreast) {
    const seqs = Array.from({ length: Math.min(abreast, end) }, (_, back) => end - back);
    const entries = await Promise.all(seqs.map((seq) => readEntry(store, folder, seq)));
    if (entries.some((entry) => entry?.cause === cause)) return true;
    if (entries.some((entry) => entry !== undefined && order.follows?.(entry.cause) === true)) return false;
  }
  return false;
}

/**
 * Records the end of the log. A late writer leaves a newer hint alone; an outdated hint costs readers one read for each
 * later entry.
 */
async function hint(store: ObjectStore, folder: string, pointer: Pointer & { readonly seq: number }): Promise<void> {
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

async function readEntry(store: ObjectStore, folder: string, seq: number): Promise<LogEntry | undefined> {
  const key = entryKey(folder, seq);
  const found = await store.get(key);
  return found && parseEntry(found.body, key);
}

function parseEntry(body: Uint8Array, key: string): LogEntry {
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

function pointerKey(folder: string): string {
  return `${folder}/current.json`;
}

function entryKey(folder: string, seq: number): string {
  return `${folder}/log/${seq}.json`;
}

function encode(value: LogEntry | Pointer): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
