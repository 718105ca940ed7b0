import { BroadsheetError } from "../../errors.ts";
import { mostAttempts } from "../lifecycle-world.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Generation } from "../records/read-generation.ts";
import type { Attempt, Outcome } from "../records/records.ts";
import { isLeaseOver } from "../status/report-status.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/**
 * Writes the outcome of a generation that cannot come to one by itself: its last attempt is over,
 * or its records cannot be read. The failure is transient, so that asking again starts anew.
 *
 * @returns the outcome there is now; `undefined` if there is hope yet, or an outcome already
 * @throws BroadsheetError `unavailable`
 */
export async function giveUp(found: Generation, world: LifecycleWorld): Promise<Outcome | undefined> {
  const error = findEnd(found, world);
  if (error === undefined) return undefined;
  world.logger.error("a report is given up", { id: found.id, generation: found.generation, reason: error.message });
  const finished = world.clock.now();
  const failure = { kind: error.kind, problems: error.problems };
  return writeOutcome(found.id, found.generation, { state: "failed", finished, attempts: found.attempts, final: false, ...failure }, world);
}

function findEnd({ attempts, corrupt, latest, outcome }: Generation, world: LifecycleWorld): BroadsheetError | undefined {
  if (outcome !== undefined) return undefined;
  if (corrupt !== undefined) return corrupt;
  if (attempts < mostAttempts || latest === undefined || !isLeaseOver(latest, world)) return undefined;
  return lastFailure(latest);
}

/** Why the last attempt failed; if it never said so, its worker or server ended without a word. */
function lastFailure({ ended }: Attempt): BroadsheetError {
  if (ended !== undefined) return new BroadsheetError(ended.kind, ended.problems);
  return new BroadsheetError("unavailable", {
    code: "render-lost",
    message: `${mostAttempts} renders were started and none finished: each ran out of time or ended its server`,
    hint: "Look for a query, chart or dataset that takes too much memory or time.",
  });
}
