import { listAll } from "../../../paging/list-all.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { itemKey, removedPrefix } from "../records/batch-keys.ts";
import { listRemoved } from "../records/list-removed.ts";
import { findPages, readNamesHead } from "./name-index.ts";
import { namesKey, packKey, packsPrefix, parseRepackKey, repacksPrefix } from "./pack-keys.ts";
import { createRepack, readPageIndex } from "./page-index.ts";
import { type PagePlace, takeOut } from "./repack.ts";

/** Time for which a pack stays after its items have moved, ms: who has found an item in it reads on. */
export const restMs = 15 * 60_000;

const nothing = new Uint8Array(0);

/** Names that are looked for before their items are taken out, and how many at once. */
const portion = 1_000;
const width = 16;
/** Sweeps this far apart begin at another portion, ms. */
const turnMs = 60_000;

type World = Pick<LifecycleWorld, "store" | "clock">;

/**
 * Finishes what deletions of items began, wherever their process ended: takes deleted items out of packs, those of
 * earlier generations too, and removes the packs that no item refers to any more, once nobody can be reading them. A
 * generation that fails does not keep the others from it.
 *
 * @param until when to stop, milliseconds since the epoch
 * @returns whether nothing is left to do, now or later
 * @throws BroadsheetError `unavailable`; `damaged` if an index is
 */
export async function tidyPacks(id: string, generation: number, world: World, until = Infinity): Promise<boolean> {
  let done = true;
  const errors: unknown[] = [];
  const removed = new Set<string>();
  for (let from = generation; from >= 1; from -= 1)
    try {
      const own = await listRemoved(id, from, world);
      for (const name of own) removed.add(name);
      if (!(await tidyGeneration({ id, generation: from }, { own, removed }, until, world))) done = false;
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw errors[0];
  return done;
}

/**
 * @param own names of the items that a marker hides in the generation, and `removed` with those of later ones: their
 *   deletion may have ended before it wrote its marker here
 */
async function tidyGeneration(
  { id, generation }: Pick<PagePlace, "id" | "generation">,
  { own, removed }: Readonly<Record<"own" | "removed", ReadonlySet<string>>>,
  until: number,
  world: World,
): Promise<boolean> {
  const { store, clock } = world;
  const key = namesKey(id, generation);
  const head = await readNamesHead(store, key);
  if (head === undefined) return true;
  const place = { id, generation };
  const pages = new Set<number>();
  for await (const { key: record } of listAll(store, repacksPrefix(id, generation))) {
    const page = parseRepackKey(record)?.page;
    if (page !== undefined) pages.add(page);
  }
  let done = true;
  const tidy = async (): Promise<boolean> => {
    for (const page of pages) {
      if (clock.now() >= until) return false;
      if (!(await tidyPage({ ...place, page }, world))) done = false;
    }
    pages.clear();
    return true;
  };
  // Packs that are due go first: the names of all items that were ever deleted may take longer than a sweep has.
  if (!(await tidy())) return false;
  const names = [...removed];
  // In portions, so that a sweep that has to stop has taken out what it found; and not always the same ones first.
  const portions = Math.ceil(names.length / portion);
  const first = Math.floor(clock.now() / turnMs);
  for (let turn = 0; turn < portions; turn += 1) {
    const from = ((first + turn) % portions) * portion;
    if (clock.now() >= until) return false;
    const doomed = new Map<number, string[]>();
    await runSideBySide(names.slice(from, from + portion), width, async (name) => {
      if (!own.has(name)) await store.put(removedPrefix(id, generation) + name, nothing, "application/octet-stream");
      await store.delete(itemKey(id, generation, name));
      for (const page of await findPages(store, key, head, name)) doomed.set(page, [...(doomed.get(page) ?? []), name]);
    });
    for (const [page, gone] of doomed) {
      pages.add(page);
      await takeOut({ ...place, page }, gone, world);
    }
  }
  return (await tidy()) && done;
}

/**
 * Removes what no index of a page refers to. First a record says so: a deletion that had begun before it creates none
 * of its own, and begins again with packs of other names.
 */
async function tidyPage(place: PagePlace, world: World): Promise<boolean> {
  const { id, generation, page } = place;
  const { store, clock } = world;
  const index = await readPageIndex(id, generation, page, world);
  // A page without results is still being made, and its packs are in use.
  if (index === undefined) return true;
  const used = new Set([...index.items.values()].map(({ pack }) => pack));
  const prefix = packsPrefix(id, generation, page);
  const due: string[] = [];
  let waits = false;
  for await (const { key, modified } of listAll(store, prefix)) {
    const pack = key.slice(prefix.length);
    if (used.has(pack)) continue;
    if (clock.now() - (index.old.get(pack) ?? modified) >= restMs) due.push(pack);
    else waits = true;
  }
  if (due.length > 0) {
    const old = new Map([...index.old].filter(([pack]) => !due.includes(pack)));
    const next = { sequence: index.sequence + 1, items: index.items, old };
    if (!(await createRepack(place, next, world))) return false;
    for (const pack of due) await store.delete(packKey(id, generation, page, pack));
  }
  await dropRecords(place, world);
  return !waits;
}

/** Removes all records but the last, once no deletion that read an earlier one can still be under way. */
async function dropRecords({ id, generation, page }: PagePlace, { store, clock }: World): Promise<void> {
  let last: { readonly key: string; readonly modified: number } | undefined;
  for await (const record of listAll(store, repacksPrefix(id, generation, page))) {
    if (last !== undefined && clock.now() - last.modified >= restMs) await store.delete(last.key);
    last = record;
  }
}
