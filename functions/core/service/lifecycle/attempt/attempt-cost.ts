import type { AttemptingWorld } from "../lifecycle-world.ts";
import type { Attempt, Cost } from "../records/records.ts";

/** The `cost` member of an outcome: what the attempt has cost so far. Empty where renders cost nothing. */
export function attemptCost(
  { started }: Pick<Attempt, "started">,
  { clock, estimateCost }: AttemptingWorld,
): { readonly cost?: Cost } {
  return estimateCost === undefined ? {} : { cost: estimateCost(clock.now() - started) };
}
