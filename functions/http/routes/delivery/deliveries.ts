import { addNoticeRoutes } from "./notices.ts";
import { addSuppressedRoutes } from "./suppressed.ts";
import { listDeliveries } from "../../../core/service/delivery/list-deliveries.ts";
import { allowAgain, listSuppressions } from "../../../core/service/delivery/mail/suppression.ts";
import { channelPrefix } from "../../../core/service/delivery/records/delivery-keys.ts";
import { deliveryStates } from "../../../core/service/delivery/records/delivery.ts";
import { retryDelivery } from "../../../core/service/delivery/retry-delivery.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { describeDelivery } from "../../delivery/describe-delivery.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import type { DeliveryServices, Services } from "../../services.ts";

/** Lists of letters. */
const listPattern = "^(?:dataset\\.)?[a-z0-9][a-z0-9-]{0,62}$";

const channels = ["mail", "letters", "copy"];
const channel = { type: "string", enum: channels } as const;
const id = { type: "string", pattern: "^\\d{13}-[0-9a-f]{32}$" } as const;
const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Most entries of a page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{32}\\.json$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const listPaging = {
  ...paging,
  after: {
    type: "string",
    pattern: "^(?:dataset\\.)?[a-z0-9][a-z0-9-]{0,62}/[0-9a-f]{32}\\.json$",
    description: "`next` of the previous page.",
  },
} as const;
const parseListPaging = pagingParser(listPaging);
const filters = { state: { type: "string", enum: deliveryStates, description: "Only deliveries in this state." } };
const parseFilters = filterParser(filters);
const listFilters = {
  list: {
    type: "string",
    pattern: listPattern,
    description: "Only this list: the name of a publication or template, or `dataset.` and the name of a dataset.",
  },
};
const parseListFilters = filterParser(listFilters);

/** Letters and copies: their states, and addresses that have unsubscribed. */
export function addDeliveryRoutes(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
  addListDeliveries(app, services);
  addRetryDelivery(app, services, delivery);
  addListUnsubscribed(app, services);
  addSubscribeAgain(app, services);
  addSuppressedRoutes(app, services);
  addNoticeRoutes(app, services, delivery);
}

function addListDeliveries(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/deliveries/{channel}",
      access: "mail:read",
      operationId: "listDeliveries",
      tags: ["mail"],
      summary: "Letters or copies, with their states",
      description:
        "Newest event first. `letters` are the jobs that write the letters to a batch's rows, page by page. `unknown`: a letter that may have been sent, since its process died or the connection broke; it is not sent again unless you ask for it.",
      request: { params: { channel }, query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page; see `lookedBackTo`.", ...json("DeliveryList") },
        ...problems({ 400: "A parameter is not valid.", 404: "There is no such channel." }),
      },
    },
    async (c) => {
      const named = parseChannel(c.req.param("channel"));
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const { state } = parseFilters(c);
      const { deliveries, ...rest } = await listDeliveries(
        named,
        { limit, after, matches: (delivery) => state === undefined || delivery.state === state },
        store,
      );
      const described = await Promise.all(
        deliveries.map(({ key, delivery }) => describeDelivery(key, delivery, store)),
      );
      return answerPage(c, "deliveries", described, {
        path: `/deliveries/${named}`,
        limit,
        ...rest,
        filters: { state },
      });
    },
  );
}

function addRetryDelivery(app: DescribedApp, services: Services, { due }: DeliveryServices): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "post",
      path: "/deliveries/{channel}/{id}/retry",
      access: "mail:write",
      operationId: "retryDelivery",
      tags: ["mail"],
      summary: "Try a letter or copy again that was given up, or that may or may not have been sent",
      request: { params: { channel, id } },
      responses: {
        202: { description: "It is due now.", ...json("Delivery") },
        ...problems({ 404: "There is no such delivery.", 409: "It waits, is under way, or has arrived." }),
      },
    },
    async (c) => {
      const key = `${channelPrefix(parseChannel(c.req.param("channel")))}${c.req.param("id") ?? ""}.json`;
      if (!new RegExp(id.pattern).test(c.req.param("id") ?? ""))
        throw new BroadsheetError("not-found", {
          code: "unknown-delivery",
          message: "there is no such delivery",
          seen: c.req.param("id")?.slice(0, 80),
        });
      const delivery = await retryDelivery(key, services);
      await due([key]);
      return c.json(await describeDelivery(key, delivery, store), 202);
    },
  );
}

function addListUnsubscribed(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/unsubscribed",
      access: "mail:read",
      operationId: "listUnsubscribed",
      tags: ["mail"],
      summary: "Addresses that have unsubscribed",
      request: { query: { ...listPaging, ...listFilters } },
      responses: {
        200: {
          description: "By list: the name of a publication or template, or `dataset.` and that of a dataset.",
          ...json("SuppressionList"),
        },
        ...problems({ 400: "A parameter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parseListPaging(c.req.query("limit"), c.req.query("after"));
      const { list } = parseListFilters(c);
      const { suppressions, next } = await listSuppressions({ limit, after, list }, store);
      const described = suppressions.map(({ at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() }));
      return answerPage(c, "unsubscribed", described, { path: "/unsubscribed", limit, next, filters: { list } });
    },
  );
}

function addSubscribeAgain(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "delete",
      path: "/unsubscribed/{list}/{address}",
      access: "mail:write",
      operationId: "subscribeAgain",
      tags: ["mail"],
      summary: "Let an address have letters again",
      description: "Only if its owner asks for it.",
      request: { params: { list: { type: "string" }, address: { type: "string" } } },
      responses: { 204: { description: "It gets letters again." }, ...problems({ 404: "It has not unsubscribed." }) },
    },
    async (c) => {
      const [list, address] = [c.req.param("list") ?? "", c.req.param("address") ?? ""];
      if (!new RegExp(listPattern).test(list) || !(await allowAgain(address, list, store)))
        throw new BroadsheetError("not-found", {
          code: "not-unsubscribed",
          message: `${address} has not unsubscribed from ${list}`,
          seen: address,
        });
      return c.body(null, 204);
    },
  );
}

/** @throws BroadsheetError `not-found` */
function parseChannel(text = ""): string {
  if (channels.includes(text)) return text;
  throw new BroadsheetError("not-found", {
    code: "unknown-channel",
    message: `there are no deliveries by "${text}"`,
    seen: text,
    allowed: channels,
    hint: "those of a webhook are at /webhooks/{name}/deliveries",
  });
}
