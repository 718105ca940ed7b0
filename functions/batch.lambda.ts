import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { openScratchFolder } from "./adapters/scratch-folder.ts";
import type { BatchJob, BatchWorld } from "./core/service/batch/batch-world.ts";
import { openBatchDoor } from "./core/service/batch/door/open-batch.ts";
import { outputMaker } from "./core/service/batch/door/output-maker.ts";
import { endBatch } from "./core/service/batch/end/end-batch.ts";
import { makePage } from "./core/service/batch/page/make-page.ts";
import { planBatch } from "./core/service/batch/plan/plan-batch.ts";
import { renderOneByOne } from "./core/service/batch/render-rows.ts";
import type { Rendering } from "./core/service/lifecycle/lifecycle-world.ts";
import { functionMemory, readArchitecture, readNumber, readOptional } from "./environment.ts";
import { decodeBatchJobs } from "./lambda/queue/decode-batch-jobs.ts";
import { hideMessage } from "./lambda/queue/hide-message.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { CallCounter } from "./lambda/render/count-calls.ts";
import { openRenderer } from "./lambda/render/open-renderer.ts";
import { jobCost } from "./lambda/render/render-cost.ts";
import { workThrough } from "./lambda/queue/work-through.ts";

const logger = createLogger("batch");
const counter = new CallCounter();
const renderer = await openRenderer(logger, (bucket) => counter.watch(bucket));
const [memory, architecture] = [functionMemory(), readArchitecture()];
/**
 * Time for which a page is rendered, so that its last row, its parts and its outcome fit in: a minute, or less where
 * the whole is short.
 */
const pageMs =
  (readNumber("renderTimeout") - readNumber("renderSeconds") - Math.min(60, readNumber("renderTimeout") / 4)) * 1000;
const world: BatchWorld = {
  ...renderer,
  door: openBatchDoor({ store: renderer.store, openScratch: () => openScratchFolder() }),
  renderRows: renderOneByOne(renderer.render),
  makeOutput: outputMaker(renderer),
  estimateCost: (ms) => jobCost(ms, memory, architecture, counter.calls),
  progressMs: 5_000,
  pageMs,
  packs: readOptional("batchPacks") === "true",
};

/** Works on the jobs in the queue's messages: plans batches, makes their pages, ends them. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.begin(context.awsRequestId);
  return workThrough(event.Records, {
    decode: decodeBatchJobs,
    attempt: runJob,
    hide: (message, seconds) => hideMessage(message, seconds, "batchQueue"),
    remaining: () => context.getRemainingTimeInMillis(),
    attemptMs: pageMs,
    clock: world.clock,
    logger,
  });
}

async function runJob({ batch, generation, page }: BatchJob): Promise<Rendering<unknown>> {
  const begun = world.clock.now();
  counter.begin();
  const result = await (page === undefined
    ? planBatch(batch, generation, world)
    : page === "end"
      ? endBatch(batch, generation, world)
      : makePage(batch, generation, page, world));
  logger.info("a job of a batch was attempted", {
    batch,
    generation,
    page: page ?? "plan",
    state: result.state,
    ms: world.clock.now() - begun,
  });
  return result;
}
