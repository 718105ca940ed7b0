import { listAll } from "../../paging/list-all.ts";
import { removeLeftovers } from "../lifecycle/removal/remove-generation.ts";
import { isName } from "../../names/name.ts";
import { isPresentEdition } from "./edition/edition.ts";
import { editionOf, newestPrefix, parseNewestKey } from "./edition/edition-kind.ts";
import { readEdition } from "./edition/read-edition.ts";
import { removeEdition } from "./edition/remove-edition.ts";
import type { PublicationWorld } from "./publication-world.ts";
import { cursorKey, recordKey, recordsPrefix } from "./record/publication-keys.ts";
import { findPublication } from "./record/read-publication.ts";
import { writePublication } from "./record/write-publication.ts";

/**
 * Deletes a publication with all its editions. First its name says that it is deleted, so that no tick makes another
 * edition. The name's log and one small record of each edition remain; they hold no more than names and times.
 *
 * @throws BroadsheetError `not-found`, `unavailable`: repeat the call
 */
export async function removePublication(name: string, world: PublicationWorld): Promise<void> {
  const { store, clock } = world;
  // A deletion that was cut short may be repeated.
  if (!(await hasLeftovers(name, store))) await findPublication(name, store);
  const version = await writePublication(name, { state: "deleted", changed: clock.now() }, "delete", store);
  for await (const { key } of listAll(store, newestPrefix(name))) await removeMarked(name, key, world);
  await store.delete(cursorKey(name));
  // Last, since more than one record shows that something is left.
  for await (const { key } of listAll(store, recordsPrefix(name)))
    if (key !== recordKey(name, version)) await store.delete(key);
}

/** Removes the edition of a key below `newest/`, also one whose removal was cut short before the key went. */
async function removeMarked(name: string, key: string, world: PublicationWorld): Promise<void> {
  const place = parseNewestKey(key);
  const edition = place && (await readEdition(name, place.id, world.store));
  if (edition === undefined) return;
  if (isPresentEdition(edition)) return removeEdition(edition, "deleted", world);
  await removeLeftovers(editionOf(name, edition.id, edition.generation), world);
  await world.store.delete(key);
}

/** Whether there is more than the one record of a publication that was deleted whole. */
async function hasLeftovers(name: string, store: PublicationWorld["store"]): Promise<boolean> {
  if (!isName(name)) return false;
  const [editions, records] = await Promise.all([
    store.list(newestPrefix(name), { limit: 1 }),
    store.list(recordsPrefix(name), { limit: 2 }),
  ]);
  return editions.objects.length > 0 || records.objects.length > 1;
}
