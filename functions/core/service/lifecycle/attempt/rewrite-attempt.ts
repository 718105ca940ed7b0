import { attemptKey } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseAttempt, writeRecord } from "../records/parse-record.ts";
import type { Attempt } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";

/**
 * Updates the caller's own attempt. Nobody else writes it; a deletion may remove it.
 *
 * @returns whether the attempt still existed
 * @throws BroadsheetError `unavailable`
 */
export async function rewriteAttempt<S extends Shapes>(
  subject: Subject<S>,
  attempt: Attempt<S["progress"]>,
  added: Pick<Attempt<S["progress"]>, "progress" | "ended">,
  { store }: LifecycleWorld,
): Promise<boolean> {
  const key = attemptKey(subject, attempt.attempt);
  const found = await store.get(key);
  if (found === undefined) return false;
  const present = parseAttempt(subject.kind, key, found.body);
  if (present.owner !== attempt.owner) return false;
  return store.replace(key, writeRecord({ ...present, ...added }), "application/json", found.etag);
}
