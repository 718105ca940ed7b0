import { BroadsheetError } from "../../errors.ts";
import type { LifecycleWorld } from "./lifecycle-world.ts";

/** Tries of one step, and the first pause between them, ms; each pause doubles. */
const tries = 4;
const firstRest = 200;

/**
 * Retries a step that failed because of the store, a few times and not after `until`. Every step of the lifecycle can
 * be repeated: it finds what an earlier try wrote, even if the store's answer was lost.
 *
 * @param until milliseconds since the epoch
 * @throws the last error
 */
export async function persist<T>(
  { clock }: Pick<LifecycleWorld, "clock">,
  until: number,
  step: () => Promise<T>,
): Promise<T> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await step();
    } catch (error) {
      const worthAnother = error instanceof BroadsheetError && error.transient && turn < tries;
      if (!worthAnother || clock.now() >= until) throw error;
      await clock.sleep(firstRest * 2 ** (turn - 1));
    }
  }
}
