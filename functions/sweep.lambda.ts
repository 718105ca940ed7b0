import type { Context } from "aws-lambda";
import { expireReports } from "./core/lifecycle/sweep/expire-reports.ts";
import { sweepReports } from "./core/lifecycle/sweep/sweep-reports.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { sendMessages } from "./lambda/send-messages.ts";
import { readVariable } from "./environment.ts";

const logger = createLogger("sweep");
const world = await openLifecycle(logger);

/** Claims younger than this are on their way through the queue. Milliseconds. */
const minAgeMs = 240_000;

/** Milliseconds that are left when no further report is retired: one of many generations takes a while. */
const reserveMs = 30_000;

/** On a schedule: puts requests that nobody renders into the render queue again, and retires reports whose time is over. */
export async function handler(_event: unknown, context: Context): Promise<{ readonly requeued: number; readonly expired: number }> {
  logger.begin(context.awsRequestId);
  const unfinished = await sweepReports(world, { minAgeMs });
  await sendMessages(readVariable("renderQueue"), unfinished.map((claim) => JSON.stringify(claim)));
  for (const claim of unfinished) logger.info("a report was put into the queue again", { ...claim });
  const until = world.clock.now() + context.getRemainingTimeInMillis() - reserveMs;
  const expired = await expireReports(world.clock.now() - (world.retentionMs ?? Infinity), world, { until });
  logger.info("swept", { requeued: unfinished.length, expired });
  return { requeued: unfinished.length, expired };
}
