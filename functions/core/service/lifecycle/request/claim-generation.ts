import { claimKey, outcomeKey, pendingKey, recentKey } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { Claim } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";

const nothing = new Uint8Array(0);

/**
 * Creates the claim of one generation; from then on the subject will reach an outcome. The markers are written first,
 * so that every claim has them. A marker without a claim means nothing.
 *
 * @returns whether this claim is the stored one. Repeating the call with the same claim is safe.
 * @throws BroadsheetError `unavailable`
 */
export async function claimGeneration<S extends Shapes>(
  subject: Subject<S>,
  claim: Claim<S["accepted"]>,
  { store }: Pick<LifecycleWorld, "store">,
): Promise<boolean> {
  const { kind, id } = subject;
  const key = claimKey(subject);
  const markers = [pendingKey(subject), kind.recent && recentKey(kind, claim.created, id)].filter(
    (marker) => marker !== undefined,
  );
  await Promise.all(markers.map((marker) => store.create(marker, nothing, "application/octet-stream")));
  if (!(await store.create(key, writeRecord(claim), "application/json"))) {
    const present = await store.get(key);
    if (present === undefined || parseClaim(kind, key, present.body).owner !== claim.owner) return false;
  }
  // A slow caller may arrive after this generation was made and removed.
  const ended = await store.get(outcomeKey(subject));
  if (ended === undefined || !isGone(parseOutcome(kind, outcomeKey(subject), ended.body))) return true;
  await store.delete(key);
  return false;
}
