import type { ReadingWorld } from "../lifecycle/lifecycle-world.ts";
import { type Generation, readGeneration } from "../lifecycle/records/read-generation.ts";
import { type Caller, type FailedOutcome, isGone } from "../lifecycle/records/records.ts";
import { isLeaseOver } from "../lifecycle/status/report-status.ts";
import { type AcceptedPromotion, promotionOf, type PromotionReady, type PromotionShapes } from "./promotion-kind.ts";

/** A promotion and how far it has come. */
export type PromotionStatus = {
  /** Counts the promotions of its template from 1. */
  readonly number: number;
  readonly accepted: AcceptedPromotion;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly caller?: Caller;
} & (
  | { readonly state: "queued" | "running" }
  | Pick<PromotionReady, "state" | "finished">
  | Pick<FailedOutcome, "state" | "finished" | "kind" | "problems">
);

/**
 * Derives a promotion's status from its stored records alone.
 *
 * @returns `undefined` if its claim is gone
 * @throws BroadsheetError `damaged` if a record cannot be read
 */
export function promotionStatus(
  found: Generation<PromotionShapes>,
  world: Omit<ReadingWorld, "store">,
): PromotionStatus | undefined {
  const { claim, latest, outcome, corrupt } = found;
  if (corrupt !== undefined) throw corrupt;
  if (claim === undefined || (outcome !== undefined && isGone(outcome))) return undefined;
  const { created, accepted, caller } = claim;
  const known = { number: found.generation, accepted, created, ...(caller !== undefined && { caller }) };
  if (outcome !== undefined) return { ...known, ...outcome };
  return { ...known, state: latest !== undefined && !isLeaseOver(latest, world) ? "running" : "queued" };
}

/**
 * Reads the status of a promotion.
 *
 * @returns `undefined` if there is none
 * @throws BroadsheetError `unavailable`
 */
export async function readPromotion(
  name: string,
  number: number,
  world: ReadingWorld,
): Promise<PromotionStatus | undefined> {
  const found = await readGeneration(world.store, promotionOf(name, number));
  return found && promotionStatus(found, world);
}
