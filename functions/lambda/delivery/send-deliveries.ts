import type { SQSClient } from "@aws-sdk/client-sqs";
import { sha256 } from "../../core/json/canonical-json.ts";
import { channelOf, laneOf } from "../../core/service/delivery/records/delivery-keys.ts";

/** SQS's limit for one call. */
const batchSize = 10;

let opened: Promise<{ sdk: typeof import("@aws-sdk/client-sqs"); client: SQSClient }> | undefined;

/**
 * Puts deliveries into their FIFO queue. Each lane of a channel is a message group, so that at most four deliveries of
 * a target are under way at a time, whatever the number of functions.
 *
 * @param now milliseconds since the epoch: within one minute a delivery is queued once
 * @throws Error if SQS refused any of them; others may have been sent
 */
export async function sendDeliveries(queueUrl: string, keys: readonly string[], now: number): Promise<void> {
  if (keys.length === 0) return;
  opened ??= import("@aws-sdk/client-sqs").then((sdk) => ({ sdk, client: new sdk.SQSClient() }));
  const { sdk, client } = await opened;
  const minute = Math.floor(now / 60_000);
  for (let start = 0; start < keys.length; start += batchSize) {
    const entries = keys.slice(start, start + batchSize).map((key, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify({ delivery: key }),
      MessageGroupId: `${channelOf(key)}-${laneOf(key)}`,
      MessageDeduplicationId: sha256(`${key} ${minute}`),
    }));
    const { Failed = [] } = await client.send(
      new sdk.SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
    );
    if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} deliveries: ${Failed[0]?.Code}`);
  }
}
