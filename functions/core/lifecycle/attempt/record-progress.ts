import type { Stage } from "../../publish/report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Attempt } from "../records/records.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";

export interface ProgressRecorder {
  note(stage: Stage): void;
  /** Resolves when nothing is being written any more. */
  settle(): Promise<void>;
}

/**
 * Writes a render's progress into its attempt, at most once every `everyMs` milliseconds and not in
 * the first ones: a quick render writes nothing. Progress that cannot be written is lost, for the
 * render itself goes on; the log tells.
 */
export function recordProgress(
  id: string,
  generation: number,
  attempt: Attempt,
  everyMs: number,
  world: LifecycleWorld,
): ProgressRecorder {
  let written = attempt.started;
  let writing: Promise<void> | undefined;
  const write = async (stage: Stage, at: number): Promise<void> => {
    try {
      await rewriteAttempt(id, generation, attempt, { progress: { stage, at } }, world);
    } catch (error) {
      world.logger.warn("progress was not recorded", { id, reason: (error as Error).message });
    } finally {
      writing = undefined;
    }
  };
  return {
    note(stage) {
      const now = world.clock.now();
      if (writing !== undefined || now - written < everyMs) return;
      written = now;
      writing = write(stage, now);
    },
    settle: async () => writing,
  };
}
