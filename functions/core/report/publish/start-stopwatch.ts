import type { Clock } from "../../ports.ts";
import type { Stage } from "./report.ts";

/** Times the stages of one render. */
export interface Stopwatch {
  /** Ends the current stage and begins another. */
  begin(stage: Stage): void;
  /** Ends the last stage. @returns milliseconds per stage */
  end(): Readonly<Record<Stage, number>>;
}

/**
 * Starts a stopwatch that also reports progress.
 *
 * @param progress called with each stage as it begins
 */
export function startStopwatch(clock: Clock, progress?: (stage: Stage) => void): Stopwatch {
  const timings = {} as Record<Stage, number>;
  let running: Stage | undefined;
  let since = 0;
  const stop = (): void => {
    const now = clock.now();
    if (running !== undefined) timings[running] = Math.round((now - since) * 10) / 10;
    since = now;
  };
  return {
    begin(stage) {
      stop();
      running = stage;
      progress?.(stage);
    },
    end() {
      stop();
      return timings;
    },
  };
}
