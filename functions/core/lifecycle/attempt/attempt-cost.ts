import type { RenderingWorld } from "../lifecycle-world.ts";
import type { Attempt, Cost } from "../records/records.ts";

/** The member of an outcome that gives the cost of an attempt so far; no member where nobody pays. */
export function attemptCost({ started }: Attempt, { clock, estimateCost }: RenderingWorld): { readonly cost?: Cost } {
  return estimateCost === undefined ? {} : { cost: estimateCost(clock.now() - started) };
}
