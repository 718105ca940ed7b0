import type { Clock, Logger } from "../../core/ports.ts";
import { type Duty, runDuties } from "../../core/run-duties.ts";

export interface Ticker {
  /** Ticks now, or again once the tick under way has ended. */
  wake(): void;
  /** Starts no more ticks, and waits for the one under way. */
  close(): Promise<void>;
}

/** Time between two ticks, ms; also the time that one may take. */
const tickMs = 60_000;

/**
 * Runs the duties of the tick once a minute, in place of a schedule on AWS: at the start of each minute, and at once.
 */
export function openTicker(duties: readonly Duty[], world: { readonly clock: Clock; readonly logger: Logger }): Ticker {
  let closed = false;
  let again = false;
  let ticking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const wake = (): void => {
    if (closed) return;
    if (ticking !== undefined) {
      again = true;
      return;
    }
    clearTimeout(timer);
    ticking = runDuties(duties, world, world.clock.now() + tickMs).then(() => {
      ticking = undefined;
      if (closed) return;
      const isDue = again;
      again = false;
      if (isDue) wake();
      else timer = setTimeout(wake, tickMs - (world.clock.now() % tickMs));
    });
  };

  return {
    wake,
    async close() {
      closed = true;
      clearTimeout(timer);
      await ticking;
    },
  };
}
