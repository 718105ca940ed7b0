import { outcomeKey, pdfKey, pendingKey } from "./keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseOutcome, writeRecord } from "./parse-record.ts";
import { isGone } from "./records.ts";
import type { Outcome } from "./records.ts";

/**
 * Writes how a generation ended. If it already has an outcome, that one stays.
 *
 * @returns the outcome that is stored: this call's, or an earlier one
 * @throws BroadsheetError `unavailable`
 */
export async function writeOutcome(id: string, generation: number, outcome: Outcome, { store }: Pick<LifecycleWorld, "store">): Promise<Outcome> {
  const key = outcomeKey(id, generation);
  const created = await store.create(key, writeRecord(outcome), "application/json");
  const present = created ? outcome : await readBack(key, outcome, store);
  // A render that ends after its report was removed must not leave its PDF behind.
  // The pending marker belongs to the deletion, which may still be running.
  if (isGone(present)) await store.delete(pdfKey(id, generation));
  else await store.delete(pendingKey(id, generation));
  return present;
}

async function readBack(key: string, outcome: Outcome, store: LifecycleWorld["store"]): Promise<Outcome> {
  const found = await store.get(key);
  // Removed between the two calls: the whole generation has expired.
  return found ? parseOutcome(key, found.body) : { state: "expired", finished: outcome.finished, created: outcome.finished };
}
