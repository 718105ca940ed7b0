import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { readVariable } from "./environment.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { parkDeadLetter } from "./lambda/queue/park-dead-letter.ts";
import { sendMessages } from "./lambda/queue/send-messages.ts";

const logger = createLogger("dead-letter");
const world = await openLifecycle(logger);

/**
 * Handles messages that the queues gave up on: fails their reports or uploads, and parks the message for a person to
 * inspect.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.begin(context.awsRequestId);
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const letter of event.Records) {
    try {
      await parkDeadLetter(letter, world, (body) => sendMessages(readVariable("parkingQueue"), [body]));
    } catch (error) {
      logger.error("a dead letter could not be parked", {
        messageId: letter.messageId,
        reason: (error as Error).message,
      });
      batchItemFailures.push({ itemIdentifier: letter.messageId });
    }
  }
  return { batchItemFailures };
}
