import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { removedPrefix } from "../records/batch-keys.ts";
import { findPages, readNamesHead } from "./name-index.ts";
import { namesKey, tidyKey } from "./pack-keys.ts";
import { takeOut } from "./repack.ts";

const nothing = new Uint8Array(0);

/**
 * Takes an item out of the packs of all generations of a batch. If the process ends before it has, a sweep does it: a
 * marker says so before anything else is written.
 *
 * @param hide hides the item in the latest generation, and removes what lies outside packs
 * @throws BroadsheetError `damaged` if an index of names is; `unavailable`
 */
export async function takeOutItem(
  { id, generation }: { readonly id: string; readonly generation: number },
  name: string,
  hide: () => Promise<void>,
  world: Pick<LifecycleWorld, "store" | "clock" | "newToken">,
): Promise<void> {
  const { store } = world;
  const packed: number[] = [];
  for (let from = generation; from >= 1; from -= 1)
    if ((await store.head(namesKey(id, from))) !== undefined) packed.push(from);
  if (packed.length > 0)
    await store.put(tidyKey(id, generation, world.newToken()), nothing, "application/octet-stream");
  await hide();
  for (const from of packed) {
    await store.put(removedPrefix(id, from) + name, nothing, "application/octet-stream");
    const key = namesKey(id, from);
    const head = await readNamesHead(store, key);
    for (const page of head === undefined ? [] : await findPages(store, key, head, name))
      await takeOut({ id, generation: from, page }, [name], world);
  }
}
