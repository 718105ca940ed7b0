import { listDeliveries } from "../../../core/service/delivery/list-deliveries.ts";
import { replayWebhook } from "../../../core/service/delivery/webhook/replay-webhook.ts";
import { deliveryStates } from "../../../core/service/delivery/records/delivery.ts";
import { testWebhook } from "../../../core/service/delivery/webhook/test-webhook.ts";
import { webhookChannel } from "../../../core/service/delivery/webhook/webhook.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { parseMoment } from "../../../core/report/request/calendar-moment.ts";
import { describeDelivery } from "../../delivery/describe-delivery.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { DeliveryServices, Services } from "../../services.ts";
import { missingWebhook, namedWebhook } from "./named-webhook.ts";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Most deliveries of a page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{32}\\.json$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const filters = {
  state: { type: "string", enum: deliveryStates, description: "Only deliveries in this state." },
};
const parseFilters = filterParser(filters);

/** `POST /webhooks/{name}/test`. */
export function addTestWebhook(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
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
        ...problems(missingWebhook),
      },
    },
    async (c) => {
      const webhook = await namedWebhook(c, services.store);
      const tested = await testWebhook(webhook, services.newToken(), { ...services, ...delivery });
      const { state, status, fault } = { status: undefined, fault: undefined, ...tested };
      return c.json({ delivered: state === "delivered", status, fault });
    },
  );
}

/** `POST /webhooks/{name}/replay`. */
export function addReplayWebhook(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
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
        ...problems({ 400: "`since` is missing or no time.", ...missingWebhook }),
      },
    },
    async (c) => {
      const since = parseTime(c.req.query("since"));
      const { replayed, next } = await replayWebhook(await namedWebhook(c, services.store), since, services);
      await delivery.due(replayed);
      return c.json(
        { replayed: replayed.length, ...(next !== undefined && { next: new Date(next).toISOString() }) },
        202,
      );
    },
  );
}

/** `GET /webhooks/{name}/deliveries`. */
export function addListWebhookDeliveries(app: DescribedApp, { store }: Services): void {
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
      request: { params: { name }, query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page; see `lookedBackTo`.", ...json("DeliveryList") },
        ...problems({ 400: "A parameter is not valid.", ...missingWebhook }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const { state } = parseFilters(c);
      const webhook = await namedWebhook(c, store);
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
}

/** @throws BroadsheetError `invalid-request` */
function parseTime(text: string | undefined): number {
  const time = parseMoment(text ?? "");
  if (time !== undefined) return time;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-time",
    message: '"since" must be a moment, YYYY-MM-DDThh:mm:ssZ',
    where: { name: "since" },
    seen: text,
    allowed: "a moment, YYYY-MM-DDThh:mm:ssZ",
  });
}
