import { outcomeKey, pendingKey } from "../records/keys.ts";
import { listAll } from "../records/list-all.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { GoneOutcome } from "../records/records.ts";
import { writeGone } from "./write-gone.ts";

/** Of a marker that says more than that an outcome is awaited: an empty one was never touched since the claim. */
const removed = new TextEncoder().encode("removed");

/**
 * Takes a generation away: first its outcome says so, then everything else goes. The outcome stays, or a render that ends late would bring
 * the report back. The marker stays, too: a sweep that comes when no render can be under way any more completes a removal that was cut
 * short, and deletes the PDF of a render that stored it afterwards and died.
 *
 * @returns the outcome that stays
 * @throws BroadsheetError `unavailable`
 */
export async function removeGeneration(id: string, generation: number, state: GoneOutcome["state"], world: LifecycleWorld): Promise<GoneOutcome> {
  const { store } = world;
  await store.put(pendingKey(id, generation), removed, "application/octet-stream");
  const gone = (await writeGone(id, generation, state, world))!;
  await removeLeftovers(id, generation, world);
  return gone;
}

/** Deletes what is left of a generation besides its outcome. */
export async function removeLeftovers(id: string, generation: number, { store }: Pick<LifecycleWorld, "store">): Promise<void> {
  for await (const { key } of listAll(store, `reports/${id}/${generation}/`)) {
    if (key !== outcomeKey(id, generation)) await store.delete(key);
  }
}
