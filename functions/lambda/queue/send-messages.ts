import type { SQSClient } from "@aws-sdk/client-sqs";

/** SQS's limit for one call. */
const batchSize = 10;

let opened: Promise<{ sdk: typeof import("@aws-sdk/client-sqs"); client: SQSClient }> | undefined;

/**
 * Sends messages to a queue.
 *
 * @throws Error if SQS refused any of them; others may have been sent
 */
export async function sendMessages(queueUrl: string, bodies: readonly string[]): Promise<void> {
  if (bodies.length === 0) return;
  opened ??= import("@aws-sdk/client-sqs").then((sdk) => ({ sdk, client: new sdk.SQSClient() }));
  const { sdk, client } = await opened;
  for (let start = 0; start < bodies.length; start += batchSize) {
    const entries = bodies
      .slice(start, start + batchSize)
      .map((body, index) => ({ Id: String(index), MessageBody: body }));
    const { Failed = [] } = await client.send(
      new sdk.SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} messages: ${Failed[0]?.Code}`);
  }
}
