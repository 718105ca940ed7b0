import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { manifestHeader, manifestLines } from "../end/manifest-lines.ts";
import { manifestKey } from "../records/batch-keys.ts";
import { listRemoved } from "../records/list-removed.ts";
import { walkPages } from "../records/walk-pages.ts";
import { isUnderWay, type PresentBatch } from "./batch-status.ts";

/**
 * The manifest of a batch: one line for each row, as it is now. That of an ended batch is stored.
 *
 * @returns its bytes, and its key if it is stored
 * @throws BroadsheetError `unavailable`
 */
export async function readManifest(
  batch: PresentBatch,
  world: LifecycleWorld,
): Promise<{ readonly body: Uint8Array; readonly key?: string }> {
  const { id, generation, plannedPages = 0 } = batch;
  const key = manifestKey(id, generation);
  const underWay = isUnderWay(batch);
  const found = underWay ? undefined : await world.store.get(key);
  if (found !== undefined) return { body: found.body, key };
  const removed = await listRemoved(id, generation, world);
  const lines = [manifestHeader];
  const pages = Array.from({ length: plannedPages }, (_, index) => index + 1);
  for await (const { items } of walkPages(id, generation, pages, !underWay, world))
    lines.push(manifestLines(items, removed));
  const body = new TextEncoder().encode(lines.join(""));
  if (underWay) return { body };
  await world.store.put(key, body, "text/csv; charset=utf-8");
  return { body, key };
}
