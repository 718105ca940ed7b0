import { isCorrupt, type ErrorKind, parseStored, type Problem } from "../../errors.ts";
import { isName } from "../../names/name.ts";
import { listAll } from "../../paging/list-all.ts";
import type { ObjectStore } from "../../ports.ts";
import { outcomeIn } from "../event/parse-subject.ts";
import { type Filler, turnFolder } from "./dataset-event.ts";
import { isOfContent } from "./door/is-of-content.ts";
import { type ContractWorld, recordEvent } from "./record-event.ts";

/*
 * What fills a dataset and does not work at present:
 *
 *     failing/{source|view}/{name}.json   {"id": "c", "at": 1767605400412}: since when, by which failure
 *
 * As long as this is there, further failures are no news. It is written before the failure is announced and goes after
 * the recovery is, so that no crash loses either.
 */
const failingPrefix = "failing/";

interface Mark {
  /** Of the failure with which it began: the same failure has the same each time that it is found. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A failure of what fills a dataset. */
export interface FillerFailure {
  /** Hexadecimal, at most 32 digits. */
  readonly id: string;
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];
  /** When it failed, milliseconds since the epoch. */
  readonly at: number;
}

function keyOf(filler: Filler, name: string): string {
  return `${failingPrefix}${filler}/${name}.json`;
}

/** The names of what does not work at present, as far as it was noticed. @throws BroadsheetError `unavailable` */
export async function failingNames(store: ObjectStore, filler: Filler): Promise<ReadonlySet<string>> {
  const prefix = `${failingPrefix}${filler}/`;
  const found = new Set<string>();
  for await (const { key } of listAll(store, prefix)) {
    const name = key.slice(prefix.length, -".json".length);
    if (isName(name)) found.add(name);
  }
  return found;
}

/**
 * Notes that a source or a view does not work: an event, the first time since it did. Any number of callers may say so
 * at any time, of the same failure or of another.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function noteFailing(
  filler: Filler,
  dataset: string,
  { id, kind, problems, at }: FillerFailure,
  world: ContractWorld,
): Promise<void> {
  const { store } = world;
  const key = keyOf(filler, dataset);
  let mark = await readMark(key, store);
  if (mark === undefined) {
    await store.create(key, new TextEncoder().encode(JSON.stringify({ id, at })), "application/json");
    mark = await readMark(key, store);
  }
  if (mark?.id !== id) return;
  const folder = turnFolder(filler, dataset, "failed", id);
  if ((await store.head(outcomeIn(folder))) !== undefined) return;
  // That content is refused is an event of its own.
  const repeated = filler === "source" && isOfContent(problems);
  await recordEvent(
    folder,
    { state: "failed", of: filler, finished: mark.at, dataset, kind, problems, ...(repeated && { repeated }) },
    world,
  );
}

/**
 * Notes that a source or a view works: an event if it did not before.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function noteWorking(filler: Filler, dataset: string, world: ContractWorld): Promise<void> {
  const { store, clock } = world;
  const key = keyOf(filler, dataset);
  const mark = await readMark(key, store);
  if (mark === undefined) return;
  await recordEvent(
    turnFolder(filler, dataset, "recovered", mark.id),
    { state: "recovered", of: filler, finished: clock.now(), dataset, since: new Date(mark.at).toISOString() },
    world,
  );
  await store.delete(key);
}

/** Forgets a source or a view that is gone. @throws BroadsheetError `unavailable` */
export async function forgetFiller(filler: Filler, dataset: string, store: ObjectStore): Promise<void> {
  await store.delete(keyOf(filler, dataset));
}

/** A damaged mark counts as none: it is written anew. */
async function readMark(key: string, store: ObjectStore): Promise<Mark | undefined> {
  try {
    const found = await store.get(key);
    return found && parseStored<Mark>(key, found.body);
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    await store.delete(key);
    return undefined;
  }
}
