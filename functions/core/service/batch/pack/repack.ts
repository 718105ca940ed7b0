import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { packKey, packName } from "./pack-keys.ts";
import { createRepack, type PackedPlace, type PageIndex, readPageIndex } from "./page-index.ts";

/** A page of a generation of a batch. */
export interface PagePlace {
  readonly id: string;
  readonly generation: number;
  readonly page: number;
}

type World = { readonly store: ObjectStore; readonly clock: Clock };

/** Lost races after which a deletion gives up: each means that another one has gone on. */
const mostRaces = 200;

/**
 * Takes items out of a page's packs: writes each pack that holds one anew, and then the record that says where the
 * others lie now. Of several that do this at a time, one creates the next record; the others begin again. The old packs
 * stay for those who are reading them, until `tidyPage`.
 *
 * @param names items that the page may not hold any more
 * @throws BroadsheetError `unavailable`
 */
export async function takeOut(place: PagePlace, names: readonly string[], world: World): Promise<void> {
  const { id, generation, page } = place;
  for (let race = 0; race < mostRaces; race += 1) {
    const index = await readPageIndex(id, generation, page, world);
    const gone = new Set(names.filter((name) => index?.items.has(name)));
    // Also after a record was created: only what the latest one says is done.
    if (index === undefined || gone.size === 0) return;
    const next = await packAnew(place, index, gone, world);
    if (next !== undefined) await createRepack(place, next, world);
  }
  throw new BroadsheetError("unavailable", {
    code: "deletion-overtaken",
    message: `other deletions of the batch's page ${page} were faster, ${mostRaces} times`,
    hint: "Try again.",
  });
}

/** @returns the index without the items, or undefined if a pack was removed meanwhile */
async function packAnew(
  place: PagePlace,
  index: PageIndex,
  gone: ReadonlySet<string>,
  world: World,
): Promise<PageIndex | undefined> {
  const sequence = index.sequence + 1;
  const items = new Map([...index.items].filter(([name]) => !gone.has(name)));
  const old = new Map(index.old);
  for (const pack of new Set([...gone].map((name) => index.items.get(name)!.pack))) {
    const stay = [...items].filter(([, { pack: its }]) => its === pack);
    if (stay.length > 0) {
      const moved = await copyItems(place, pack, stay, sequence, world);
      if (moved === "lost") {
        const now = await readPageIndex(place.id, place.generation, place.page, world);
        if (now?.sequence !== index.sequence) return undefined;
        // It was not removed by us: what it held stays lost, and is reported as such.
        continue;
      }
      for (const [name, its] of moved) items.set(name, its);
    }
    old.set(pack, world.clock.now());
  }
  return { sequence, items, old };
}

/** Writes items into a new pack, as they are: a damaged one stays so, and is reported when it is read. */
async function copyItems(
  { id, generation, page }: PagePlace,
  pack: string,
  items: readonly (readonly [name: string, place: PackedPlace])[],
  sequence: number,
  { store }: World,
): Promise<"lost" | readonly (readonly [name: string, place: PackedPlace])[]> {
  const key = packKey(id, generation, page, pack);
  const source = await readWhole(store, key);
  if (source === undefined) return "lost";
  const ordered = items.toSorted(([, a], [, b]) => a.at - b.at);
  const body = Buffer.concat(ordered.map(([, { at, bytes }]) => source.subarray(at, at + bytes)));
  const name = packName(sequence, sha256(body));
  await store.put(packKey(id, generation, page, name), body, "application/octet-stream");
  let next = 0;
  return ordered.map(([item, { bytes, sha256: hash }]) => {
    const moved = { pack: name, at: next, bytes, sha256: hash };
    next += bytes;
    return [item, moved] as const;
  });
}

/** Reads a pack, damaged or not: its items have hashes of their own. */
async function readWhole(store: ObjectStore, key: string): Promise<Uint8Array | undefined> {
  try {
    return (await store.get(key))?.body;
  } catch (error) {
    if (!isCorrupt(error)) throw error;
    return await store.getRange(key, 0, Number.MAX_SAFE_INTEGER);
  }
}
