import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { ingestUpload } from "./core/upload/ingest-upload.ts";
import { decodeUploads } from "./lambda/decode-uploads.ts";
import { checkUpload } from "./lambda/invoke/invoke-render.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { openUploadWorld } from "./render/open-upload-world.ts";

const logger = createLogger("ingest");
const { store, clock } = await openLifecycle(logger);
const world = openUploadWorld({ store, clock, checkUpload });

/**
 * Turns completed uploads into versions of their datasets and templates. A message of unknown form fails and becomes a
 * dead letter.
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
