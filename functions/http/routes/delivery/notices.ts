import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { readCurrentVersion } from "../../../core/report/dataset/store/read-current-version.ts";
import { readGraph } from "../../../core/report/dataset/view/view-graph.ts";
import {
  type NoticeList,
  putNoticeList,
  readNoticeList,
  removeNoticeList,
} from "../../../core/service/delivery/notice/notice-list.ts";
import { noticeListSchema, parseNoticeList } from "../../../core/service/delivery/notice/notice-schema.ts";
import { readSource } from "../../../core/service/source/stored-source.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
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
        200: { description: "The list; without addresses if nobody does.", ...json("NoticeList") },
        ...problems({ 400: "The name is not valid.", ...missing }),
      },
    },
    async (c) => {
      const dataset = await named(c.req.param("name"), store);
      return c.json(describe(dataset, await readNoticeList(dataset, store)), 200, { "cache-control": "no-cache" });
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
      request: { params, body: { required: true, ...json("NoticeListRequest") } },
      responses: {
        200: { description: "The list.", ...json("NoticeList") },
        ...problems({
          400: "The name or a member is not valid, each by JSON pointer, or this server sends no mail.",
          ...missing,
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      const dataset = await named(c.req.param("name"), store);
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const list = parseNoticeList(parseJson(await readBody(c, bodyLimit)), { sendsMail, now: clock.now() });
      await putNoticeList(dataset, list, store);
      return c.json(describe(dataset, list));
    },
  );
}

function addDeleteNotices(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path,
      access: "mail:write",
      operationId: "deleteNotices",
      tags: ["mail"],
      summary: "Send nobody letters about a dataset any more",
      request: { params },
      responses: {
        204: { description: "Nobody gets letters, or nobody did." },
        ...problems({ 400: "The name is not valid." }),
      },
    },
    async (c) => {
      await removeNoticeList(assertName(c.req.param("name") ?? "", "dataset"), store);
      return c.body(null, 204);
    },
  );
}

/** The name of what there is: a dataset, perhaps without a current version, or what is to fill one. */
async function named(text: string | undefined, store: ObjectStore): Promise<string> {
  const dataset = assertName(text ?? "", "dataset");
  const isThere =
    (await readCurrentVersion(store, dataset)) !== undefined ||
    (await listDatasetVersions(store, dataset)).length > 0 ||
    (await readSource(store, dataset)) !== undefined ||
    (await readGraph(store)).has(dataset);
  if (isThere) return dataset;
  throw new BroadsheetError("not-found", {
    code: "unknown-dataset",
    message: `There is no dataset, source or view "${dataset}"`,
    where: { dataset },
    seen: dataset,
  });
}

function describe(dataset: string, list: NoticeList | undefined): Record<string, unknown> {
  const { events, language } = noticeListSchema.properties;
  if (list === undefined) return { name: dataset, to: [], events: events.default, language: language.default };
  const { changed, ...rest } = list;
  return { name: dataset, ...rest, changed: new Date(changed).toISOString() };
}
