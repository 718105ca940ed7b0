import type { Clock, Logger } from "./ports.ts";

/**
 * Something to be done once a minute. It finds by itself what is due, so that a lost or doubled minute does no harm.
 */
export interface Duty {
  /** For the log. */
  readonly name: string;
  /** @param until when to stop and leave the rest to the next minute; milliseconds since the epoch */
  run(until: number): Promise<void>;
}

/**
 * The tick: runs each duty, one after the other. Each has its share of the time that is left, so that a long one cannot
 * starve the others. A duty that fails is logged, and the others run.
 *
 * @param until milliseconds since the epoch
 * @returns the names of the duties that failed
 */
export async function runDuties(
  duties: readonly Duty[],
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  until: number,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const [index, duty] of duties.entries()) {
    const now = clock.now();
    try {
      await duty.run(now + (until - now) / (duties.length - index));
    } catch (error) {
      logger.error("a duty of the tick failed", {
        duty: duty.name,
        reason: error instanceof Error ? error.message : String(error),
      });
      failed.push(duty.name);
    }
  }
  return failed;
}
