import { isCorrupt } from "../../../errors.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { itemFormKey, itemKey, manifestKey, removedPrefix } from "../records/batch-keys.ts";
import { takeOutItem } from "../pack/take-out-item.ts";
import type { PresentBatch } from "../status/batch-status.ts";
import { findItem } from "../status/find-item.ts";

const nothing = new Uint8Array(0);

/**
 * Deletes one item: a marker hides it, whatever a page stores later, its PDF goes, if it lies in a
 * pack by writing that anew, and so do its other forms. The manifest is written again
 * when it is next asked for. An output that was collected before still holds the item.
 *
 * @throws BroadsheetError `not-found` if the batch has no such item; `unavailable`
 */
export async function deleteItem(batch: PresentBatch, name: string, world: LifecycleWorld): Promise<void> {
  await findItem(batch, name, world).catch((error: unknown) => {
    // A damaged item can be deleted like any other.
    if (!isCorrupt(error)) throw error;
  });
  const { id, generation } = batch;
  const hide = async (): Promise<void> => {
    await world.store.put(`${removedPrefix(id, generation)}${name}`, nothing, "application/octet-stream");
    await world.store.delete(manifestKey(id, generation));
    for (let from = generation; from >= 1; from -= 1) {
      await world.store.delete(itemKey(id, from, name));
      for (const form of batch.accepted.renditions ?? []) await world.store.delete(itemFormKey(id, from, name, form));
    }
  };
  await takeOutItem(batch, name, hide, world);
}
