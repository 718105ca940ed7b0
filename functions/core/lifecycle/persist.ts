import { BroadsheetError } from "../errors.ts";
import type { LifecycleWorld } from "./lifecycle-world.ts";

/** Tries of one step, and the first rest between them, ms; each rest is twice the one before. */
const tries = 4;
const firstRest = 200;

/**
 * Repeats a step that a failing store broke, a few times and not after `until`. Every step of the
 * lifecycle may be repeated: whatever an earlier try wrote without learning of it is found again.
 *
 * @param until milliseconds since the epoch
 * @throws the last error
 */
export async function persist<T>({ clock }: LifecycleWorld, until: number, step: () => Promise<T>): Promise<T> {
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
