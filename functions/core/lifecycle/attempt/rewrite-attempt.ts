import { attemptKey } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseAttempt, writeRecord } from "../records/parse-record.ts";
import type { Attempt } from "../records/records.ts";

/**
 * Updates the caller's own attempt. Nobody else writes it; a deletion may remove it.
 *
 * @returns whether the attempt still existed
 * @throws BroadsheetError `unavailable`
 */
export async function rewriteAttempt(
  id: string,
  generation: number,
  attempt: Attempt,
  added: Pick<Attempt, "progress" | "ended">,
  { store }: LifecycleWorld,
): Promise<boolean> {
  const key = attemptKey(id, generation, attempt.attempt);
  const found = await store.get(key);
  if (found === undefined) return false;
  const present = parseAttempt(key, found.body);
  if (present.owner !== attempt.owner) return false;
  return store.replace(key, writeRecord({ ...present, ...added }), "application/json", found.etag);
}
