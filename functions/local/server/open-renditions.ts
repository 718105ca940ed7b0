import { type RenditionJob, renditionOf } from "../../core/service/rendition/rendition-kind.ts";
import { type RenditionWorld, runRendition } from "../../core/service/rendition/run-rendition.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface Renditions {
  /** Has a rendition made, unless it is waiting or being made. */
  push(job: RenditionJob): void;
  /** Accepts no more, and waits for the one under way. */
  close(): Promise<void>;
}

/** Makes renditions, one after the other; the work is done in the render processes, between reports. */
export function openRenditions(world: RenditionWorld): Renditions {
  /** Folder → the job that waits. */
  const jobs = new Map<string, RenditionJob>();
  const queue = openRenderQueue({
    threads: 1,
    logger: world.logger,
    async attempt(folder) {
      const job = jobs.get(folder)!;
      const result = await runRendition(job, world);
      if (result.state === "held") return Math.max(0, result.until - world.clock.now());
      jobs.delete(folder);
      if (result.state === "finished")
        world.logger.info("a rendition has its outcome", { ...job, state: result.outcome.state });
      return undefined;
    },
  });
  return {
    push(job) {
      const { folder } = renditionOf(job);
      jobs.set(folder, job);
      queue.push(folder, job.number, job.report);
    },
    close: () => queue.close(),
  };
}
