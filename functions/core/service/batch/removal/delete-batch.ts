import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { pendingKey, recentKey } from "../../lifecycle/records/keys.ts";
import { listGenerations } from "../../lifecycle/records/list-generations.ts";
import { writeGone } from "../../lifecycle/removal/write-gone.ts";
import { batchKind, batchOf } from "../records/batch-kinds.ts";
import { removeObjects } from "./remove-objects.ts";

/** Content of a pending marker whose batch is being removed. */
const removed = new TextEncoder().encode("removed");

/**
 * Deletes a batch, all its generations, finished or not. First their outcomes say so, from when on nobody sees the
 * batch and its pages stop; then the objects go. What time does not allow, and what a page stores late, the sweep
 * removes.
 *
 * @param until when to leave the rest to the sweep, milliseconds since the epoch
 * @throws BroadsheetError `unavailable`
 */
export async function deleteBatch(id: string, world: LifecycleWorld, until: number): Promise<void> {
  const generations = await listGenerations(batchKind, id, world);
  for (const generation of generations) {
    const subject = batchOf(id, generation);
    await world.store.put(pendingKey(subject)!, removed, "application/octet-stream");
    const gone = await writeGone(subject, "deleted", world);
    if (gone !== undefined) await world.store.delete(recentKey(batchKind, gone.created, id));
  }
  for (const generation of generations) if (!(await removeObjects(id, generation, world, until))) return;
}
