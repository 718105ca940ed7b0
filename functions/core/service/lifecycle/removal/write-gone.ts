import { isCorrupt } from "../../../errors.ts";
import type { ObjectStore, StoredObject } from "../../../ports.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { claimKey, outcomeKey } from "../records/keys.ts";
import { parseClaim, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { isGone } from "../records/records.ts";
import type { Claim, GoneOutcome, Outcome } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";

/**
 * Records that a generation was removed, replacing any outcome it has. This record stays, and holds only times. It
 * keeps a late attempt from bringing the subject back; and since the generation's number is never reused, a caller that
 * judged the generation before its removal cannot mistake a new one for it.
 *
 * @param judge whether to remove the generation, given its current claim; `undefined` if there is no readable claim
 * @returns the outcome that stays; `undefined` if `judge` said no
 * @throws BroadsheetError `unavailable`
 */
export async function writeGone<S extends Shapes>(
  subject: Subject<S>,
  state: GoneOutcome["state"],
  { store, clock, outbox }: LifecycleWorld,
  judge: (claim: Claim<S["accepted"]> | undefined) => boolean = () => true,
): Promise<GoneOutcome | undefined> {
  const key = outcomeKey(subject);
  for (;;) {
    const claim = await readClaim(store, subject);
    if (!judge(claim)) return undefined;
    const gone: GoneOutcome = { state, finished: clock.now(), created: claim?.created ?? clock.now() };
    const found = await readOutcome(store, key);
    const present = typeof found === "object" ? readable(subject, key, found.body) : undefined;
    if (present !== undefined && isGone(present)) return present;
    await outbox?.mark(subject.folder, "gone");
    if (found === "damaged") await store.put(key, writeRecord(gone), "application/json");
    else {
      const written = found
        ? await store.replace(key, writeRecord(gone), "application/json", found.etag)
        : await store.create(key, writeRecord(gone), "application/json");
      if (!written) continue;
    }
    outbox?.wake();
    return gone;
  }
}

async function readClaim<S extends Shapes>(
  store: ObjectStore,
  subject: Subject<S>,
): Promise<Claim<S["accepted"]> | undefined> {
  const key = claimKey(subject);
  try {
    const found = await store.get(key);
    return found && parseClaim(subject.kind, key, found.body);
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}

async function readOutcome(store: ObjectStore, key: string): Promise<StoredObject | "damaged" | undefined> {
  return store.get(key).catch((error: unknown) => {
    if (isCorrupt(error)) return "damaged" as const;
    throw error;
  });
}

/** Parses an outcome. One that cannot be read may still be replaced. */
function readable<S extends Shapes>(
  { kind }: Subject<S>,
  key: string,
  body: Uint8Array,
): Outcome<S["ready"]> | undefined {
  try {
    return parseOutcome(kind, key, body);
  } catch {
    return undefined;
  }
}
