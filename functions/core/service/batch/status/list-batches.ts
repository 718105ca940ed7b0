import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { parseRecentKey } from "../../lifecycle/records/keys.ts";
import { batchKind } from "../records/batch-kinds.ts";
import { isPresentBatch, type PresentBatch, readBatch } from "./batch-status.ts";

const prefix = batchKind.recent!;

/** Listings for one page: some markers give no batch, because it is gone or was retried. */
const mostRounds = 5;

/**
 * Lists batches by their latest generation, the most recently requested first. One whose records cannot be read is
 * skipped, and the log names it. A page makes at most five listings, so it may hold fewer batches than its limit
 * although another page follows.
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
): Promise<{ readonly batches: readonly PresentBatch[]; readonly next?: string }> {
  const batches: PresentBatch[] = [];
  let start = after === undefined ? undefined : `${prefix}${after}`;
  for (let round = 1; ; round += 1) {
    const page = await world.store.list(prefix, {
      limit: limit - batches.length,
      ...(start !== undefined && { after: start }),
    });
    const found = await Promise.all(page.objects.map(({ key }) => readMarked(key, world)));
    batches.push(...found.filter((status) => status !== undefined).filter(matches));
    if (page.next === undefined) return { batches };
    start = page.next;
    if (batches.length >= limit || round === mostRounds) return { batches, next: start.slice(prefix.length) };
  }
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
