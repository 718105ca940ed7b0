import { listEvents } from "../../event/list-events.ts";
import { matchEvent } from "../../event/match-event.ts";
import type { DeliveryWorld } from "../delivery-world.ts";
import { createDelivery, markDue, readDelivery, replaceDelivery } from "../records/delivery-records.ts";
import { deliveryKey } from "../records/delivery-keys.ts";
import { newDelivery } from "../records/new-delivery.ts";
import { type Webhook, webhookChannel } from "./webhook.ts";

/** Most deliveries that one replay starts. */
const mostReplayed = 1000;

/**
 * Sends a webhook again all events since a time that it receives or was named for: also those that were delivered, with
 * the same `webhook-id`. What waits for a try already is left as it is.
 *
 * @param since milliseconds since the epoch
 * @returns keys of the deliveries that are now due; the time from which to continue, if there are more
 * @throws BroadsheetError `unavailable`
 */
export async function replayWebhook(
  webhook: Webhook,
  since: number,
  world: Pick<DeliveryWorld, "store" | "clock">,
): Promise<{ readonly replayed: readonly string[]; readonly next?: number }> {
  const { store, clock } = world;
  const channel = webhookChannel(webhook.name);
  const replayed: string[] = [];
  for await (const event of listEvents(since, store)) {
    if (replayed.length >= mostReplayed) return { replayed, next: event.time };
    const key = deliveryKey(channel, event.time, event.id);
    const found = await readDelivery(key, store);
    const now = clock.now();
    if (found === undefined) {
      if (!matchEvent(event.type, webhook.events)) continue;
      if (await createDelivery(key, newDelivery(channel, event, now), store)) replayed.push(key);
      continue;
    }
    if (found.delivery.state === "due") continue;
    await markDue(key, now, store);
    if (
      await replaceDelivery(
        key,
        { ...found.delivery, state: "due", since: now, nextAt: now, count: 0 },
        found.etag,
        store,
      )
    )
      replayed.push(key);
  }
  return { replayed };
}
