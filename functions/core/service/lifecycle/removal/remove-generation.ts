import { outcomeKey, pendingKey } from "../records/keys.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { GoneOutcome } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { writeGone } from "./write-gone.ts";

/** Content of a marker once its generation is being removed. An empty marker is unchanged since the claim. */
const removed = new TextEncoder().encode("removed");

/**
 * Removes a generation: first its outcome records the removal, then everything else is deleted. The outcome stays, so
 * that a late attempt cannot bring the subject back. The pending marker stays too: once no attempt can still be
 * running, a sweep completes a removal that was cut short, and deletes what an attempt stored late before it died.
 *
 * @returns the outcome that stays
 * @throws BroadsheetError `unavailable`
 */
export async function removeGeneration<S extends Shapes>(
  subject: Subject<S>,
  state: GoneOutcome["state"],
  world: LifecycleWorld,
): Promise<GoneOutcome> {
  const { store } = world;
  const pending = pendingKey(subject);
  if (pending !== undefined) await store.put(pending, removed, "application/octet-stream");
  const gone = (await writeGone(subject, state, world))!;
  await removeLeftovers(subject, world);
  return gone;
}

/** Deletes everything of a generation except its outcome. */
export async function removeLeftovers<S extends Shapes>(
  subject: Subject<S>,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<void> {
  for await (const { key } of listAll(store, subject.folder)) {
    if (key !== outcomeKey(subject)) await store.delete(key);
  }
}
