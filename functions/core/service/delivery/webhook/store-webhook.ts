import { BroadsheetError, parseStored } from "../../../errors.ts";
import { usualPatterns } from "../../event/match-event.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { Clock, ObjectStore, SecretStore } from "../../../ports.ts";
import { makeSecret, makeSecretName } from "./make-secret.ts";
import { type Webhook, webhookKey, type WebhookSecrets, webhooksPrefix } from "./webhook.ts";
import { parseWebhook } from "./webhook-schema.ts";

export interface WebhookWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly secrets: SecretStore;
  /** Whether addresses may be http and of this machine. */
  readonly allowLocalWebhooks: boolean;
  /** Webhooks that may exist, at most 1,000. @default 1000 */
  readonly mostWebhooks?: number | undefined;
}

/** How long the secret before a rotation goes on signing, ms. */
export const rotationMs = 24 * 3_600_000;

const json = "application/json";

/**
 * Creates or changes a webhook. Its secret comes first, so that no webhook is ever without one.
 *
 * @returns the webhook; its secret if it was created
 * @throws BroadsheetError `invalid-request`, `conflict` if somebody else changes it at the same time, `unavailable`
 */
export async function putWebhook(
  name: string,
  body: unknown,
  world: WebhookWorld,
): Promise<{ readonly webhook: Webhook; readonly secret?: string }> {
  const { store, clock, secrets } = world;
  const settings = parseWebhook(body, { allowLocal: world.allowLocalWebhooks, usual: usualPatterns });
  const key = webhookKey(name);
  const found = await store.get(key);
  const now = clock.now();
  if (found !== undefined) {
    const { secret, created } = parseStored<Webhook>(webhookKey(name), found.body);
    const webhook: Webhook = { name, ...settings, secret, created, changed: now };
    if (!(await store.replace(key, encode(webhook), json, found.etag))) throw contended(name);
    return { webhook };
  }
  await assertRoom(world);
  const webhook: Webhook = { name, ...settings, secret: makeSecretName(name), created: now, changed: now };
  const secret = makeSecret();
  await secrets.put(webhook.secret, JSON.stringify({ current: secret } satisfies WebhookSecrets));
  if (!(await store.create(key, encode(webhook), json))) {
    await secrets.delete(webhook.secret);
    throw contended(name);
  }
  return { webhook, secret };
}

/**
 * Each event is matched with every webhook, so their number is bounded. Two creations at once may pass it by one, which
 * does no harm.
 *
 * @throws BroadsheetError `conflict`
 */
async function assertRoom({ store, mostWebhooks = 1000 }: WebhookWorld): Promise<void> {
  const { objects } = await store.list(webhooksPrefix, { limit: Math.max(1, mostWebhooks) });
  if (objects.length < mostWebhooks) return;
  throw new BroadsheetError("conflict", {
    code: "too-many-webhooks",
    message: `there are as many webhooks as may exist: ${mostWebhooks} of ${mostWebhooks}`,
    allowed: mostWebhooks,
    hint: "delete one that is not needed, or raise the limit: serve --most-webhooks, or the stack's setting mostWebhooks",
  });
}

/**
 * Gives a webhook a new secret. The present one goes on signing beside it for a day.
 *
 * @returns the new secret
 * @throws BroadsheetError `not-found`, `unavailable`
 */
export async function rotateSecret(
  name: string,
  world: WebhookWorld,
): Promise<{ readonly secret: string; readonly until: number }> {
  const webhook = await findWebhook(name, world.store);
  const present = await readSecrets(webhook, world.secrets);
  const until = world.clock.now() + rotationMs;
  const secret = makeSecret();
  const next: WebhookSecrets = {
    current: secret,
    ...(present !== undefined && { previous: { secret: present.current, until } }),
  };
  await world.secrets.put(webhook.secret, JSON.stringify(next));
  return { secret, until };
}

/** @throws BroadsheetError `unavailable` */
export async function readSecrets({ secret }: Webhook, secrets: SecretStore): Promise<WebhookSecrets | undefined> {
  const text = await secrets.get(secret);
  return text === undefined ? undefined : (JSON.parse(text) as WebhookSecrets);
}

export async function readWebhook(name: string, store: ObjectStore): Promise<Webhook | undefined> {
  const found = await store.get(webhookKey(name));
  return found && parseStored<Webhook>(webhookKey(name), found.body);
}

/** @throws BroadsheetError `not-found` with the nearest name */
export async function findWebhook(name: string, store: ObjectStore, pointer?: string): Promise<Webhook> {
  const webhook = await readWebhook(name, store);
  if (webhook !== undefined) return webhook;
  const where = pointer === undefined ? undefined : { pointer };
  throw new BroadsheetError(pointer === undefined ? "not-found" : "invalid-request", {
    code: "unknown-webhook",
    message: `there is no webhook "${name}"`,
    where,
    seen: name,
    ...hintNearMatch(
      name,
      (await listWebhooks(store)).map((one) => one.name),
    ),
  });
}

/** Lists all webhooks by name. A stack has few: every event is compared with each. */
export async function listWebhooks(store: ObjectStore): Promise<Webhook[]> {
  const webhooks: Webhook[] = [];
  let after: string | undefined;
  do {
    const page = await listWebhookPage(store, { after });
    webhooks.push(...page.webhooks);
    after = page.next;
  } while (after !== undefined);
  return webhooks;
}

/**
 * Lists one page of the webhooks by name: a read for each.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.matches which of them are listed @default all
 * @throws BroadsheetError `unavailable`
 */
export async function listWebhookPage(
  store: ObjectStore,
  {
    after,
    limit = 1000,
    matches = () => true,
  }: { readonly after?: string | undefined; readonly limit?: number; readonly matches?: (webhook: Webhook) => boolean },
): Promise<{ readonly webhooks: readonly Webhook[]; readonly next?: string | undefined }> {
  const read = async (cursor: string): Promise<Webhook | undefined> => {
    const key = `${webhooksPrefix}${cursor}`;
    const object = await store.get(key);
    const webhook = object && parseStored<Webhook>(key, object.body);
    return webhook !== undefined && matches(webhook) ? webhook : undefined;
  };
  const { items, next } = await fillPage(
    store,
    { prefix: webhooksPrefix, read },
    { limit, after: after === undefined ? undefined : webhookKey(after).slice(webhooksPrefix.length) },
  );
  return { webhooks: items, next: next?.split("/")[0] };
}

/**
 * Deletes a webhook and its secret. Deliveries that wait for it are dropped when they are due.
 *
 * @throws BroadsheetError `not-found`, `unavailable`
 */
export async function deleteWebhook(name: string, { store, secrets }: WebhookWorld): Promise<void> {
  const { secret } = await findWebhook(name, store);
  await store.delete(webhookKey(name));
  await secrets.delete(secret);
}

function contended(name: string): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "contended",
    message: `the webhook "${name}" is being changed by somebody else`,
    seen: name,
    hint: "GET it, then try again",
  });
}

function encode(webhook: Webhook): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(webhook));
}
