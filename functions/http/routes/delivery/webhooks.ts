import {
  deleteWebhook,
  listWebhookPage,
  putWebhook,
  rotateSecret,
  type WebhookWorld,
} from "../../../core/service/delivery/webhook/store-webhook.ts";
import type { Webhook } from "../../../core/service/delivery/webhook/webhook.ts";
import type { EventType } from "../../../core/service/event/event.ts";
import { eventTypes, matchEvent } from "../../../core/service/event/match-event.ts";
import { assertName } from "../../../core/names/name.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { parseJson } from "../../request/parse-json.ts";
import { readBody } from "../../request/read-body.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { DeliveryServices, Services } from "../../services.ts";
import { missingWebhook, namedWebhook } from "./named-webhook.ts";
import { addListWebhookDeliveries, addReplayWebhook, addTestWebhook } from "./webhook-deliveries.ts";

const bodyLimit = 16 * 1024;
const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Webhooks per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const filters = {
  event: {
    type: "string",
    enum: eventTypes,
    description: "Only webhooks that receive events of this type by their own `events`.",
  },
  search: {
    type: "string",
    minLength: 1,
    maxLength: 200,
    description: "Only webhooks whose name, address or description contains this, whatever the case.",
  },
};
const parseFilters = filterParser(filters);
const noStore = { "cache-control": "no-store" };

/** Webhooks and their deliveries. A secret leaves the service only once. */
export function addWebhookRoutes(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
  const world: WebhookWorld = { ...services, ...delivery };
  addListWebhooks(app, services);
  addPutWebhook(app, world);
  addGetWebhook(app, services);
  addDeleteWebhook(app, world);
  addRotateWebhookSecret(app, world);
  addTestWebhook(app, services, delivery);
  addReplayWebhook(app, services, delivery);
  addListWebhookDeliveries(app, services);
}

function addListWebhooks(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/webhooks",
      access: "webhooks:read",
      operationId: "listWebhooks",
      tags: ["webhooks"],
      summary: "The webhooks",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page of webhooks, by name.", ...json("WebhookList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const given = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const { webhooks, next } = await listWebhookPage(store, {
        ...given,
        matches: (webhook) => isWanted(webhook, wanted),
      });
      return answerPage(c, "webhooks", webhooks.map(describe), {
        path: "/webhooks",
        limit: given.limit,
        next,
        filters: wanted,
      });
    },
  );
}

function addPutWebhook(app: DescribedApp, world: WebhookWorld): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/webhooks/{name}",
      access: "webhooks:write",
      operationId: "putWebhook",
      tags: ["webhooks"],
      summary: "Create or change a webhook",
      description:
        "Events are posted as the Standard Webhooks specification has it: `webhook-id`, `webhook-timestamp` and `webhook-signature` (HMAC-SHA-256). The answer to a creation has the secret, which is never shown again.",
      request: { params: { name }, body: { required: true, ...json("WebhookRequest") } },
      responses: {
        200: { description: "It was changed; its secret is as before.", ...json("Webhook") },
        201: { description: "It was created.", ...json("Webhook") },
        ...problems({
          400: "A member is missing or not valid; each is named by JSON pointer.",
          409: "Somebody else changes it at the same time, or there are as many webhooks as may exist (`too-many-webhooks`).",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "webhook");
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const { webhook, secret } = await putWebhook(wanted, parseJson(await readBody(c, bodyLimit)), world);
      return secret === undefined
        ? c.json(describe(webhook), 200)
        : c.json({ ...describe(webhook), secret }, 201, { location: `/webhooks/${wanted}`, ...noStore });
    },
  );
}

function addGetWebhook(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/webhooks/{name}",
      access: "webhooks:read",
      operationId: "getWebhook",
      tags: ["webhooks"],
      summary: "A webhook",
      request: { params: { name } },
      responses: { 200: { description: "Without its secret.", ...json("Webhook") }, ...problems(missingWebhook) },
    },
    async (c) => c.json(describe(await namedWebhook(c, store))),
  );
}

function addDeleteWebhook(app: DescribedApp, world: WebhookWorld): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/webhooks/{name}",
      access: "webhooks:write",
      operationId: "deleteWebhook",
      tags: ["webhooks"],
      summary: "Delete a webhook and its secret",
      description: "Events that wait for it are dropped.",
      request: { params: { name } },
      responses: { 204: { description: "It is gone." }, ...problems(missingWebhook) },
    },
    async (c) => {
      await deleteWebhook(c.req.param("name") ?? "", world);
      return c.body(null, 204);
    },
  );
}

function addRotateWebhookSecret(app: DescribedApp, world: WebhookWorld): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/webhooks/{name}/rotate",
      access: "webhooks:write",
      operationId: "rotateWebhookSecret",
      tags: ["webhooks"],
      summary: "Give a webhook a new secret",
      description:
        "For a day both secrets sign every message, so that the receiver can change over at any time within it.",
      request: { params: { name } },
      responses: {
        200: { description: "The new secret, once.", ...json("RotatedSecret") },
        ...problems(missingWebhook),
      },
    },
    async (c) => {
      const { secret, until } = await rotateSecret(c.req.param("name") ?? "", world);
      return c.json({ secret, until: iso(until) }, 200, noStore);
    },
  );
}

function describe({ name: called, url, events, description, created, changed }: Webhook): Record<string, unknown> {
  return {
    name: called,
    url,
    events,
    description,
    created: iso(created),
    changed: iso(changed),
    self: `/webhooks/${called}`,
  };
}

function isWanted(
  { name: called, url, events, description = "" }: Webhook,
  { event, search }: ReturnType<typeof parseFilters>,
): boolean {
  // The filter's schema allows types of events alone.
  if (event !== undefined && !matchEvent(event as EventType, events)) return false;
  return (
    search === undefined || [called, url, description].some((text) => text.toLowerCase().includes(search.toLowerCase()))
  );
}

/** @param ms milliseconds since the epoch */
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
