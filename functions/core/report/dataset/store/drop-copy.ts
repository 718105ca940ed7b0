import { placeOfName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { deleteBelow } from "./delete-objects.ts";

/**
 * Drops a version that was made from the bytes of another, if that has been deleted meanwhile: an erasure, which looks
 * for such copies once it has deleted the version, may have looked before this one was stored.
 *
 * @returns whether it was dropped
 */
export async function dropCopy(
  store: ObjectStore,
  name: string,
  { made, from }: { readonly made: string; readonly from: string },
): Promise<boolean> {
  if (made === from || (await store.head(`datasets/${name}/${from}/dataset.json`)) !== undefined) return false;
  if ((await placeOfName(store, `datasets/${name}`)).version === made) return false;
  await deleteBelow(store, `datasets/${name}/`, new RegExp(`^${made}[/.]`));
  return true;
}
