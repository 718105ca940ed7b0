import { outcomeKey } from "../../core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../core/service/lifecycle/records/report-kind.ts";
import type { Unfinished } from "../../core/service/lifecycle/sweep/sweep-reports.ts";
import type { Clock, Logger, ObjectStore } from "../../core/ports.ts";
import type { RenderAnswer } from "./render-answer.ts";

export interface OutcomeWaiter {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Has the render function make one attempt. When `signal` aborts, only the waiting ends, not the attempt. */
  invoke(claim: Unfinished, signal: AbortSignal): Promise<RenderAnswer>;
}

/** Milliseconds between two reads of the store while another caller renders. */
const nap = 250;

/**
 * Has a report rendered at once and returns once it has an outcome, or after `ms` milliseconds. If the queue has
 * already started a render, waits for that one. If the render function cannot be called, the queue will call it later.
 */
export async function awaitOutcome(
  claim: Unfinished,
  ms: number,
  { store, clock, logger, invoke }: OutcomeWaiter,
): Promise<void> {
  const until = clock.now() + ms;
  let next = 0;
  while (clock.now() < until) {
    if (clock.now() >= next) {
      const answer = await invoke(claim, AbortSignal.timeout(Math.max(1, until - clock.now()))).catch(
        (error: unknown) => {
          logger.warn("the render function could not be called", {
            ...claim,
            reason: error instanceof Error ? error.name : String(error),
          });
          return { state: "held", until } as const;
        },
      );
      if (answer.state !== "held") return;
      next = answer.until;
    }
    if ((await store.head(outcomeKey(reportOf(claim.id, claim.generation)))) !== undefined) return;
    await clock.sleep(Math.max(0, Math.min(nap, until - clock.now())));
  }
}
