import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore } from "../../../ports.ts";
import { readPageOutcome } from "../records/read-batch.ts";
import { readJson } from "../records/stored-json.ts";
import { parseRepackKey, repackKey, repacksPrefix } from "./pack-keys.ts";

/** Where a PDF lies. */
export interface PackedPlace {
  /** The pack's name. */
  readonly pack: string;
  /** Offset of its first byte. */
  readonly at: number;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** A record that replaces a page's own index of its packs, after items were deleted. */
export interface Repack {
  /** Name of an item → where its PDF lies now. */
  readonly items: Readonly<Record<string, PackedPlace>>;
  /** Pack that no item refers to any more → since when, milliseconds since the epoch. */
  readonly old: Readonly<Record<string, number>>;
}

/** Which items of a page lie in packs, and where. */
export interface PageIndex {
  /** Number of the record, 0 for the page's own. */
  readonly sequence: number;
  readonly items: ReadonlyMap<string, PackedPlace>;
  readonly old: ReadonlyMap<string, number>;
}

type World = { readonly store: ObjectStore };

/**
 * Reads the latest index of a page's packs.
 *
 * @returns undefined if the page has no results
 * @throws BroadsheetError `damaged`, `unavailable`
 */
export async function readPageIndex(
  id: string,
  generation: number,
  page: number,
  world: World,
): Promise<PageIndex | undefined> {
  const { store } = world;
  let latest: string | undefined;
  for await (const { key } of listAll(store, repacksPrefix(id, generation, page))) latest = key;
  const sequence = latest === undefined ? undefined : parseRepackKey(latest)?.sequence;
  if (latest !== undefined && sequence !== undefined) {
    const record = await readJson<Repack>(store, latest);
    // A sweep has just removed it, since there is a later one.
    if (record === undefined) return readPageIndex(id, generation, page, world);
    return {
      sequence,
      items: new Map(Object.entries(record.items)),
      old: new Map(Object.entries(record.old)),
    };
  }
  return readOwnIndex(id, generation, page, world);
}

/** The index that the page's results hold, which never changes. @returns undefined if the page has no results */
export async function readOwnIndex(
  id: string,
  generation: number,
  page: number,
  world: World,
): Promise<PageIndex | undefined> {
  const outcome = await readPageOutcome(id, generation, page, world);
  if (outcome?.state !== "ready") return undefined;
  const items = new Map<string, PackedPlace>();
  for (const item of outcome.items) {
    // What a retry keeps lies with an earlier generation.
    if (item.state !== "ready" || item.in !== undefined || item.packed === undefined) continue;
    const { name, packed, bytes, sha256 } = item;
    items.set(name, { ...packed, bytes, sha256 });
  }
  return { sequence: 0, items, old: new Map() };
}

/**
 * Creates the record that follows an index.
 *
 * @returns whether it is there now; `false` if another one is
 * @throws BroadsheetError `unavailable`
 */
export async function createRepack(
  place: { readonly id: string; readonly generation: number; readonly page: number },
  { sequence, items, old }: PageIndex,
  { store }: World,
): Promise<boolean> {
  const record: Repack = { items: Object.fromEntries(items), old: Object.fromEntries(old) };
  const body = new TextEncoder().encode(JSON.stringify(record));
  return await store.create(repackKey(place.id, place.generation, place.page, sequence), body, "application/json");
}
