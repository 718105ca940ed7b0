import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { BroadsheetError } from "./core/errors.ts";
import type { Rendering } from "./core/service/lifecycle/lifecycle-world.ts";
import { keptRun, pullOfRun } from "./core/service/source/kept-run.ts";
import type { PullJob } from "./core/service/source/pull-kind.ts";
import { type PullWorld, runPull } from "./core/service/source/run-pull.ts";
import { readVariable } from "./environment.ts";
import type { IngestAnswer } from "./lambda/invoke/invoke-ingest.ts";
import type { TrialEvent } from "./lambda/invoke/invoke-pull.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { decodePulls, type PullMessage } from "./lambda/queue/decode-pulls.ts";
import { hideMessage } from "./lambda/queue/hide-message.ts";
import { workThrough } from "./lambda/queue/work-through.ts";
import { readLargestUpload } from "./lambda/read-largest-upload.ts";
import { measurePulls } from "./lambda/render/pull-metrics.ts";
import { mostPullMinutes } from "./lambda/source-connections.ts";
import { answerRecipe, type RecipeAnswer } from "./render/data/answer-recipe.ts";
import { jsonOnly } from "./render/json-only.ts";
import { pullSource, trySource } from "./render/data/pull-source.ts";
import { openSources } from "./source/open-sources.ts";
import { parseConnections } from "./source/parse-connections.ts";

const logger = createLogger("pull");
const lifecycle = await openLifecycle(logger);
const { store, clock } = lifecycle;
const sources = openSources(parseConnections(readVariable("connections")), mostPullMinutes);
const metrics = measurePulls();
const largest = readLargestUpload();

/** Time to read what came and to store it, ms. */
const readMs = 5.5 * 60_000;

/** The function's own time, ms: what is at work when a shorter lease ended could store what was erased meanwhile. */
const endMs = 15 * 60_000;

/** With less time left than this, ms, no refresh is begun: it could not end. */
const attemptMs = 14.5 * 60_000;

/**
 * How often a run of Athena is looked at, ms, whose end nobody has announced: of a workgroup in another region or
 * account, and if the event was lost. No function waits meanwhile.
 */
const looks = { first: 5_000, longest: 60_000 };

const world: PullWorld = {
  ...lifecycle,
  readMs,
  endMs,
  pull: (source, last, turn) =>
    pullSource(source, last, turn, {
      fetch: sources.fetch,
      store,
      largest,
      looks,
      read: (asked) => answerRecipe(asked, store, true),
    }),
  drop: (job) => sources.drop(keptRun(store, job, looks)),
};

/**
 * Refreshes sources. A message of unknown form fails and becomes a dead letter. A direct invocation shows the first
 * rows of a source. This function alone knows the connections, may read their secrets and reaches what they name.
 */
export async function handler(
  event: SQSEvent | TrialEvent,
  context: Context,
): Promise<SQSBatchResponse | IngestAnswer<RecipeAnswer>> {
  logger.begin(context.awsRequestId);
  if ("trial" in event) return await tryOut(event.trial);
  return await workThrough(event.Records, {
    decode: decodePulls,
    attempt,
    hide: (message, seconds) => hideMessage(message, seconds, "pullQueue"),
    remaining: () => context.getRemainingTimeInMillis(),
    attemptMs,
    clock,
    logger,
  });
}

async function attempt(job: PullMessage): Promise<Rendering<unknown>> {
  return "run" in job ? await goOn(job.run) : await refresh(job);
}

/**
 * Goes on with the refresh that waits for a run of a warehouse, if one does: other runs end too. What fails here is
 * left to the next look.
 */
async function goOn(run: string): Promise<Rendering<unknown>> {
  try {
    const job = await pullOfRun(store, run);
    if (job !== undefined) await refresh(job);
  } catch (error) {
    logger.warn("the end of a run was not followed", { run, reason: (error as Error).message });
  }
  return { state: "absent" };
}

async function refresh(job: PullJob): Promise<Rendering<unknown>> {
  const begun = clock.now();
  const result = await runPull(job, world);
  const outcome = result.state === "finished" ? result.outcome : undefined;
  const state = outcome?.state ?? result.state;
  logger.info("worked on a source", { ...job, state });
  // An earlier attempt has counted its own end.
  if (outcome !== undefined && outcome.finished >= begun) metrics.note(outcome);
  return result;
}

async function tryOut({ name, definition }: TrialEvent["trial"]): Promise<IngestAnswer<RecipeAnswer>> {
  try {
    return await trySource(name, definition, sources.fetch, (asked) => answerRecipe(asked, store));
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.kind, problems: jsonOnly(error.problems) };
    throw error;
  }
}
