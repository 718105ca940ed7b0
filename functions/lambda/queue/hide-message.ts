import type { SQSRecord } from "aws-lambda";
import { readVariable } from "../../environment.ts";

/** The variable with the URL of a queue whose messages are hidden. */
type WorkQueue = "renderQueue" | "batchQueue" | "ingestQueue" | "pullQueue";

let opened: Promise<(message: SQSRecord, seconds: number) => Promise<void>> | undefined;

/**
 * Hides a message of a queue from consumers for some more seconds. The SDK is loaded on first use, since most
 * invocations never need it. A function works on one queue.
 *
 * @param queue the variable with its URL
 */
export async function hideMessage(
  message: SQSRecord,
  seconds: number,
  queue: WorkQueue = "renderQueue",
): Promise<void> {
  opened ??= open(queue);
  await (
    await opened
  )(message, seconds);
}

async function open(queue: WorkQueue): Promise<(message: SQSRecord, seconds: number) => Promise<void>> {
  const { ChangeMessageVisibilityCommand, SQSClient } = await import("@aws-sdk/client-sqs");
  const client = new SQSClient();
  const QueueUrl = readVariable(queue);
  return async ({ receiptHandle }, seconds) => {
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }),
    );
  };
}
