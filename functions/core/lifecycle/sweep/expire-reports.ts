import { outcomeKey, parseRecentKey, recentKey, recentPrefix } from "../records/keys.ts";
import { listAll } from "../records/list-all.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { listGenerations } from "../records/list-generations.ts";
import { readGeneration } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import { removeGeneration } from "../removal/remove-generation.ts";

/**
 * Retires whole generations that were claimed up to a moment, with all that is left of them.
 *
 * @param before milliseconds since the epoch; long past, for a render that is still under way then
 *   would find nothing that tells it
 * @param options.until when to end, the rest being left to the next call; milliseconds since the epoch @default Infinity
 * @returns how many generations were retired
 * @throws BroadsheetError `unavailable` if the reports cannot be listed; one that cannot be retired is
 *   logged and met again by the next call
 */
export async function expireReports(before: number, world: LifecycleWorld, { until = Infinity }: { until?: number } = {}): Promise<number> {
  let retired = 0;
  // Markers of a later time sort before: this one's own, and all after it, are due.
  for await (const { key } of listAll(world.store, recentPrefix, recentKey(before, ""))) {
    if (world.clock.now() >= until) break;
    const marker = parseRecentKey(key);
    if (marker === undefined) continue;
    try {
      retired += await retire(marker.id, before, world);
      await world.store.delete(key);
    } catch (error) {
      world.logger.error("a report cannot be retired", { id: marker.id, reason: (error as Error).message });
    }
  }
  return retired;
}

async function retire(id: string, before: number, world: LifecycleWorld): Promise<number> {
  let retired = 0;
  for (const generation of await listGenerations(id, world)) {
    if (!(await isDue(id, generation, before, world))) continue;
    await removeGeneration(id, generation, "expired", world);
    await world.store.delete(outcomeKey(id, generation));
    retired += 1;
  }
  return retired;
}

async function isDue(id: string, generation: number, before: number, { store }: LifecycleWorld): Promise<boolean> {
  const found = await readGeneration(store, id, generation);
  const outcome = found?.outcome;
  const created = found?.claim?.created ?? (outcome !== undefined && isGone(outcome) ? outcome.created : undefined);
  // Without a claim and a time it is what an earlier retirement left.
  return created === undefined ? found !== undefined : created <= before;
}
