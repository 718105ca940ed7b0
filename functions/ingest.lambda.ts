import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { openScratchFolder } from "./adapters/scratch-folder.ts";
import { datasetLimits } from "./core/dataset/dataset-limits.ts";
import { prepareChoicesOver } from "./core/find-choices.ts";
import { storeDataset } from "./core/dataset/store-dataset.ts";
import { ingestUpload, type UploadWorld } from "./core/upload/ingest-upload.ts";
import { decodeUploads } from "./lambda/decode-uploads.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";

const logger = createLogger("ingest");
const { store, clock } = await openLifecycle(logger);
const world: UploadWorld = {
  store,
  clock,
  async storeDataset(name, content, cause) {
    const scratch = await openScratchFolder();
    try {
      const { version } = await storeDataset(store, name, content, scratch, datasetLimits, new Map(), cause);
      await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
      return version;
    } finally {
      await scratch.dispose();
    }
  },
};

/**
 * Turns completed uploads into versions of their datasets. A message of unknown form fails and becomes a dead letter.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.begin(context.awsRequestId);
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      const ids = decodeUploads(body);
      if (ids === undefined) throw new Error("the message has an unknown form");
      for (const id of ids) logger.info("ingested an upload", { upload: id, state: (await ingestUpload(id, world))?.state ?? "absent" });
    } catch (error) {
      logger.error("an upload could not be ingested", { messageId, reason: (error as Error).message });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
