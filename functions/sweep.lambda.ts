import type { Context } from "aws-lambda";
import { expireReports } from "./core/service/lifecycle/sweep/expire-reports.ts";
import { expireBatches } from "./core/service/batch/sweep/expire-batches.ts";
import { sweepBatches } from "./core/service/batch/sweep/sweep-batches.ts";
import { sweepPromotions } from "./core/service/promotion/sweep-promotions.ts";
import { sweepReports } from "./core/service/lifecycle/sweep/sweep-reports.ts";
import { takeTurn } from "./core/service/lifecycle/sweep/take-turn.ts";
import { sweepUploads } from "./core/service/upload/sweep-uploads.ts";
import { followSources } from "./core/service/source/follow-sources.ts";
import { followViews } from "./core/service/view/follow-views.ts";
import { readOptional, readVariable } from "./environment.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { sendMessages } from "./lambda/queue/send-messages.ts";
import { measurePulls } from "./lambda/render/pull-metrics.ts";
import { measureSweeps } from "./lambda/render/sweep-metrics.ts";

const logger = createLogger("sweep");
const world = await openLifecycle(logger);
const metrics = measureSweeps();
const pulls = measurePulls();

/** Claims younger than this, ms, are still passing through the queue; claims handed over wait in it for as long. */
const minAgeMs = 240_000;
const requeueMs = 30 * 60_000;

/** Most markers that one sweep lists and reads, which limits its cost to a few cents. */
const mostMarkers = 100_000;
const mostReads = 10_000;

/** With fewer milliseconds left than this, nothing more is started: a report of many generations takes a while. */
const reserveMs = 30_000;

/** If the clock differs from the store's by more than this, ms, nothing is retired. */
const clockToleranceMs = 10 * 60_000;

/**
 * Runs on a schedule: puts stalled requests, uploads, promotions and refreshes back into their queues, and retires
 * expired reports.
 */
export async function handler(
  _event: unknown,
  context: Context,
): Promise<{
  readonly requeued: number;
  readonly uploads: number;
  readonly promotions: number;
  readonly batches: number;
  readonly expired: number;
}> {
  logger.begin(context.awsRequestId);
  const left = context.getRemainingTimeInMillis();
  const turn = await takeTurn(world, left);
  if (turn === undefined) {
    logger.info("another sweep is running");
    return { requeued: 0, uploads: 0, promotions: 0, batches: 0, expired: 0 };
  }
  const start = world.clock.now();
  const end = start + left - reserveMs;
  /** When a part of the work leaves the rest of the time to the next. */
  const by = (share: number): number => start + (end - start) * share;
  const reports = await requeueReports(by(0.5), turn.cursors["reports"]);
  const uploads = await requeueUploads(by(0.75), turn.cursors["uploads"]);
  const promotions = await requeuePromotions();
  await requeueRefreshes(by(0.8));
  await requeuePulls(by(0.82));
  const batches = await requeueBatches(by(0.85), turn.cursors["batches"]);
  const clockIsRight = Math.abs(turn.clockAheadMs) <= clockToleranceMs;
  if (!clockIsRight)
    logger.error("nothing is retired: the clock differs from the store's", { clockAheadMs: turn.clockAheadMs });
  const before = world.clock.now() - (world.retentionMs ?? Infinity);
  const expired = clockIsRight ? await expireReports(before, world, { until: end }) : 0;
  if (clockIsRight) await expireBatches(before, world, end);
  await turn.end({ reports: reports.next, uploads: uploads.next, batches: batches.next });
  const swept = {
    requeued: reports.requeued,
    uploads: uploads.requeued,
    promotions,
    batches: batches.requeued,
    expired,
  };
  metrics.note(swept);
  logger.info("swept", swept);
  return swept;
}

type Cursor = string | undefined;

/** @returns those put into the queue again, and where the next sweep begins */
function requeueReports(until: number, after: Cursor): ReturnType<typeof sweepReports> {
  return sweepReports(world, {
    minAgeMs,
    requeueMs,
    mostMarkers,
    mostReads,
    until,
    after,
    async requeue(claims) {
      await sendMessages(
        readVariable("renderQueue"),
        claims.map(({ id, generation }) => JSON.stringify({ id, generation })),
      );
      for (const { id, generation } of claims) logger.info("a report was put into the queue again", { id, generation });
    },
  });
}

/** As `requeueReports`. */
function requeueUploads(until: number, after: Cursor): ReturnType<typeof sweepUploads> {
  return sweepUploads(world, {
    requeueMs,
    until,
    after,
    async requeue(ids) {
      await sendMessages(
        readVariable("ingestQueue"),
        ids.map((upload) => JSON.stringify({ upload })),
      );
      for (const upload of ids) logger.info("an upload was put into the queue again", { upload });
    },
  });
}

/** @returns the number put into the queue again */
function requeuePromotions(): ReturnType<typeof sweepPromotions> {
  return sweepPromotions(world, {
    minAgeMs,
    requeueMs,
    async requeue(jobs) {
      await sendMessages(
        readVariable("ingestQueue"),
        jobs.map((job) => JSON.stringify(job)),
      );
      for (const job of jobs) logger.info("a promotion was put into the queue again", { ...job });
    },
  });
}

/** Asks for the tables of views that are behind, and again for those that nobody works on. */
function requeueRefreshes(until: number): Promise<void> {
  return followViews(world, {
    minAgeMs: requeueMs,
    until,
    async requeue(jobs) {
      await sendMessages(
        readVariable("ingestQueue"),
        jobs.map((job) => JSON.stringify(job)),
      );
      for (const job of jobs) logger.info("a refresh was put into the queue again", { ...job });
    },
  });
}

/** Asks for the refreshes of sources that are due, and again for those that nobody works on. */
async function requeuePulls(until: number): Promise<void> {
  const queue = readOptional("pullQueue");
  if (queue === undefined) return;
  await followSources(world, {
    minAgeMs: requeueMs,
    until,
    gaveUp: pulls.note,
    async requeue(jobs) {
      await sendMessages(
        queue,
        jobs.map((job) => JSON.stringify(job)),
      );
      for (const job of jobs) logger.info("a source's refresh was put into the queue again", { ...job });
    },
  });
}

/** As `requeueReports`. */
function requeueBatches(until: number, after: Cursor): ReturnType<typeof sweepBatches> {
  return sweepBatches(world, {
    minAgeMs,
    requeueMs,
    until,
    after,
    async requeue(jobs) {
      await sendMessages(
        readVariable("batchQueue"),
        jobs.map((job) => JSON.stringify(job)),
      );
      for (const job of jobs) logger.info("a job of a batch was put into the queue again", { ...job });
    },
  });
}
