import { listAll } from "../lifecycle/records/list-all.ts";
import { isName } from "../name.ts";
import { newestPrefix } from "./edition/edition-kind.ts";
import { newestEditions } from "./edition/list-editions.ts";
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
  const isLeftOver = await hasEditions(name, store);
  if (!isLeftOver) await findPublication(name, store);
  const version = await writePublication(name, { state: "deleted", changed: clock.now() }, "delete", store);
  for await (const edition of newestEditions(name, store)) await removeEdition(edition, "deleted", world);
  for await (const { key } of listAll(store, recordsPrefix(name))) if (key !== recordKey(name, version)) await store.delete(key);
  await store.delete(cursorKey(name));
}

async function hasEditions(name: string, store: PublicationWorld["store"]): Promise<boolean> {
  return isName(name) && (await store.list(newestPrefix(name), { limit: 1 })).objects.length > 0;
}
