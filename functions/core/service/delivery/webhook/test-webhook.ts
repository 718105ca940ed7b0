import type { Event } from "../../event/event.ts";
import type { Sent } from "../delivery-world.ts";
import { postEvent, type WebhookSenderWorld } from "./send-webhook.ts";
import type { Webhook } from "./webhook.ts";

/** Posts an event that means nothing (`test: true` in its data) to a webhook, once and now. */
export async function testWebhook(webhook: Webhook, token: string, world: WebhookSenderWorld): Promise<Sent> {
  const event: Event = {
    id: `report/${"0".repeat(64)}/1/ready#${token}`,
    type: "report.ready",
    time: world.clock.now(),
    sequence: 1,
    subject: { kind: "report", id: "0".repeat(64), generation: 1 },
    data: { test: true, webhook: webhook.name },
  };
  return postEvent(webhook, event, world);
}
