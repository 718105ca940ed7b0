import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import type { AttemptingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { followViews } from "../../core/service/view/follow-views.ts";
import type { RefreshJob } from "../../core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "../../core/service/view/run-refresh.ts";
import type { RenderPool } from "../../render/render-pool.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface Refreshes {
  push(job: RefreshJob): void;
  /**
   * Looks whether views are to be made anew, because a source has changed.
   *
   * @param until when to stop, milliseconds since the epoch @default never
   */
  follow(until?: number): Promise<void>;
  /** Looks so soon, without anybody's waiting for it. */
  wake(): void;
  /** Finds the refreshes that nobody works on, too. */
  sweep(): Promise<void>;
  /** Accepts no more, and waits for the one under way. */
  close(): Promise<void>;
}

/** Part of a task's time that a SELECT may take: the rest is for reading its sources and storing its table. */
const selectShare = 0.75;

/** Longest time that a SELECT may take however long a task may, ms: that of a refresh on AWS. */
const longestSelectMs = 180_000;

/**
 * Makes the tables of views, one after the other; the render processes do it, between reports.
 *
 * @param taskMs time after which the pool ends a process: the SELECT ends before, and says so itself
 */
export function openRefreshes(base: AttemptingWorld, pool: Pick<RenderPool, "recipe">, taskMs: number): Refreshes {
  const deadlineMs = Math.min(longestSelectMs, Math.floor(taskMs * selectShare));
  const world: RefreshWorld = {
    ...base,
    started: (job) => push(job),
    async makeTable({ view: name, definition, sources }) {
      const { profile } = await pool.recipe({ name, large: true, view: { definition, sources, deadlineMs } });
      return { version: profile.version, rows: profile.rows };
    },
    moved: (view) => prepareChoicesOver(view, { store: base.store, openScratch: () => openScratchFolder() }),
  };
  const queue = openRenderQueue({
    threads: 1,
    logger: world.logger,
    async attempt(id, number) {
      const [view = "", cause = ""] = id.split("/");
      const result = await runRefresh({ view, cause, number }, world);
      return result.state === "held" ? Math.max(0, result.until - world.clock.now()) : undefined;
    },
  });
  const push = ({ view, cause, number }: RefreshJob): void => queue.push(`${view}/${cause}`, number, view);
  const follow = (until?: number): Promise<void> =>
    followViews(world, { ...world, ...(until !== undefined && { until }) });
  const warn = (error: Error): void => world.logger.warn("the views could not be followed", { reason: error.message });
  let looking: Promise<void> | undefined;
  let again = false;
  const wake = (): void => {
    if (looking !== undefined) {
      again = true;
      return;
    }
    looking = follow()
      .catch(warn)
      .then(() => {
        looking = undefined;
        if (!again) return;
        again = false;
        wake();
      });
  };
  return {
    push,
    follow,
    wake,
    async sweep() {
      // A damaged record of the views must not keep a server from its reports.
      await followViews(world, { ...world, requeue: (jobs) => jobs.forEach(push) }).catch(warn);
    },
    async close() {
      await looking;
      await queue.close();
    },
  };
}
