import { BroadsheetError } from "../errors.ts";
import type { ObjectStore } from "../ports.ts";
import {
  type LogEntry,
  attempts,
  encode,
  entryKey,
  hint,
  parseEntry,
  pointerKey,
  readEntry,
  readPointer,
} from "./log-entries.ts";

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
