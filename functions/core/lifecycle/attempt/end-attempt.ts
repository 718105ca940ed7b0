import type { BroadsheetError } from "../../errors.ts";
import { attemptCost } from "./attempt-cost.ts";
import { attemptKey } from "../records/keys.ts";
import { mostAttempts } from "../lifecycle-world.ts";
import type { Rendering, RenderingWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import type { Attempt, Claim } from "../records/records.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/** Milliseconds of rest after the first failed attempt; four times as many after the second. */
const firstRest = 1000;

/** Milliseconds of rest after an outage of the store: as long as the report has waited, between these. */
const outageRest = { least: 15_000, most: 600_000 } as const;

/** After this time of waiting an outage counts: what fails a day long is more than an outage, ms. */
const longestOutage = 24 * 3_600_000;

/**
 * Ends an attempt that failed in a way that may not happen again. The last one makes the report
 * failed. One that failed because its server stops, or because the store did not answer, is handed back, as if it had never begun: after an
 * outage a report has all its attempts.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function endAttempt(
  { accepted: { id }, created }: Claim,
  generation: number,
  attempt: Attempt,
  error: BroadsheetError,
  world: RenderingWorld,
): Promise<Rendering> {
  const at = world.clock.now();
  const waited = Math.max(0, at - created);
  const outage = isOutage(error) && waited < longestOutage;
  const failure = { kind: error.kind, problems: error.problems };
  if (world.signal?.aborted || outage) {
    if (outage) world.logger.warn("a render is handed back: the store failed", { id, generation, reason: error.message });
    await persist(world, attempt.until, () => world.store.delete(attemptKey(id, generation, attempt.attempt)));
    return { state: "held", until: world.signal?.aborted ? at : at + Math.min(Math.max(waited, outageRest.least), outageRest.most) };
  }
  if (attempt.attempt === mostAttempts) {
    const failed = { state: "failed", finished: at, attempts: attempt.attempt, final: false, engine: world.engine, ...failure, ...attemptCost(attempt, world) } as const;
    const outcome = await persist(world, attempt.until, () => writeOutcome(id, generation, failed, world));
    return { state: "finished", outcome };
  }
  const retryAt = at + firstRest * 4 ** (attempt.attempt - 1);
  await persist(world, attempt.until, () => rewriteAttempt(id, generation, attempt, { ended: { at, retryAt, ...failure } }, world));
  return { state: "held", until: retryAt };
}

/** Whether it was the store that failed, and not the render. */
export function isOutage({ problems }: BroadsheetError): boolean {
  return problems.length > 0 && problems.every(({ code }) => code === "store-failed");
}
