import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import { attemptCost } from "./attempt-cost.ts";
import { endAttempt, isOutage } from "./end-attempt.ts";
import { HandedBack } from "./handed-back.ts";
import { attemptKey } from "../records/keys.ts";
import type { AttemptingWorld, LifecycleWorld, Rendering } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { recordProgress } from "./record-progress.ts";
import type { Attempt, Claim, FailedOutcome, Outcome } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { startAttempt } from "./start-attempt.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/** The work of an attempt, in two steps. */
export interface Work<S extends Shapes, Made> {
  /**
   * Does the work, and notes how far it has come.
   *
   * @throws HandedBack to leave the rest to another attempt, at once or later
   */
  make(
    claim: Claim<S["accepted"]>,
    attempt: Attempt<S["progress"]>,
    note: (progress: S["progress"]) => void,
  ): Promise<Made>;
  /** Stores what was made, and the outcome. Repeating the call is safe. */
  finish(made: Made, attempt: Attempt<S["progress"]>): Promise<Outcome<S["ready"]>>;
}

/**
 * Makes one attempt at a subject, if an attempt is due. An error that the same inputs would cause again is final at
 * once. Any other error ends the attempt, and the next may begin after a pause. Any number of callers may call this at
 * any time: only one of them works.
 *
 * @returns what a queue's consumer needs: it is done at `finished` or `absent`, and otherwise tries again at `until`
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function runAttempt<S extends Shapes, Made>(
  subject: Subject<S>,
  work: Work<S, Made>,
  world: AttemptingWorld,
): Promise<Rendering<S["ready"]>> {
  const { leaseMs = 90_000, progressMs = 1000 } = world;
  const owner = world.newToken();
  const start = await persist(world, Infinity, () => startAttempt(subject, owner, leaseMs, world));
  if (start.state !== "started") return start;
  const { attempt, claim } = start;
  const progress = recordProgress(subject, attempt, progressMs, world);
  let made: Made;
  try {
    made = await work.make(claim, attempt, progress.note);
  } catch (thrown) {
    await progress.settle();
    if (thrown instanceof HandedBack) {
      await persist(world, attempt.until, () => world.store.delete(attemptKey(subject, attempt.attempt)));
      return { state: "held", until: Math.max(world.clock.now(), thrown.until) };
    }
    const error = named(thrown, subject, world);
    if (error.transient) return endAttempt(subject, claim, attempt, error, world);
    const outcome = await persist(world, attempt.until, () =>
      writeOutcome(subject, failure(attempt, error, world), world),
    );
    return { state: "finished", outcome };
  }
  await progress.settle();
  try {
    const outcome = await persist(world, attempt.until, () => work.finish(made, attempt));
    return { state: "finished", outcome };
  } catch (error) {
    // A full disk or an unreachable store is not the work's fault. It costs no attempt if the store can still delete.
    if (error instanceof BroadsheetError && isOutage(error)) return endAttempt(subject, claim, attempt, error, world);
    throw error;
  }
}

function failure(
  attempt: Pick<Attempt, "attempt" | "started">,
  error: BroadsheetError,
  world: AttemptingWorld,
): FailedOutcome {
  const failed = {
    state: "failed",
    finished: world.clock.now(),
    attempts: attempt.attempt,
    final: !isCorrupt(error),
    engine: world.engine,
  } as const;
  return { ...failed, kind: error.kind, problems: error.problems, ...attemptCost(attempt, world) };
}

/** An unexpected error may or may not recur. Its text goes to the log only. */
function named<S extends Shapes>(
  thrown: unknown,
  { id, kind }: Subject<S>,
  { logger }: LifecycleWorld,
): BroadsheetError {
  if (thrown instanceof BroadsheetError) return thrown;
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  logger.error(`an attempt at a ${kind.name} met an unexpected error`, { id, stack });
  return new BroadsheetError(
    "unavailable",
    { code: "render-broke", message: "The render met an unexpected error; the log has the details" },
    { cause: thrown },
  );
}
