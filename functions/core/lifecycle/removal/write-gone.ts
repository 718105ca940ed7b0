import type { ObjectStore } from "../../ports.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { claimKey, outcomeKey } from "../records/keys.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { Claim, GoneOutcome, Outcome } from "../records/records.ts";

/**
 * Records that a generation was removed, replacing any outcome it has. This record stays, and holds only times. It
 * keeps a late render from bringing the report back; and since the generation's number is never reused, a caller that
 * judged the generation before its removal cannot mistake a new one for it.
 *
 * @param judge whether to remove the generation, given its current claim; `undefined` if there is no readable claim
 * @returns the outcome that stays; `undefined` if `judge` said no
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

/** Parses an outcome. One that cannot be read may still be replaced. */
function readable(key: string, body: Uint8Array): Outcome | undefined {
  try {
    return parseOutcome(key, body);
  } catch {
    return undefined;
  }
}
