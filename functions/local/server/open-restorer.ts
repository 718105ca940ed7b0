import { setTimeout as delay } from "node:timers/promises";
import type { RenderingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { restoreReport } from "../../core/service/lifecycle/request/restore-report.ts";
import { readReport } from "../../core/service/lifecycle/status/read-report.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";

export interface RestorerOptions {
  readonly world: RenderingWorld;
  /** Longest time that a client waits, ms. */
  readonly waitMs: number;
  /** Called for a report that was claimed again. */
  claimed(id: string, generation: number, template: string): void;
  /** Returns once a report has an outcome, or after `ms` milliseconds. */
  settle(id: string, generation: number, ms: number): Promise<void>;
}

/** Makes the function that restores damaged PDFs: one render for all who ask for a report meanwhile. */
export function openRestorer({
  world,
  waitMs,
  claimed,
  settle,
}: RestorerOptions): (report: ReadyReport) => Promise<ReadyReport | undefined> {
  const under = new Map<string, Promise<void>>();
  const restore = async ({ id, generation, accepted }: ReadyReport): Promise<void> => {
    const end = world.clock.now() + waitMs;
    for (;;) {
      const restoring = await restoreReport(id, generation, world);
      if (restoring.state === "anew") {
        claimed(id, restoring.generation, accepted.template.name);
        return settle(id, restoring.generation, waitMs);
      }
      if (restoring.state !== "held" || restoring.until > end || world.signal?.aborted === true) return;
      await world.clock.sleep(Math.max(0, restoring.until - world.clock.now()));
    }
  };
  return async (report) => {
    const key = `${report.id}/${report.generation}`;
    const restoring = under.get(key) ?? restore(report).finally(() => under.delete(key));
    under.set(key, restoring);
    const late = Symbol("late");
    if ((await Promise.race([restoring, delay(waitMs, late, { ref: false })])) === late) return undefined;
    const status = await readReport(report.id, world);
    return status?.state === "ready" ? status : undefined;
  };
}
