import { outcomeKey, pdfKey, pendingKey } from "./keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseOutcome, writeRecord } from "./parse-record.ts";
import { isGone } from "./records.ts";
import type { Outcome } from "./records.ts";

/**
 * Writes how a generation ended, unless that is written already: the first outcome stays.
 *
 * @returns the outcome there is, one's own or an earlier one
 * @throws BroadsheetError `unavailable`
 */
export async function writeOutcome(id: string, generation: number, outcome: Outcome, { store }: Pick<LifecycleWorld, "store">): Promise<Outcome> {
  const key = outcomeKey(id, generation);
  const created = await store.create(key, writeRecord(outcome), "application/json");
  const present = created ? outcome : await readBack(key, outcome, store);
  // A render that ended after the report was taken away must not leave its PDF behind.
  // Its pending marker belongs to the deletion, which may still be under way.
  if (isGone(present)) await store.delete(pdfKey(id, generation));
  else await store.delete(pendingKey(id, generation));
  return present;
}

async function readBack(key: string, outcome: Outcome, store: LifecycleWorld["store"]): Promise<Outcome> {
  const found = await store.get(key);
  // Gone between the two calls: the whole generation was retired.
  return found ? parseOutcome(key, found.body) : { state: "expired", finished: outcome.finished, created: outcome.finished };
}
