import { BroadsheetError } from "../../core/errors.ts";
import type { Clock, Logger } from "../../core/ports.ts";
import { isOutage } from "../../core/service/lifecycle/attempt/end-attempt.ts";
import type { Rendering } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { Rest } from "./render-queue.ts";

export interface OutageWatchOptions {
  /** Whether the store takes an object again. */
  probe(): Promise<boolean>;
  readonly clock: Pick<Clock, "now">;
  readonly logger: Logger;
  /** Time between two probes, ms. @default 1000 */
  readonly everyMs?: number;
}

export interface OutageWatch {
  /**
   * Makes an attempt, and says how long to rest after it: after an outage of the store, a full disk above all, only
   * until it takes objects again.
   *
   * @returns undefined if nothing is left to do
   * @throws whatever the attempt does, except an outage
   */
  restAfter(attempt: () => Promise<Rendering<unknown>>): Promise<number | Rest | undefined>;
  close(): void;
}

/** Pause after an attempt that could not even record its end, ms. */
const longRest = 60_000;

/** Longest time between two probes, ms. */
const longestPause = 60_000;

/**
 * Watches for the end of an outage, so that reports do not rest on after it. A probe may succeed where a larger PDF
 * does not: an outage that follows one within a minute doubles the time before the next.
 */
export function openOutageWatch({ probe, clock, logger, everyMs = 1000 }: OutageWatchOptions): OutageWatch {
  let pause = everyMs;
  let endedAt = -Infinity;
  let watching: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const watch = async (): Promise<void> => {
    pause = clock.now() - endedAt < longestPause ? Math.min(pause * 2, longestPause) : everyMs;
    for (;;) {
      await new Promise<void>((resolve) => (timer = setTimeout(resolve, pause).unref()));
      if (closed || (await probe())) break;
    }
    endedAt = clock.now();
    watching = undefined;
    if (!closed) logger.info("the store takes objects again; the queue goes on");
  };
  const over = (): Promise<void> => (watching ??= watch());

  return {
    async restAfter(attempt) {
      try {
        const result = await attempt();
        if (result.state !== "held") return undefined;
        const ms = Math.max(0, result.until - clock.now());
        return result.outage === true ? { ms, sooner: over() } : ms;
      } catch (error) {
        if (!(error instanceof BroadsheetError) || !isOutage(error)) throw error;
        logger.warn("the store failed; the attempt could not be recorded", { reason: error.message });
        return { ms: longRest, sooner: over() };
      }
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
