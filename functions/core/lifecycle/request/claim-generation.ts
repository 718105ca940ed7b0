import { claimKey, outcomeKey, pendingKey, recentKey } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { Claim } from "../records/records.ts";

const nothing = new Uint8Array(0);

/**
 * Creates the claim of one generation: from here on the report will have an outcome. The markers
 * come first, so that no claim is without; a marker without a claim means nothing.
 *
 * @returns whether this claim is the one that is there. Calling again with the same claim is safe.
 * @throws BroadsheetError `unavailable`
 */
export async function claimGeneration(claim: Claim, generation: number, { store }: LifecycleWorld): Promise<boolean> {
  const { id } = claim.accepted;
  const key = claimKey(id, generation);
  const markers = [pendingKey(id, generation), recentKey(claim.created, id)];
  await Promise.all(markers.map((marker) => store.create(marker, nothing, "application/octet-stream")));
  if (!(await store.create(key, writeRecord(claim), "application/json"))) {
    const present = await store.get(key);
    if (present === undefined || parseClaim(key, present.body).owner !== claim.owner) return false;
  }
  // Whoever was slow to get here may have come after this generation was made and taken away.
  const ended = await store.get(outcomeKey(id, generation));
  if (ended === undefined || !isGone(parseOutcome(outcomeKey(id, generation), ended.body))) return true;
  await store.delete(key);
  return false;
}
