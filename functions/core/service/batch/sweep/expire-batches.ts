import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { parseRecentKey, recentKey } from "../../lifecycle/records/keys.ts";
import { listAll } from "../../../paging/list-all.ts";
import { listGenerations } from "../../lifecycle/records/list-generations.ts";
import { writeGone } from "../../lifecycle/removal/write-gone.ts";
import { batchKind, batchOf } from "../records/batch-kinds.ts";
import { readBatchClaim } from "../records/read-batch.ts";
import { removeObjects } from "../removal/remove-objects.ts";

/**
 * Retires the batches whose first generation was claimed up to a given time. An outcome that holds only times stays of
 * each, until the store's own retention removes it.
 *
 * @param before milliseconds since the epoch
 * @param until when to stop and leave the rest to the next call, milliseconds since the epoch
 * @returns how many batches were retired
 * @throws BroadsheetError `unavailable` if the batches cannot be listed
 */
export async function expireBatches(before: number, world: LifecycleWorld, until = Infinity): Promise<number> {
  let retired = 0;
  for await (const { key } of listAll(world.store, batchKind.recent!, recentKey(batchKind, before, ""))) {
    if (world.clock.now() >= until) return retired;
    const marker = parseRecentKey(batchKind, key);
    if (marker === undefined) continue;
    try {
      if (!(await retire(marker.id, before, until, world))) return retired;
      await world.store.delete(key);
      retired += 1;
    } catch (error) {
      world.logger.error("a batch could not be retired", { id: marker.id, reason: (error as Error).message });
    }
  }
  return retired;
}

/** @returns whether nothing of the batch is left but the outcomes */
async function retire(id: string, before: number, until: number, world: LifecycleWorld): Promise<boolean> {
  for (const generation of await listGenerations(batchKind, id, world)) {
    const claim = await readBatchClaim(id, generation, world);
    const begun = claim && (claim.accepted.since ?? claim.created);
    if (begun !== undefined && begun > before) continue;
    await writeGone(batchOf(id, generation), "expired", world);
    if (!(await removeObjects(id, generation, world, until))) return false;
  }
  return true;
}
