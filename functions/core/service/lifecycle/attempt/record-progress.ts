import type { LifecycleWorld } from "../lifecycle-world.ts";
import type { Attempt } from "../records/records.ts";
import type { Shapes, Subject } from "../records/subject.ts";
import { rewriteAttempt } from "./rewrite-attempt.ts";

export interface ProgressRecorder<Progress> {
  note(progress: Progress): void;
  /** Resolves once no write is pending. */
  settle(): Promise<void>;
}

/**
 * Writes an attempt's progress into its record, at most once every `everyMs` milliseconds. The first write comes after
 * that interval, so a quick attempt writes nothing. Progress that cannot be written is logged and dropped; the work
 * goes on.
 */
export function recordProgress<S extends Shapes>(
  subject: Subject<S>,
  attempt: Attempt<S["progress"]>,
  everyMs: number,
  world: LifecycleWorld,
): ProgressRecorder<S["progress"]> {
  let written = attempt.started;
  let writing: Promise<void> | undefined;
  const write = async (progress: S["progress"], at: number): Promise<void> => {
    try {
      await rewriteAttempt(subject, attempt, { progress: { ...progress, at } }, world);
    } catch (error) {
      world.logger.warn("progress was not recorded", { id: subject.id, reason: (error as Error).message });
    } finally {
      writing = undefined;
    }
  };
  return {
    note(progress) {
      const now = world.clock.now();
      if (writing !== undefined || now - written < everyMs) return;
      written = now;
      writing = write(progress, now);
    },
    settle: async () => writing,
  };
}
