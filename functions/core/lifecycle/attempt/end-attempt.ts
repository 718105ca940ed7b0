import type { BroadsheetError } from "../../errors.ts";
import { attemptCost } from "./attempt-cost.ts";
import { attemptKey } from "../records/keys.ts";
import { mostAttempts } from "../lifecycle-world.ts";
import type { Rendering, RenderingWorld } from "../lifecycle-world.ts";
import { persist } from "../persist.ts";
import type { Attempt } from "../records/records.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";
import { writeOutcome } from "../records/write-outcome.ts";

/** Milliseconds of rest after the first failed attempt; four times as many after the second. */
const firstRest = 1000;

/**
 * Ends an attempt that failed in a way that may not happen again. The last one makes the report
 * failed. One that failed because its server stops is handed back, as if it had never begun.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function endAttempt(
  id: string,
  generation: number,
  attempt: Attempt,
  error: BroadsheetError,
  world: RenderingWorld,
): Promise<Rendering> {
  const at = world.clock.now();
  const failure = { kind: error.kind, problems: error.problems };
  if (world.signal?.aborted) {
    await persist(world, attempt.until, () => world.store.delete(attemptKey(id, generation, attempt.attempt)));
    return { state: "held", until: at };
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
