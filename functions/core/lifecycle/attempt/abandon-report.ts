import type { BroadsheetError } from "../../errors.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import { readGeneration } from "../records/read-generation.ts";
import type { Outcome } from "../records/records.ts";
import { isLeaseOver } from "../status/report-status.ts";
import { writeOutcome } from "../records/write-outcome.ts";

export type Abandonment =
  | { readonly state: "finished"; readonly outcome: Outcome }
  /** Somebody renders it yet: nothing to do before `until`, milliseconds since the epoch. */
  | { readonly state: "held"; readonly until: number }
  | { readonly state: "absent" };

/**
 * Gives up on a report once its queue has. A report that has an outcome keeps it; one that is being rendered is left
 * alone until its render ends. The failure is transient: the next request starts a new generation.
 *
 * @param error the reason, shown with the report's status
 * @throws BroadsheetError `unavailable`
 */
export async function abandonReport(id: string, generation: number, error: BroadsheetError, world: LifecycleWorld): Promise<Abandonment> {
  return persist(world, Infinity, async (): Promise<Abandonment> => {
    const found = await readGeneration(world.store, id, generation);
    if (found === undefined || (found.claim === undefined && found.outcome === undefined && found.corrupt === undefined)) return { state: "absent" };
    if (found.outcome !== undefined) return { state: "finished", outcome: found.outcome };
    if (found.latest !== undefined && !isLeaseOver(found.latest, world)) return { state: "held", until: found.latest.until };
    const failure = { kind: error.kind, problems: error.problems };
    const finished = world.clock.now();
    const outcome = await writeOutcome(id, generation, { state: "failed", finished, attempts: found.attempts, final: false, ...failure }, world);
    return { state: "finished", outcome };
  });
}
