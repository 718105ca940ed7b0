import type { Context } from "hono";
import { listDeliveries } from "../../../core/service/delivery/list-deliveries.ts";
import { replayWebhook } from "../../../core/service/delivery/webhook/replay-webhook.ts";
import {
  deleteWebhook,
  findWebhook,
  listWebhookPage,
  putWebhook,
  rotateSecret,
  type WebhookWorld,
} from "../../../core/service/delivery/webhook/store-webhook.ts";
import { deliveryStates } from "../../../core/service/delivery/records/delivery.ts";
import { testWebhook } from "../../../core/service/delivery/webhook/test-webhook.ts";
import { type Webhook, webhookChannel } from "../../../core/service/delivery/webhook/webhook.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { endings, type EventType, subjectKinds } from "../../../core/service/event/event.ts";
import { matchEvent } from "../../../core/service/event/match-event.ts";
import { assertName } from "../../../core/names/name.ts";
import { describeDelivery } from "../../delivery/describe-delivery.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { parseJson } from "../../request/parse-json.ts";
import { readBody } from "../../request/read-body.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { DeliveryServices, Services } from "../../services.ts";

const bodyLimit = 16 * 1024;
const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Most deliveries of a page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{32}\\.json$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const deliveryFilters = {
  state: { type: "string", enum: deliveryStates, description: "Only deliveries in this state." },
};
const parseDeliveryFilters = filterParser(deliveryFilters);

const listPaging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Webhooks per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parseListPaging = pagingParser(listPaging);
const filters = {
  event: {
    type: "string",
    enum: subjectKinds.flatMap((kind) => endings.map((ending) => `${kind}.${ending}`)),
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
const missing = { 404: "There is no such webhook." };
const noStore = { "cache-control": "no-store" };

/** Webhooks and their deliveries. A secret leaves the service only once. */
export function addWebhookRoutes(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
  const world: WebhookWorld = { ...services, ...delivery };
  const { store } = services;

  addRoute(
    app,
    {
      method: "get",
      path: "/webhooks",
      access: "webhooks:read",
      operationId: "listWebhooks",
      tags: ["webhooks"],
      summary: "The webhooks",
      request: { query: { ...listPaging, ...filters } },
      responses: {
        200: { description: "A page of webhooks, by name.", ...json("WebhookList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const given = parseListPaging(c.req.query("limit"), c.req.query("after"));
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
      responses: { 200: { description: "Without its secret.", ...json("Webhook") }, ...problems(missing) },
    },
    async (c) => c.json(describe(await named(c))),
  );

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
      responses: { 204: { description: "It is gone." }, ...problems(missing) },
    },
    async (c) => {
      await deleteWebhook(c.req.param("name") ?? "", world);
      return c.body(null, 204);
    },
  );

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
      responses: { 200: { description: "The new secret, once.", ...json("RotatedSecret") }, ...problems(missing) },
    },
    async (c) => {
      const { secret, until } = await rotateSecret(c.req.param("name") ?? "", world);
      return c.json({ secret, until: iso(until) }, 200, noStore);
    },
  );

  addRoute(
    app,
    {
      method: "post",
      path: "/webhooks/{name}/test",
      access: "webhooks:write",
      operationId: "testWebhook",
      tags: ["webhooks"],
      summary: "Post a test event now, once",
      description: "Its data has `test: true`.",
      request: { params: { name } },
      responses: {
        200: { description: "What the receiver answered.", ...json("TestedWebhook") },
        ...problems(missing),
      },
    },
    async (c) => {
      const { state, ...rest } = {
        ...(await testWebhook(await named(c), services.newToken(), { ...services, ...delivery })),
      };
      const { status, fault } = { status: undefined, fault: undefined, ...rest };
      return c.json({ delivered: state === "delivered", status, fault });
    },
  );

  addRoute(
    app,
    {
      method: "post",
      path: "/webhooks/{name}/replay",
      access: "webhooks:write",
      operationId: "replayWebhook",
      tags: ["webhooks"],
      summary: "Send all events since a time again",
      description:
        "Also those that were delivered, with the same `webhook-id`. On AWS events are kept for ninety days.",
      request: {
        params: { name },
        query: {
          since: {
            type: "string",
            format: "date-time",
            description: "Required: events that happened at this time or later.",
          },
        },
      },
      responses: {
        202: { description: "They are due now.", ...json("Replayed") },
        ...problems({ 400: "`since` is missing or no time.", ...missing }),
      },
    },
    async (c) => {
      const since = parseTime(c.req.query("since"));
      const { replayed, next } = await replayWebhook(await named(c), since, services);
      await delivery.due(replayed);
      return c.json({ replayed: replayed.length, ...(next !== undefined && { next: iso(next) }) }, 202);
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/webhooks/{name}/deliveries",
      access: "webhooks:read",
      operationId: "listWebhookDeliveries",
      tags: ["webhooks"],
      summary: "A webhook's deliveries, with every try",
      description: "Status and time of every try, without the receiver's text.",
      request: { params: { name }, query: { ...paging, ...deliveryFilters } },
      responses: {
        200: { description: "A page; see `lookedBackTo`.", ...json("DeliveryList") },
        ...problems({ 400: "A parameter is not valid.", ...missing }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const { state } = parseDeliveryFilters(c);
      const webhook = await named(c);
      const { deliveries, ...rest } = await listDeliveries(
        webhookChannel(webhook.name),
        { limit, after, matches: (one) => state === undefined || one.state === state },
        store,
      );
      const described = await Promise.all(
        deliveries.map(({ key, delivery: one }) => describeDelivery(key, one, store)),
      );
      return answerPage(c, "deliveries", described, {
        path: `/webhooks/${webhook.name}/deliveries`,
        limit,
        ...rest,
        filters: { state },
      });
    },
  );

  async function named(c: Context): Promise<Webhook> {
    return findWebhook(c.req.param("name") ?? "", store);
  }
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

/** @throws BroadsheetError `invalid-request` */
function parseTime(text: string | undefined): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text ?? "") ? Date.parse(text!) : Number.NaN;
  if (Number.isFinite(time)) return time;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-time",
    message: '"since" must be a moment, YYYY-MM-DDThh:mm:ssZ',
    where: { name: "since" },
    seen: text,
    allowed: "a moment, YYYY-MM-DDThh:mm:ssZ",
  });
}

/** @param ms milliseconds since the epoch */
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
