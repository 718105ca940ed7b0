import { guardedHttp } from "../adapters/network/guarded-http.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { readList, readOptional, readVariable } from "../environment.ts";
import { readLargestUpload } from "./read-largest-upload.ts";
import { outputs } from "../core/report/request/batch-request.ts";
import type { Services } from "../http/services.ts";
import { awaitOutcome } from "./render/await-outcome.ts";
import { previewServices } from "./invoke/invoke-previews.ts";
import { answerRecipe, storeDataset } from "./invoke/invoke-ingest.ts";
import { checkTemplate, invokeRender, runQuery } from "./invoke/invoke-render.ts";
import { seedSamples } from "../seed/seed-template.ts";
import type { LambdaLogger } from "./lambda-logger.ts";
import { sourceServices } from "./source-connections.ts";
import { openLifecycle, openPublisher } from "./open-lifecycle.ts";
import { openAwsSecrets } from "../adapters/aws-secrets.ts";
import { sendDeliveries } from "./delivery/send-deliveries.ts";
import { signFileUrl } from "./http/sign-file-url.ts";
import { signUpload } from "./http/sign-upload.ts";

/** Opens the HTTP application's services on AWS. */
export async function openServices(logger: LambdaLogger): Promise<Services> {
  const world = await openLifecycle(logger);
  const sources = sourceServices(logger);
  return {
    ...world,
    ...(sources !== undefined && { sources }),
    // A caller who may request one report need not know what else is stored.
    suggestsNames: false,
    // Each call has a process to itself.
    admit: (_, work) => work(),
    outputs,
    openScratch: () => openScratchFolder(),
    checkTemplate,
    // The store itself notifies the ingest queue of every promotion.
    ...(readOptional("requireTests") === "true" && {
      promoted: (job) => logger.info("a promotion was requested", { ...job }),
    }),
    // The store itself notifies the ingest queue of every refresh.
    refreshes: (job) => logger.info("a refresh was requested", { ...job }),
    // The store itself notifies the render queue of every rendition.
    rendition: (job) => logger.info("a rendition was requested", { ...job }),
    storeDataset,
    answerRecipe,
    runQuery,
    ...previewServices(world.store),
    seedSamples: (template, asked) => seedSamples(world.store, template, "sample", asked),
    // The store itself notifies the render queue of every claim.
    claimed: (id, generation) => logger.info("a report was requested", { id, generation }),
    settle: (id, generation, ms) => awaitOutcome({ id, generation }, ms, { ...world, invoke: invokeRender }),
    publications: { ...openPublisher(world), mostPublications: Number(readOptional("mostPublications") ?? 1000) },
    signFileUrl,
    delivery: {
      secrets: openAwsSecrets(readVariable("stack"), world.clock, readOptional("secretKey")),
      http: guardedHttp(),
      allowLocalWebhooks: false,
      mostWebhooks: Number(readOptional("mostWebhooks") ?? 1000),
      sendsMail: readOptional("mailFrom") !== undefined,
      copyTargets: readList("copyTargets"),
      due: (keys) => sendDeliveries(readVariable("deliveryQueue"), keys, world.clock.now()),
    },
    mostUploads: Number(readOptional("mostUploads") ?? 1000),
    largestUpload: readLargestUpload(),
    signUpload: (upload, part) => signUpload(upload, world.clock, part),
  };
}
