import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { gzipSync } from "node:zlib";
import { BroadsheetError } from "./core/errors.ts";
import { renderReport } from "./core/service/lifecycle/attempt/render-report.ts";
import type { Rendering } from "./core/service/lifecycle/lifecycle-world.ts";
import type { Unfinished } from "./core/service/lifecycle/sweep/sweep-reports.ts";
import type { RenditionJob } from "./core/service/rendition/rendition-kind.ts";
import { runRendition } from "./core/service/rendition/run-rendition.ts";
import { readNumber } from "./environment.ts";
import { isClaim } from "./lambda/queue/decode-claims.ts";
import { hideMessage } from "./lambda/queue/hide-message.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { loadAhead } from "./lambda/load-ahead.ts";
import { openRenderer } from "./lambda/render/open-renderer.ts";
import type { CheckAnswer, CheckEvent, QueryAnswer, QueryEvent } from "./lambda/invoke/invoke-render.ts";
import type { RenderAnswer } from "./lambda/render/render-answer.ts";
import { renderBatch } from "./lambda/render/render-batch.ts";
import { measureRenders } from "./lambda/render/render-metrics.ts";

void loadAhead(() => import("@aws-sdk/client-s3"));
const logger = createLogger("render");
const world = await openRenderer(logger);
const metrics = measureRenders(world.clock);
/** The render itself, and some time to store it. */
const attemptMs = readNumber("renderSeconds") * 1000 + 10_000;

/**
 * Renders the claims in the queue's messages (S3 notifications), those of renditions too, or the one report of a direct
 * invocation; or checks or tests a template or runs a query.
 */
export async function handler(
  event: SQSEvent | Unfinished | CheckEvent | QueryEvent,
  context: Context,
): Promise<SQSBatchResponse | RenderAnswer | CheckAnswer | QueryAnswer> {
  logger.begin(context.awsRequestId);
  if ("check" in event) return answerCheck(event.check);
  if ("query" in event) return answerQuery(event.query);
  const attempt = async ({ id, generation }: Unfinished): Promise<Rendering> => {
    logger.about(id);
    const begun = world.clock.now();
    const rendering = await renderReport(id, generation, world);
    if (rendering.state === "finished") {
      metrics.note(rendering.outcome, begun);
      logger.info("a report has its outcome", {
        generation,
        state: rendering.outcome.state,
        ms: world.clock.now() - begun,
      });
    } else logger.info("a report was not rendered now", { generation, state: rendering.state });
    return rendering;
  };
  try {
    if (!("Records" in event)) {
      if (!isClaim(event)) throw new Error("the event is neither a batch of messages nor {id, generation}");
      const rendering = await attempt(event);
      return rendering.state === "held" ? { state: "held", until: rendering.until } : { state: rendering.state };
    }
    metrics.noteAge(event.Records);
    const remaining = (): number => context.getRemainingTimeInMillis();
    return await renderBatch(event.Records, {
      attempt: (asked) => ("rendition" in asked ? make(asked) : attempt(asked)),
      hide: hideMessage,
      remaining,
      attemptMs,
      clock: world.clock,
      logger,
    });
  } finally {
    metrics.publish();
  }
}

async function make(job: RenditionJob): Promise<Rendering<unknown>> {
  logger.about(job.report);
  const rendering = await runRendition(job, world);
  const state = rendering.state === "finished" ? rendering.outcome.state : rendering.state;
  logger.info("a rendition was worked on", { ...job, state });
  return rendering;
}

async function answerCheck(asked: CheckEvent["check"]): Promise<CheckAnswer> {
  return orRefused(async () => ({
    findings: await world.check(
      "archive" in asked ? { name: asked.name, archive: Buffer.from(asked.archive, "base64") } : asked,
    ),
  }));
}

async function answerQuery(query: QueryEvent["query"]): Promise<QueryAnswer> {
  return orRefused(async () => ({ body: gzipSync(await world.query(query)).toString("base64") }));
}

/** A deliberate error as an answer; any other is the function's own. */
async function orRefused<T>(act: () => Promise<T>): Promise<T | Extract<CheckAnswer, { readonly refused: unknown }>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.kind, problems: error.problems };
    throw error;
  }
}
