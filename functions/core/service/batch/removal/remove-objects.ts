import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { outcomeKey } from "../../lifecycle/records/keys.ts";
import { listGroups } from "../../lifecycle/records/list-groups.ts";
import { batchOf } from "../records/batch-kinds.ts";

/** Objects deleted in parallel. */
const abreast = 32;

/**
 * Deletes everything of a generation of a batch except its outcome: a million items take a while.
 *
 * @param until when to stop, milliseconds since the epoch
 * @returns whether nothing is left
 * @throws BroadsheetError `unavailable`
 */
export async function removeObjects(
  id: string,
  generation: number,
  { store, clock }: LifecycleWorld,
  until = Infinity,
): Promise<boolean> {
  const subject = batchOf(id, generation);
  for await (const group of listGroups(store, subject.folder, abreast)) {
    if (clock.now() >= until) return false;
    await Promise.all(group.map(({ key }) => (key === outcomeKey(subject) ? undefined : store.delete(key))));
  }
  return true;
}
