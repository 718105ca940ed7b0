import { outcomeKey, pendingKey } from "../records/keys.ts";
import { listAll } from "../records/list-all.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { GoneOutcome } from "../records/records.ts";
import { writeGone } from "./write-gone.ts";

/** Content of a marker once its generation is being removed. An empty marker is unchanged since the claim. */
const removed = new TextEncoder().encode("removed");

/**
 * Removes a generation: first its outcome records the removal, then everything else is deleted. The outcome stays, so
 * that a late render cannot bring the report back. The pending marker stays too: once no render can still be running,
 * a sweep completes a removal that was cut short, and deletes the PDF of a render that stored it late and died.
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

/** Deletes everything of a generation except its outcome. */
export async function removeLeftovers(id: string, generation: number, { store }: Pick<LifecycleWorld, "store">): Promise<void> {
  for await (const { key } of listAll(store, `reports/${id}/${generation}/`)) {
    if (key !== outcomeKey(id, generation)) await store.delete(key);
  }
}
