import type { RenderingWorld } from "../lifecycle-world.ts";
import type { Attempt, Cost } from "../records/records.ts";

/** The member of an outcome that tells what an attempt has cost up to now; no member where nobody pays. */
export function attemptCost({ started }: Attempt, { clock, estimateCost }: RenderingWorld): { readonly cost?: Cost } {
  return estimateCost === undefined ? {} : { cost: estimateCost(clock.now() - started) };
}
