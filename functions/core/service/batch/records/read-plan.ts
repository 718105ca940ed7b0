import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { outcomeKey } from "../../lifecycle/records/keys.ts";
import { parseOutcome } from "../../lifecycle/records/parse-record.ts";
import type { Outcome } from "../../lifecycle/records/records.ts";
import { planKind, planOf, type PlanReady } from "./batch-kinds.ts";

/**
 * Reads how the planning of a batch ended.
 *
 * @returns `undefined` if it has not
 * @throws BroadsheetError `unavailable`
 */
export async function readPlan(
  id: string,
  generation: number,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<Outcome<PlanReady> | undefined> {
  const key = outcomeKey(planOf(id, generation));
  const found = await store.get(key);
  return found && parseOutcome(planKind, key, found.body);
}
