import { ageOf } from "../../age-of.ts";
import { giveUp } from "../lifecycle/attempt/give-up.ts";
import type { LifecycleWorld } from "../lifecycle/lifecycle-world.ts";
import { parsePendingKey } from "../lifecycle/records/keys.ts";
import { listAll } from "../../paging/list-all.ts";
import { readGeneration } from "../lifecycle/records/read-generation.ts";
import { isLeaseOver } from "../lifecycle/status/report-status.ts";
import { isDue, markerLife, type MarkerTimes, noteRequeued } from "../lifecycle/sweep/pending-marker.ts";
import type { ListedObject } from "../../ports.ts";
import { promotionKind, promotionOf } from "./promotion-kind.ts";

/** A promotion to work on. */
export interface PromotionJob {
  /** Name of the template. */
  readonly promotion: string;
  readonly number: number;
}

export interface PromotionSweepOptions extends MarkerTimes {
  /** Takes over promotions that nobody works on. */
  requeue(jobs: readonly PromotionJob[]): Promise<void> | void;
}

/**
 * Sweeps the promotions that may lack an outcome: hands over those that nobody works on, and gives up on those without
 * attempts left. There are few: one for each template. One that fails to be swept is logged and left to a later sweep.
 *
 * @returns how many were handed over
 * @throws BroadsheetError `unavailable` if they cannot be listed, and what `requeue` throws
 */
export async function sweepPromotions(
  world: LifecycleWorld,
  { requeue, ...times }: PromotionSweepOptions,
): Promise<number> {
  let handed = 0;
  for await (const marker of listAll(world.store, promotionKind.pending!)) {
    const pending = parsePendingKey(promotionKind, marker.key);
    if (pending === undefined || !isDue(marker, times, world)) continue;
    const idle = await isIdle(pending.id, pending.generation, marker, world).catch((error: Error) => {
      world.logger.error("a promotion could not be swept", { ...pending, reason: error.message });
      return false;
    });
    if (!idle) continue;
    await requeue([{ promotion: pending.id, number: pending.generation }]);
    if ((times.requeueMs ?? 0) > 0) await noteRequeued(world.store, marker.key);
    handed += 1;
  }
  return handed;
}

/** Whether a promotion is claimed, has no outcome, and nobody works on it. */
async function isIdle(name: string, number: number, marker: ListedObject, world: LifecycleWorld): Promise<boolean> {
  const found = await readGeneration(world.store, promotionOf(name, number));
  if (
    found === undefined ||
    (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)
  ) {
    if (ageOf(marker, world) > markerLife) await world.store.delete(marker.key);
    return false;
  }
  if (found.outcome !== undefined) {
    await world.store.delete(marker.key);
    return false;
  }
  if ((await giveUp(found, world)) !== undefined) return false;
  return found.latest === undefined || isLeaseOver(found.latest, world);
}
