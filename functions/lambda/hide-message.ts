import type { SQSRecord } from "aws-lambda";
import { readVariable } from "../environment.ts";

let opened: Promise<(message: SQSRecord, seconds: number) => Promise<void>> | undefined;

/**
 * Hides a message of the render queue from consumers for some more seconds. The SDK is loaded on first use, since most
 * invocations never need it.
 */
export async function hideMessage(message: SQSRecord, seconds: number): Promise<void> {
  opened ??= open();
  await (await opened)(message, seconds);
}

async function open(): Promise<(message: SQSRecord, seconds: number) => Promise<void>> {
  const { ChangeMessageVisibilityCommand, SQSClient } = await import("@aws-sdk/client-sqs");
  const client = new SQSClient();
  const QueueUrl = readVariable("renderQueue");
  return async ({ receiptHandle }, seconds) => {
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }));
  };
}
