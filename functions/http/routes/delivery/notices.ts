import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { readCurrentVersion } from "../../../core/report/dataset/store/read-current-version.ts";
import { readGraph } from "../../../core/report/dataset/view/view-graph.ts";
import { sha256 } from "../../../core/json/canonical-json.ts";
import {
  type NoticeList,
  putNoticeList,
  readNoticePlace,
  removeNoticeList,
  replaceNoticeList,
} from "../../../core/service/delivery/notice/notice-list.ts";
import {
  noticeListSchema,
  parseNoticeList,
  type PossibleNotices,
  possibleNotices,
} from "../../../core/service/delivery/notice/notice-schema.ts";
import { readSource } from "../../../core/service/source/stored-source.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { parseJson } from "../../request/parse-json.ts";
import { readBody } from "../../request/read-body.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { DeliveryServices, Services } from "../../services.ts";

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

/** Largest body, bytes: twenty addresses are short. */
const bodyLimit = 64 * 1024;

const path = "/notices/{name}";
const params = { name: { ...name, examples: ["beijing-indicators"] } };
const headers = {
  "if-match": {
    type: "string",
    description: "Optional: the ETag of `GET /notices/{name}`, so that nobody's change is overwritten.",
    examples: ['"81985529216486"'],
  },
};
const tag = { ETag: { description: "`If-Match` of a change.", schema: { type: "string" } } } as const;
const changed = { 412: "Somebody has changed the list meanwhile." };
const missing = { 404: "There is no dataset, source or view of this name." };

/** `GET`, `PUT` and `DELETE /notices/{name}`. */
export function addNoticeRoutes(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
  addGetNotices(app, services);
  addPutNotices(app, services, delivery);
  addDeleteNotices(app, services);
}

function addGetNotices(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path,
      access: "mail:read",
      operationId: "getNotices",
      tags: ["mail"],
      summary: "Who gets letters about what happens to a dataset, its source or its view",
      request: { params },
      responses: {
        200: { description: "The list; without addresses if nobody does.", headers: tag, ...json("NoticeList") },
        ...problems({ 400: "The name is not valid.", ...missing }),
      },
    },
    async (c) => {
      const about = await named(c.req.param("name"), store);
      return answer(c, about, (await readNoticePlace(about.dataset, store)).list);
    },
  );
}

function addPutNotices(app: DescribedApp, { store, clock }: Services, { sendsMail }: DeliveryServices): void {
  addRoute(
    app,
    {
      method: "put",
      path,
      access: "mail:write",
      operationId: "putNotices",
      tags: ["mail"],
      summary: "Say who gets letters about what happens to a dataset, its source or its view",
      description:
        "Each change of state is one letter to each address: a file is refused, the freshness of the contract has passed, a version is held back, the source or the view fails, or works again. A letter has values of a refused file. The list replaces the one before.",
      request: { params, headers, body: { required: true, ...json("NoticeListRequest") } },
      responses: {
        200: { description: "The list.", headers: tag, ...json("NoticeList") },
        ...problems({
          400: "The name or a member is not valid, each by JSON pointer; none of the events can happen; or this server sends no mail.",
          ...missing,
          ...changed,
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const about = await named(c.req.param("name"), store);
      const { dataset, possible } = about;
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const list = parseNoticeList(parseJson(await readBody(c, bodyLimit)), { sendsMail, possible, now: clock.now() });
      const refused = await changeSeen(c, dataset, list, store);
      if (refused !== undefined) return refused;
      if (c.req.header("if-match") === undefined) await putNoticeList(dataset, list, store);
      return answer(c, about, list);
    },
  );
}

function addDeleteNotices(app: DescribedApp, { store, clock }: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path,
      access: "mail:write",
      operationId: "deleteNotices",
      tags: ["mail"],
      summary: "Send nobody letters about a dataset any more",
      request: { params, headers },
      responses: {
        204: { description: "Nobody gets letters, or nobody did." },
        ...problems({ 400: "The name is not valid.", ...changed }),
      },
    },
    async (c) => {
      const dataset = assertName(c.req.param("name") ?? "", "dataset");
      const { events, language } = noticeListSchema.properties;
      const ended = { to: [], events: events.default, language: language.default, changed: clock.now() };
      const refused = await changeSeen(c, dataset, ended, store);
      if (refused !== undefined) return refused;
      if (c.req.header("if-match") === undefined) await removeNoticeList(dataset, store);
      return c.body(null, 204);
    },
  );
}

/**
 * Stores a list if the caller has seen the present one (`If-Match`); without that header it stores nothing.
 *
 * @returns the answer if somebody has changed the list
 */
async function changeSeen(
  c: Context,
  dataset: string,
  list: NoticeList,
  store: ObjectStore,
): Promise<Response | undefined> {
  const header = c.req.header("if-match");
  if (header === undefined) return undefined;
  const seen = `GET /notices/${dataset}`;
  const place = await readNoticePlace(dataset, store);
  const refused = refuseUnmatched(c, numberOf(place.list), seen);
  if (refused !== undefined || (place.list === undefined && list.to.length === 0)) return refused;
  if (await replaceNoticeList(dataset, list, place, store)) return undefined;
  return changedMeanwhile(header, numberOf((await readNoticePlace(dataset, store)).list), seen);
}

/** A number that another list does not have; 0 if nobody gets letters. */
function numberOf(list: NoticeList | undefined): number {
  return list === undefined ? 0 : Number.parseInt(sha256(JSON.stringify(list)).slice(0, 12), 16);
}

/** What there is of a name: a dataset, perhaps without a current version, or what is to fill one. */
interface Named {
  readonly dataset: string;
  /** Types of the events that can happen to it. */
  readonly possible: PossibleNotices;
}

async function named(text: string | undefined, store: ObjectStore): Promise<Named> {
  const dataset = assertName(text ?? "", "dataset");
  const [current, source, views] = await Promise.all([
    readCurrentVersion(store, dataset),
    readSource(store, dataset),
    readGraph(store),
  ]);
  const is = { source: source !== undefined, view: views.has(dataset) };
  const isThere =
    current !== undefined || is.source || is.view || (await listDatasetVersions(store, dataset)).length > 0;
  if (isThere) return { dataset, possible: possibleNotices(is) };
  throw new BroadsheetError("not-found", {
    code: "unknown-dataset",
    message: `There is no dataset, source or view "${dataset}"`,
    where: { dataset },
    seen: dataset,
  });
}

function answer(c: Context, about: Named, list: NoticeList | undefined) {
  return c.json(describe(about, list), 200, { etag: sequenceTag(numberOf(list)), "cache-control": "no-cache" });
}

function describe({ dataset, possible }: Named, list: NoticeList | undefined): Record<string, unknown> {
  const { events, language } = noticeListSchema.properties;
  if (list === undefined)
    return { name: dataset, to: [], events: events.default, language: language.default, possible };
  const { changed: at, ...rest } = list;
  return { name: dataset, ...rest, possible, changed: new Date(at).toISOString() };
}
