import { availableParallelism } from "node:os";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { BatchJob, BatchWorld } from "../../core/service/batch/batch-world.ts";
import { openBatchDoor } from "../../core/service/batch/door/open-batch.ts";
import { outputMaker } from "../../core/service/batch/door/output-maker.ts";
import { endBatch } from "../../core/service/batch/end/end-batch.ts";
import { makePage } from "../../core/service/batch/page/make-page.ts";
import { planBatch } from "../../core/service/batch/plan/plan-batch.ts";
import { renderOneByOne } from "../../core/service/batch/render-rows.ts";
import { sweepBatches } from "../../core/service/batch/sweep/sweep-batches.ts";
import type { LifecycleWorld, Render, Rendering } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { RenderPoolOptions } from "../../render/worker-pool.ts";
import { batchRoom } from "../../render/worker-settings.ts";
import { openGate } from "./connections/open-gate.ts";
import { openOutageWatch } from "./outage-watch.ts";
import { openIdlePool } from "./idle-pool.ts";
import { openRenderQueue } from "./render-queue.ts";

export interface BatchesOptions {
  readonly world: Omit<LifecycleWorld, "retentionMs">;
  /** Settings of the render workers. */
  readonly pool: Pick<RenderPoolOptions, "timeoutMs" | "heapMegabytes"> & { readonly dataDirectory: string };
  /** Whether the store takes an object now. */
  probe(): Promise<boolean>;
  /** Whether the PDFs of a page are stored together. @default false */
  readonly packs?: boolean | undefined;
  /** Pages made in parallel. @default the number of cores */
  readonly lanes?: number;
  /** Time for the rows under way to finish when the server stops, ms. */
  readonly graceMs: number;
}

export interface Batches {
  push(job: BatchJob): void;
  /** Finds the jobs that nobody works on. */
  sweep(): Promise<void>;
  /** Hands back what is under way, after a moment. */
  close(): Promise<void>;
}

/** Lease of a job, ms: where servers have runs, it ends with the server's run in any case. */
const leaseMs = 30 * 60_000;

/** Lease where several servers share the store, ms, as on AWS: what a dead one held rests for so long. */
const sharedLeaseMs = 15 * 60_000;

/** Time between two records of a page's progress, ms. */
const progressMs = 5_000;

/** Niceness of the workers: interactive renders take precedence on a busy processor. */
const niceness = 10;

/**
 * Works on batches beside interactive requests, in a lane of their own: with a queue and with workers that no single
 * report ever waits for. The workers start with the first page, run at a lower priority, and end when nothing is left.
 */
export function openBatches({
  world,
  pool: settings,
  graceMs,
  probe,
  packs = false,
  lanes = availableParallelism(),
}: BatchesOptions): Batches {
  const stopping = new AbortController();
  const { logger } = world;
  const pool = openIdlePool({ ...settings, workers: lanes, niceness, room: batchRoom, logger });
  const render: Render = (...asked) => pool.use((one) => one.render(...asked));
  const gate = openGate();
  const batchWorld: BatchWorld = {
    ...world,
    leaseMs: world.run === undefined ? sharedLeaseMs : leaseMs,
    progressMs,
    packs,
    signal: stopping.signal,
    door: openBatchDoor({ store: world.store, openScratch: () => openScratchFolder() }),
    renderRows: renderOneByOne((...asked) => gate.together(() => render(...asked))),
    alone: (work) => gate.alone(() => work(renderOneByOne(render))),
    makeRendition: (order) => gate.together(() => pool.use((one) => one.rendition(order))),
    makeOutput: outputMaker(world),
    enqueue: (job) => push(job),
  };
  const outages = openOutageWatch({ probe, clock: world.clock, logger });
  const queue = openRenderQueue({
    threads: lanes,
    logger,
    attempt: (id, generation) => outages.restAfter(() => runJob(parseName(id, generation), batchWorld)),
  });
  const push = (job: BatchJob): void => queue.push(nameOf(job), job.generation, job.batch);

  return {
    push,
    async sweep() {
      await sweepBatches(batchWorld, { requeue: (jobs) => jobs.forEach(push) });
    },
    async close() {
      stopping.abort();
      outages.close();
      await pool.close(queue.close(), graceMs);
    },
  };
}

function runJob({ batch, generation, page }: BatchJob, world: BatchWorld): Promise<Rendering<unknown>> {
  if (page === undefined) return planBatch(batch, generation, world);
  return page === "end" ? endBatch(batch, generation, world) : makePage(batch, generation, page, world);
}

/** The queue knows a job by one name and the generation. */
function nameOf({ batch, page }: BatchJob): string {
  return page === undefined ? batch : `${batch}/${page}`;
}

function parseName(name: string, generation: number): BatchJob {
  const [batch = "", page] = name.split("/");
  return { batch, generation, ...(page !== undefined && { page: page === "end" ? page : Number(page) }) };
}
