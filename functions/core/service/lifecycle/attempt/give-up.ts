import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Generation } from "../records/read-generation.ts";
import type { Attempt, Outcome } from "../records/records.ts";
import type { Shapes } from "../records/subject.ts";
import { isLeaseOver } from "../status/report-status.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/**
 * Writes the outcome of a generation that cannot reach one by itself: its last attempt is over, or its records cannot
 * be read. The failure is transient, so the next request starts a new generation.
 *
 * @returns the outcome written; `undefined` if the generation may still succeed or already has an outcome
 * @throws BroadsheetError `unavailable`
 */
export async function giveUp<S extends Shapes>(
  found: Generation<S>,
  world: LifecycleWorld,
): Promise<Outcome<S["ready"]> | undefined> {
  const error = findEnd(found, world);
  if (error === undefined) return undefined;
  // Its attempts logged their own faults. Who finds it has met none: it must not stop a release for one of the past.
  world.logger.warn(`gave up on a ${found.subject.kind.name}`, {
    id: found.id,
    generation: found.generation,
    reason: error.message,
  });
  const finished = world.clock.now();
  const failure = { kind: error.kind, problems: error.problems };
  return writeOutcome(
    found.subject,
    { state: "failed", finished, attempts: found.attempts, final: false, ...failure },
    world,
  );
}

function findEnd<S extends Shapes>(
  { subject: { kind }, attempts, corrupt, latest, outcome }: Generation<S>,
  world: LifecycleWorld,
): BroadsheetError | undefined {
  if (outcome !== undefined) return undefined;
  if (corrupt !== undefined) return corrupt;
  if (attempts < kind.mostAttempts || latest === undefined || !isLeaseOver(latest, world)) return undefined;
  return lastFailure(latest, kind.lost);
}

/** Why the last attempt failed. If it recorded no reason, its worker or server died. */
function lastFailure({ ended }: Attempt<unknown>, lost: Problem): BroadsheetError {
  if (ended !== undefined) return new BroadsheetError(ended.kind, ended.problems);
  return new BroadsheetError("unavailable", lost);
}
