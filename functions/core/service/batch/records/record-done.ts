import { persist } from "../../lifecycle/persist.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import type { Counts } from "../batch.ts";
import { doneKey } from "./batch-keys.ts";
import type { PageReady } from "./batch-kinds.ts";
import { countItems } from "./count-items.ts";

const nothing = new Uint8Array(0);

/**
 * Marks a page as done, with its counts. Its outcome alone decides what they are, so repeating the call is safe.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function recordDone(
  id: string,
  generation: number,
  page: number,
  { items }: Pick<PageReady, "items">,
  world: LifecycleWorld,
): Promise<Counts> {
  const counts = countItems(items);
  await persist(world, Infinity, () =>
    world.store.put(doneKey(id, generation, page, counts), nothing, "application/octet-stream"),
  );
  return counts;
}
