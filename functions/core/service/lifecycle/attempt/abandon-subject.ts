import type { BroadsheetError } from "../../../errors.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { readGeneration } from "../records/read-generation.ts";
import type { Outcome } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { isLeaseOver } from "../status/report-status.ts";
import { writeOutcome } from "../records/write-outcome.ts";

export type Abandonment<S extends Shapes> =
  | { readonly state: "finished"; readonly outcome: Outcome<S["ready"]> }
  /** Somebody works on it yet: nothing to do before `until`, milliseconds since the epoch. */
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "absent" };

/**
 * Gives up on a subject once its queue has. One that has an outcome keeps it; one that is being worked on is left alone
 * until that attempt ends. The failure is transient: the next request starts a new generation.
 *
 * @param error the reason, shown with its status
 * @throws BroadsheetError `unavailable`
 */
export async function abandonSubject<S extends Shapes>(
  subject: Subject<S>,
  error: BroadsheetError,
  world: LifecycleWorld,
): Promise<Abandonment<S>> {
  return persist(world, Infinity, async (): Promise<Abandonment<S>> => {
    const found = await readGeneration(world.store, subject);
    if (
      found === undefined ||
      (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)
    )
      return { state: "absent" };
    if (found.outcome !== undefined) return { state: "finished", outcome: found.outcome };
    if (found.latest !== undefined && !isLeaseOver(found.latest, world))
      return { state: "held", until: found.latest.until };
    const failure = { kind: error.kind, problems: error.problems };
    const finished = world.clock.now();
    const outcome = await writeOutcome(
      subject,
      { state: "failed", finished, attempts: found.attempts, final: false, ...failure },
      world,
    );
    return { state: "finished", outcome };
  });
}
