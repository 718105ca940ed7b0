import type { ObjectStore } from "../../ports.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { claimKey, outcomeKey } from "../records/keys.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { Claim, GoneOutcome, Outcome } from "../records/records.ts";

/**
 * Writes that a generation was taken away, in the place of whatever outcome it has. It stays, as a record that holds nothing but times: a
 * late render would bring the report back, and a number that is never used again cannot be mistaken by whoever judged the
 * generation before it was retired.
 *
 * @param judge whether the claim that is there now is one to take away; `undefined` where there is none that can be read
 * @returns the outcome that stays; `undefined` if the judgement was no
 * @throws BroadsheetError `unavailable`
 */
export async function writeGone(
  id: string,
  generation: number,
  state: GoneOutcome["state"],
  { store, clock }: LifecycleWorld,
  judge: (claim: Claim | undefined) => boolean = () => true,
): Promise<GoneOutcome | undefined> {
  const key = outcomeKey(id, generation);
  for (;;) {
    const claim = await readClaim(store, id, generation);
    if (!judge(claim)) return undefined;
    const gone: GoneOutcome = { state, finished: clock.now(), created: claim?.created ?? clock.now() };
    const found = await store.get(key);
    const present = found && readable(key, found.body);
    if (present !== undefined && isGone(present)) return present;
    const written = found
      ? await store.replace(key, writeRecord(gone), "application/json", found.etag)
      : await store.create(key, writeRecord(gone), "application/json");
    if (written) return gone;
  }
}

async function readClaim(store: ObjectStore, id: string, generation: number): Promise<Claim | undefined> {
  const key = claimKey(id, generation);
  const found = await store.get(key);
  try {
    return found && parseClaim(key, found.body);
  } catch {
    return undefined;
  }
}

/** An outcome that cannot be read can still be replaced. */
function readable(key: string, body: Uint8Array): Outcome | undefined {
  try {
    return parseOutcome(key, body);
  } catch {
    return undefined;
  }
}
