import { lostObject, parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Changes } from "../changes/changes.ts";
import type { ReadyEdition } from "./edition.ts";
import { editionOf } from "./edition-kind.ts";

/**
 * Reads what an edition shows that the one before did not.
 *
 * @throws BroadsheetError `damaged` if it is lost or cannot be read; `unavailable`
 */
export async function readChanges(
  { name, id, generation }: Pick<ReadyEdition, "name" | "id" | "generation">,
  store: ObjectStore,
): Promise<Changes> {
  const key = `${editionOf(name, id, generation).folder}changes.json`;
  const found = await store.get(key);
  if (found === undefined) throw lostObject(key, "The record of the edition's changes");
  return parseStored<Changes>(key, found.body);
}
