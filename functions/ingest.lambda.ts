import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { openScratchFolder } from "./adapters/scratch-folder.ts";
import { BroadsheetError } from "./core/errors.ts";
import type { Rendering } from "./core/service/lifecycle/lifecycle-world.ts";
import { openPromotingWorld } from "./core/service/promotion/door/open-promoting-world.ts";
import { runPromotion } from "./core/service/promotion/run-promotion.ts";
import type { PromotionJob } from "./core/service/promotion/sweep-promotions.ts";
import { ingestUpload } from "./core/service/upload/ingest-upload.ts";
import { prepareChoicesOver } from "./core/report/find-choices.ts";
import type { RefreshJob } from "./core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "./core/service/view/run-refresh.ts";
import { readLargestUpload } from "./lambda/read-largest-upload.ts";
import { decodeRefreshes } from "./lambda/queue/decode-refreshes.ts";
import { decodeUploads } from "./lambda/queue/decode-uploads.ts";
import { hideMessage } from "./lambda/queue/hide-message.ts";
import type { IngestAnswer, RecipeEvent, StoreAnswer, StoreEvent } from "./lambda/invoke/invoke-ingest.ts";
import { checkUpload, testVersion } from "./lambda/invoke/invoke-render.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { decodePromotions } from "./lambda/queue/decode-promotions.ts";
import { workThrough } from "./lambda/queue/work-through.ts";
import { openUploadWorld } from "./render/data/open-upload-world.ts";
import { jsonOnly } from "./render/json-only.ts";
import { answerRecipe, type RecipeAnswer } from "./render/data/answer-recipe.ts";
import { storeSent } from "./render/data/store-sent.ts";
import { seedSamples } from "./seed/seed-template.ts";

const logger = createLogger("ingest");
const lifecycle = await openLifecycle(logger);
const { store, clock } = lifecycle;
const uploads = openUploadWorld({ store, clock, checkUpload, largest: readLargestUpload() });

/** The lease of a promotion or a refresh, ms: the function's own limit, after which it can no longer write. */
const leaseMs = 5 * 60_000;

/** With less time left than this, ms, no promotion or refresh is begun: it could not end. */
const attemptMs = 4.5 * 60_000;

const promotions = openPromotingWorld({
  ...lifecycle,
  leaseMs,
  testVersion,
  openScratch: () => openScratchFolder(),
  seedSamples: (template, asked) => seedSamples(store, template, "sample", asked),
});

const refreshes: RefreshWorld = {
  ...lifecycle,
  leaseMs,
  async makeTable({ view: name, definition, sources }) {
    const { profile } = await answerRecipe({ name, large: true, view: { definition, sources } }, store);
    return { version: profile.version, rows: profile.rows };
  },
  moved: (view) => prepareChoicesOver(view, { store, openScratch: () => openScratchFolder() }),
};

/**
 * Turns completed uploads into versions of their datasets and templates, makes the tables of views, and works on
 * promotions, whose tests the render function runs. A message of unknown form fails and becomes a dead letter. A
 * direct invocation stores the dataset that came in a request, or gives a dataset its recipe.
 */
export async function handler(
  event: SQSEvent | StoreEvent | RecipeEvent,
  context: Context,
): Promise<SQSBatchResponse | StoreAnswer | IngestAnswer<RecipeAnswer>> {
  logger.begin(context.awsRequestId);
  if ("store" in event) return await answerStore(event.store);
  if ("recipe" in event) return await orRefusal(() => answerRecipe(event.recipe, store));
  const {
    promotions: asked = [],
    refreshes: wanted = [],
    uploads: others = [],
  } = Object.groupBy(event.Records, kindOf);
  const common = {
    hide: (message: SQSRecord, seconds: number) => hideMessage(message, seconds, "ingestQueue"),
    remaining: () => context.getRemainingTimeInMillis(),
    attemptMs,
    clock,
    logger,
  };
  const promoted = await workThrough(asked, { ...common, decode: decodePromotions, attempt: promote });
  const refreshed = await workThrough(wanted, { ...common, decode: decodeRefreshes, attempt: refresh });
  const failed = [promoted, refreshed].flatMap(({ batchItemFailures }) => batchItemFailures);
  return { batchItemFailures: [...failed, ...(await ingest(others))] };
}

async function answerStore({ body, ...sent }: StoreEvent["store"]): Promise<StoreAnswer> {
  return await orRefusal(async () => ({
    profile: await storeSent({ ...sent, body: Buffer.from(body, "base64") }, { store, clock }),
  }));
}

async function orRefusal<T>(work: () => Promise<T>): Promise<IngestAnswer<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.kind, problems: jsonOnly(error.problems) };
    throw error;
  }
}

function kindOf({ body }: SQSRecord): "promotions" | "refreshes" | "uploads" {
  if (decodePromotions(body) !== undefined) return "promotions";
  return decodeRefreshes(body) === undefined ? "uploads" : "refreshes";
}

async function refresh(job: RefreshJob): Promise<Rendering<unknown>> {
  const result = await runRefresh(job, refreshes);
  logger.info("worked on a view", { ...job, state: result.state === "finished" ? result.outcome.state : result.state });
  return result;
}

async function promote({ promotion, number }: PromotionJob): Promise<Rendering<unknown>> {
  const result = await runPromotion(promotion, number, promotions);
  logger.info("worked on a promotion", {
    promotion,
    number,
    state: result.state === "finished" ? result.outcome.state : result.state,
  });
  return result;
}

async function ingest(messages: readonly SQSRecord[]): Promise<SQSBatchResponse["batchItemFailures"]> {
  const failures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of messages) {
    try {
      const ids = decodeUploads(body);
      if (ids === undefined) throw new Error("the message has an unknown form");
      for (const id of ids)
        logger.info("ingested an upload", { upload: id, state: (await ingestUpload(id, uploads))?.state ?? "absent" });
    } catch (error) {
      logger.error("an upload could not be ingested", { messageId, reason: (error as Error).message });
      failures.push({ itemIdentifier: messageId });
    }
  }
  return failures;
}
