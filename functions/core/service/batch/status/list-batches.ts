import { fillPage, mostRead } from "../../../paging/fill-page.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { parseRecentKey } from "../../lifecycle/records/keys.ts";
import { batchKind } from "../records/batch-kinds.ts";
import { isPresentBatch, type PresentBatch, readBatch } from "./batch-status.ts";

const prefix = batchKind.recent!;

/**
 * Lists batches by their latest generation, the most recently requested first. One whose records cannot be read is
 * skipped, and the log names it. A page reads at most a thousand, and is `unfilled` if they were too few to fill it.
 *
 * @param options.after `next` of the previous page
 * @param options.matches which of them are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listBatches(
  world: LifecycleWorld,
  {
    limit,
    after,
    matches = () => true,
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly matches?: (batch: PresentBatch) => boolean;
  },
): Promise<{
  readonly batches: readonly PresentBatch[];
  readonly next?: string | undefined;
  readonly unfilled?: boolean | undefined;
}> {
  const read = async (cursor: string): Promise<PresentBatch | undefined> => {
    const batch = await readMarked(`${prefix}${cursor}`, world);
    return batch !== undefined && matches(batch) ? batch : undefined;
  };
  const { items, next, unfilled } = await fillPage(world.store, { prefix, read }, { limit, after, most: mostRead });
  return { batches: items, next, unfilled };
}

async function readMarked(key: string, world: LifecycleWorld): Promise<PresentBatch | undefined> {
  const marker = parseRecentKey(batchKind, key);
  if (marker === undefined) return undefined;
  try {
    const status = await readBatch(marker.id, world);
    return status !== undefined && isPresentBatch(status) && status.created === marker.created ? status : undefined;
  } catch (error) {
    world.logger.error("a batch could not be listed", { id: marker.id, reason: (error as Error).message });
    return undefined;
  }
}
