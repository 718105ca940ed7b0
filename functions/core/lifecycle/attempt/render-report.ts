import { BroadsheetError } from "../../errors.ts";
import type { Report } from "../../publish/report.ts";
import { attemptCost } from "./attempt-cost.ts";
import { endAttempt, isOutage } from "./end-attempt.ts";
import { finishReport } from "./finish-report.ts";
import type { LifecycleWorld, Rendering, RenderingWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { recordProgress } from "./record-progress.ts";
import type { Attempt, FailedOutcome } from "../records/records.ts";
import { startAttempt } from "./start-attempt.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/**
 * Makes one attempt at a report, if an attempt is due. An error that the same inputs would cause again is final at
 * once. Any other error ends the attempt, and the next may begin after a pause. Any number of callers may call this at
 * any time: only one of them renders.
 *
 * @returns what a queue's consumer needs: it is done at `finished` or `absent`, and otherwise tries again at `until`
 * @throws BroadsheetError `unavailable` if the store fails: try again
 */
export async function renderReport(id: string, generation: number, world: RenderingWorld): Promise<Rendering> {
  const { leaseMs = 90_000, progressMs = 1000 } = world;
  const owner = world.newToken();
  const start = await persist(world, Infinity, () => startAttempt(id, generation, owner, leaseMs, world));
  if (start.state !== "started") return start;
  const { attempt, claim } = start;
  const progress = recordProgress(id, generation, attempt, progressMs, world);
  let report: Report;
  try {
    report = await world.render(claim.accepted, progress.note);
  } catch (thrown) {
    await progress.settle();
    const error = named(thrown, id, world);
    if (error.transient) return endAttempt(claim, generation, attempt, error, world);
    const outcome = await persist(world, attempt.until, () => writeOutcome(id, generation, failure(attempt, error, world), world));
    return { state: "finished", outcome };
  }
  await progress.settle();
  try {
    const outcome = await persist(world, attempt.until, () => finishReport(generation, attempt, report, world));
    return { state: "finished", outcome };
  } catch (error) {
    // A full disk or an unreachable store is not the render's fault. It costs no attempt if the store can still delete.
    if (error instanceof BroadsheetError && isOutage(error)) return endAttempt(claim, generation, attempt, error, world);
    throw error;
  }
}

function failure(attempt: Attempt, error: BroadsheetError, world: RenderingWorld): FailedOutcome {
  const failed = { state: "failed", finished: world.clock.now(), attempts: attempt.attempt, final: true, engine: world.engine } as const;
  return { ...failed, kind: error.kind, problems: error.problems, ...attemptCost(attempt, world) };
}

/** An unexpected error may or may not recur. Its text goes to the log only. */
function named(thrown: unknown, id: string, { logger }: LifecycleWorld): BroadsheetError {
  if (thrown instanceof BroadsheetError) return thrown;
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  logger.error("a render met an unexpected error", { id, stack });
  return new BroadsheetError(
    "unavailable",
    { code: "render-broke", message: "The render met an unexpected error; the log has the details" },
    { cause: thrown },
  );
}
