import { Webhook as Signer } from "standardwebhooks";
import { sha256 } from "../../../json/canonical-json.ts";
import type { Event } from "../../event/event.ts";
import type { Clock, HttpPoster, ObjectStore, SecretStore } from "../../../ports.ts";
import type { Sender, Sent } from "../delivery-world.ts";
import { readSecrets, readWebhook } from "./store-webhook.ts";
import type { Webhook, WebhookSecrets } from "./webhook.ts";

/** Longest time of one try, ms. */
const postMs = 10_000;

export interface WebhookSenderWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly http: HttpPoster;
}

/** Sends events to webhooks, by the Standard Webhooks specification. */
export function webhookSender(world: WebhookSenderWorld): Sender {
  return {
    timeoutMs: postMs,
    // The receiver recognises a repetition by `webhook-id`.
    repeatable: true,
    async send({ channel }, event): Promise<Sent> {
      const webhook = await readWebhook(channel.slice(channel.indexOf(".") + 1), world.store);
      return webhook === undefined
        ? { state: "dropped", fault: "the webhook was deleted" }
        : postEvent(webhook, event, world);
    },
  };
}

/** Posts an event to a webhook once. */
export async function postEvent(
  webhook: Webhook,
  event: Event,
  { clock, secrets, http }: WebhookSenderWorld,
): Promise<Sent> {
  const found = await readSecrets(webhook, secrets);
  if (found === undefined) return { state: "failed", parked: true, fault: "the webhook has no secret: rotate it" };
  const body = bodyOf(event);
  const posted = await http.post(webhook.url, signedHeaders(messageId(event), body, found, clock.now()), body, postMs);
  if ("fault" in posted) return { state: "failed", fault: posted.fault };
  const { status, retryAfterMs } = posted;
  if (status >= 200 && status < 300) return { state: "delivered", status };
  // 410: the receiver asks for no further tries.
  return { state: "failed", status, parked: status === 410, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** The message's id in `webhook-id`: the same for every try, and for the same event at a replay. */
export function messageId(event: Event): string {
  return `evt_${sha256(event.id).slice(0, 32)}`;
}

/** The body of a message: `type`, `timestamp` and `data`, as the specification recommends, and what orders events. */
export function bodyOf({ id, type, time, sequence, subject, data }: Event): string {
  return JSON.stringify({ type, timestamp: new Date(time).toISOString(), event: id, sequence, subject, data });
}

/**
 * The headers of a message. During a rotation both secrets sign: the receiver accepts either.
 *
 * @param now milliseconds since the epoch
 */
export function signedHeaders(
  id: string,
  body: string,
  { current, previous }: WebhookSecrets,
  now: number,
): Record<string, string> {
  const secrets = [current, ...(previous !== undefined && now < previous.until ? [previous.secret] : [])];
  const at = new Date(now);
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now / 1000)),
    "webhook-signature": secrets.map((secret) => new Signer(secret).sign(id, at, body)).join(" "),
  };
}
