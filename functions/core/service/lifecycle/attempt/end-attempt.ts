import type { BroadsheetError } from "../../../errors.ts";
import { attemptCost } from "./attempt-cost.ts";
import { attemptKey } from "../records/keys.ts";
import type { AttemptingWorld, Rendering } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import type { Attempt, Claim } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/** Pause after the first failed attempt, ms; four times as long after the second. */
const firstRest = 1000;

/** Longest pause after a failed attempt, ms. */
const longestRest = 60_000;

/**
 * Pause after an outage of the store, ms: as long as the report has waited, or as the attempt of what waits in line has
 * taken, within these bounds.
 */
const outageRest = { least: 15_000, most: 600_000 } as const;

/** An outage that lasts longer than this, ms, counts as a failed attempt. */
const longestOutage = 24 * 3_600_000;

/**
 * Ends an attempt that failed transiently. If it was the last one, the subject has failed. An attempt that failed
 * because its server is stopping, or because the store did not answer, is handed back and does not count, so
 * all attempts are left after an outage.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function endAttempt<S extends Shapes>(
  subject: Subject<S>,
  { created }: Pick<Claim, "created">,
  attempt: Attempt<S["progress"]>,
  error: BroadsheetError,
  world: AttemptingWorld,
): Promise<Rendering<S["ready"]>> {
  const { id, generation, kind } = subject;
  const at = world.clock.now();
  const waited = Math.max(0, at - (kind.inLine === true ? attempt.started : created));
  const outage = isOutage(error) && waited < longestOutage;
  const failure = { kind: error.kind, problems: error.problems };
  if (world.signal?.aborted || outage) {
    if (outage)
      world.logger.warn("the store failed; the attempt is handed back", { id, generation, reason: error.message });
    await persist(world, attempt.until, () => world.store.delete(attemptKey(subject, attempt.attempt)));
    if (world.signal?.aborted) return { state: "held", until: at };
    const rest = Math.min(Math.max(waited, outageRest.least), outageRest.most);
    return { state: "held", until: at + rest, outage: true };
  }
  if (attempt.attempt >= kind.mostAttempts) {
    const failed = {
      state: "failed",
      finished: at,
      attempts: attempt.attempt,
      final: false,
      engine: world.engine,
      ...failure,
      ...attemptCost(attempt, world),
    } as const;
    const outcome = await persist(world, attempt.until, () => writeOutcome(subject, failed, world));
    return { state: "finished", outcome };
  }
  const retryAt = at + Math.min(firstRest * 4 ** (attempt.attempt - 1), longestRest);
  await persist(world, attempt.until, () =>
    rewriteAttempt(subject, attempt, { ended: { at, retryAt, ...failure } }, world),
  );
  return { state: "held", until: retryAt };
}

/** Whether the store failed rather than the work. */
export function isOutage({ problems }: BroadsheetError): boolean {
  return problems.length > 0 && problems.every(({ code }) => code === "store-failed");
}
