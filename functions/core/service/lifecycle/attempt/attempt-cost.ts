import type { AttemptingWorld } from "../lifecycle-world.ts";
import type { Attempt, Cost } from "../records/records.ts";

/** The `cost` member of an outcome: what the attempt has cost so far. Empty where renders cost nothing. */
export function attemptCost(
  { started }: Pick<Attempt, "started">,
  { clock, estimateCost }: AttemptingWorld,
): { readonly cost?: Cost } {
  return estimateCost === undefined ? {} : { cost: estimateCost(clock.now() - started) };
}

/** What several attempts have cost together; undefined where none has a cost. */
export function addCosts(costs: readonly (Cost | undefined)[]): Cost | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length === 0) return undefined;
  const sum = (of: (cost: Cost) => number): number => known.reduce((total, cost) => total + of(cost), 0);
  return {
    gigabyteSeconds: Number(sum(({ gigabyteSeconds }) => gigabyteSeconds).toFixed(3)),
    usd: Number(sum(({ usd }) => usd).toFixed(7)),
  };
}
