import { parseStored } from "../../../errors.ts";
import { fillPage, type FilledPage } from "../../../paging/fill-page.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";

/**
 * What erasing rows of a dataset leaves, none of which holds a row, or the condition that named them:
 *
 *     datasets/{dataset}/erasures/{inverted time}-{id}.json   what is erased: written before anything is deleted
 *     erased/{version}.json                                    a version that is gone: written before it is deleted
 */
export interface Erasure {
  readonly id: string;
  readonly dataset: string;
  /** When it was asked for, milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string };
  /** The version whose rows were looked at, and the number of the name's moves then. */
  readonly from: string;
  readonly seq: number;
  /** SHA-256 of that version's bytes as sent. */
  readonly content: string;
  /** The version without the rows. */
  readonly version: string;
  /** Whether this erasure stored that version: it may have been there before. */
  readonly made?: boolean;
  /** Rows that are left, and that were erased from the current version. */
  readonly rows: number;
  readonly erased: number;
  /** Versions of the dataset that were stored, but for `version`: all go. */
  readonly versions: readonly string[];
  /** Views over the dataset, sources before what is made from them: their tables go, and are made anew. */
  readonly views: readonly string[];
  /**
   * What goes of views over the dataset, and of those that once were: of these not a current table that is made by the
   * present definition. Absent in earlier records.
   */
  readonly viewVersions?: readonly { readonly name: string; readonly versions: readonly string[] }[];
  /** When all was deleted; absent while it goes on. */
  readonly finished?: number;
  /** Whether the store keeps what was deleted as older versions of its objects: then nothing is erased yet. */
  readonly kept?: boolean;
}

/** A version that an erasure deleted. */
export interface ErasedVersion {
  /** The dataset, or the view over it, whose version it was. */
  readonly dataset: string;
  readonly erasure: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The latest time that the digits of a key can hold: November 2286. */
const latestTime = 9_999_999_999_999;

/** Pattern of a page's `next`. */
export const erasureCursor = "^[0-9]{13}-[0-9a-f-]{36}\\.json$";

/** The key of an erasure's record: the newest first. */
export function erasureKey({ dataset, at, id }: Pick<Erasure, "dataset" | "at" | "id">): string {
  return `datasets/${dataset}/erasures/${String(latestTime - at).padStart(13, "0")}-${id}.json`;
}

/** Reads an erasure's record; undefined before it has begun to delete. */
export async function readErasure(
  store: ObjectStore,
  erasure: Pick<Erasure, "dataset" | "at" | "id">,
): Promise<Erasure | undefined> {
  const key = erasureKey(erasure);
  const object = await store.get(key);
  return object && parseStored<Erasure>(key, object.body);
}

/** Writes an erasure's record. */
export async function writeErasure(store: ObjectStore, erasure: Erasure): Promise<void> {
  await store.put(erasureKey(erasure), new TextEncoder().encode(JSON.stringify(erasure)), "application/json");
}

/** Reads all erasures of a dataset, in no order. */
export async function readErasures(store: ObjectStore, dataset: string): Promise<readonly Erasure[]> {
  const keys: string[] = [];
  for await (const { key } of listAll(store, `datasets/${dataset}/erasures/`)) keys.push(key);
  const found: Erasure[] = [];
  await runSideBySide(keys, 16, async (key) => {
    const object = await store.get(key);
    if (object !== undefined) found.push(parseStored<Erasure>(key, object.body));
  });
  return found;
}

/** Lists the erasures of a dataset, the newest first; also those of one that was deleted since. */
export async function listErasures(
  store: ObjectStore,
  dataset: string,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<FilledPage<Erasure>> {
  const prefix = `datasets/${dataset}/erasures/`;
  const read = async (cursor: string): Promise<Erasure | undefined> => {
    const object = await store.get(`${prefix}${cursor}`);
    return object && parseStored<Erasure>(`${prefix}${cursor}`, object.body);
  };
  return await fillPage(store, { prefix, read }, page);
}

/** Notes that a version is about to be deleted because of an erasure. */
export async function markErased(store: ObjectStore, version: string, mark: ErasedVersion): Promise<void> {
  await store.create(erasedKey(version), new TextEncoder().encode(JSON.stringify(mark)), "application/json");
}

/** Reads which erasure deleted a version; undefined if none did. */
export async function readErased(store: ObjectStore, version: string): Promise<ErasedVersion | undefined> {
  if (!/^[0-9a-f]{64}$/.test(version)) return undefined;
  const object = await store.get(erasedKey(version));
  return object && parseStored<ErasedVersion>(erasedKey(version), object.body);
}

function erasedKey(version: string): string {
  return `erased/${version}.json`;
}
