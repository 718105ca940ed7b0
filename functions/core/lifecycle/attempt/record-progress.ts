import type { Stage } from "../../publish/report.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Attempt } from "../records/records.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";

export interface ProgressRecorder {
  note(stage: Stage): void;
  /** Resolves once no write is pending. */
  settle(): Promise<void>;
}

/**
 * Writes a render's progress into its attempt, at most once every `everyMs` milliseconds. The first write comes after
 * that interval, so a quick render writes nothing. Progress that cannot be written is logged and dropped; the render
 * goes on.
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
