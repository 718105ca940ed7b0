import type { Context } from "aws-lambda";
import { tickFreshness } from "./core/service/contract/tick-freshness.ts";
import { tickPublications } from "./core/service/publication/tick-publications.ts";
import { followSources } from "./core/service/source/follow-sources.ts";
import { followViews } from "./core/service/view/follow-views.ts";
import { type Duty, runDuties } from "./core/run-duties.ts";
import { readOptional } from "./environment.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle, openPublisher } from "./lambda/open-lifecycle.ts";
import { measurePulls } from "./lambda/render/pull-metrics.ts";

const logger = createLogger("tick");
const world = await openLifecycle(logger);
const publisher = openPublisher(world);
const pulls = measurePulls();

/** What is done once a minute. */
const duties: readonly Duty[] = [
  { name: "freshness", run: (until) => tickFreshness(world, until) },
  { name: "publications", run: (until) => tickPublications(publisher, until) },
  { name: "views", run: (until) => followViews(world, { until }) },
  // The store itself notifies the queue of every refresh.
  ...(readOptional("connectionNames") === undefined
    ? []
    : [{ name: "sources", run: (until: number) => followSources(world, { until, gaveUp: pulls.note }) }]),
];

/** With fewer milliseconds left than this, nothing more is started: copying an edition's PDF takes a while. */
const reserveMs = 15_000;

/**
 * Runs once a minute.
 *
 * @throws Error if a duty failed, so that the function's alarm goes off
 */
export async function handler(_event: unknown, context: Context): Promise<void> {
  logger.begin(context.awsRequestId);
  const failed = await runDuties(duties, world, world.clock.now() + context.getRemainingTimeInMillis() - reserveMs);
  if (failed.length > 0) throw new Error(`duties of the tick failed: ${failed.join(", ")}`);
}
