import { giveUp } from "./give-up.ts";
import { attemptKey, outcomeKey } from "../records/keys.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { parseAttempt, parseOutcome, writeRecord } from "../records/parse-record.ts";
import { readGeneration } from "../records/read-generation.ts";
import { isGone } from "../records/records.ts";
import type { Attempt, Claim, Outcome } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { clockTolerance, isLeaseOver } from "../status/report-status.ts";

export type Start<S extends Shapes> =
  /** The caller does the work, until `attempt.until`. */
  | { readonly state: "started"; readonly attempt: Attempt<S["progress"]>; readonly claim: Claim<S["accepted"]> }
  /** Somebody else does it, or a failed attempt rests: nothing to do before `until`, milliseconds since the epoch. */
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "finished"; readonly outcome: Outcome<S["ready"]> }
  /** There is no such generation. */
  | { readonly state: "absent" };

/**
 * Starts the next attempt at a generation, if one is due. The caller that creates `attempts/{n}.json` does the work. If
 * the last attempt's lease ends without an outcome, the subject has failed.
 *
 * @param owner random token; a repeated call with the same token finds an attempt that was created although the store's
 *   answer was lost
 * @param leaseMs milliseconds until another caller may start; must exceed the longest attempt
 * @throws BroadsheetError `unavailable`
 */
export async function startAttempt<S extends Shapes>(
  subject: Subject<S>,
  owner: string,
  leaseMs: number,
  world: LifecycleWorld,
): Promise<Start<S>> {
  const { kind } = subject;
  const found = await readGeneration(world.store, subject);
  if (found === undefined) return { state: "absent" };
  if (found.outcome !== undefined) return { state: "finished", outcome: found.outcome };
  const failed = await giveUp(found, world);
  if (failed !== undefined) return { state: "finished", outcome: failed };
  const { claim, latest } = found;
  if (claim === undefined) return { state: "absent" };
  if (latest?.owner === owner && !isLeaseOver(latest, world)) return { state: "started", attempt: latest, claim };
  if (latest !== undefined && !isLeaseOver(latest, world)) return { state: "held", until: latest.until };
  const now = world.clock.now();
  // A pause that begins in the future was written while a clock was wrong.
  if (latest?.ended !== undefined && now < latest.ended.retryAt && latest.ended.at <= now + clockTolerance)
    return { state: "held", until: latest.ended.retryAt };

  const attempt: Attempt<S["progress"]> = {
    attempt: found.attempts + 1,
    owner,
    run: world.run,
    engine: world.engine,
    started: now,
    until: now + leaseMs,
  };
  const key = attemptKey(subject, attempt.attempt);
  if (!(await world.store.create(key, writeRecord(attempt), "application/json"))) {
    const holder = await world.store.get(key);
    const present = holder && parseAttempt(kind, key, holder.body);
    if (present?.owner !== owner) return { state: "held", until: present?.until ?? now };
  }
  // A slow caller may create its attempt after the subject has ended.
  const ended = await world.store.get(outcomeKey(subject));
  if (ended === undefined) return { state: "started", attempt, claim };
  const outcome = parseOutcome(kind, outcomeKey(subject), ended.body);
  if (isGone(outcome)) await world.store.delete(key);
  return { state: "finished", outcome };
}
