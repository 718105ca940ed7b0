import type { Context } from "hono";
import { acceptBatch } from "../../../core/service/batch/door/accept-batch.ts";
import { deleteBatch } from "../../../core/service/batch/removal/delete-batch.ts";
import { requestBatch, type RequestedBatch, retryBatch } from "../../../core/service/batch/request/request-batch.ts";
import { isUnderWay, type PresentBatch } from "../../../core/service/batch/status/batch-status.ts";
import { listBatches } from "../../../core/service/batch/status/list-batches.ts";
import { columnsOf } from "../../../core/service/delivery/deliver-schema.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeBatch } from "../../batches/describe-batch.ts";
import { assertBatchId, findBatch } from "../../batches/find-batch.ts";
import { parseBatchDeliver, planOfBatch } from "../../delivery/parse-batch-deliver.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { parseJson } from "../../request/parse-json.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { name, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { id: reportId };
const unknown = "There is no such batch, or it was deleted.";

/** Largest request, bytes. */
const bodyLimit = 256 * 1024;

/** Time to delete objects before the answer, ms; the sweep deletes the rest. */
const deleteMs = 10_000;

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Batches per page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{64}$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  status: {
    type: "string",
    enum: ["queued", "planning", "running", "ready", "failed"],
    description: "Only batches in this state.",
  },
  template: { ...name, description: "Only batches of this template." },
  dataset: { ...name, description: "Only batches that use this dataset, for their rows or in their reports." },
};
const parseFilters = filterParser(filters);

/** `POST` and `GET /batches`, `GET` and `DELETE /batches/{id}`, `POST /batches/{id}/retry`. */
export function addBatchRoutes(app: DescribedApp, services: Services): void {
  addRequestBatch(app, services);
  addListBatches(app, services);
  addGetBatch(app, services);
  addDeleteBatch(app, services);
  addRetryBatch(app, services);
}

function addRequestBatch(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/batches",
      access: "batches:write",
      operationId: "requestBatch",
      tags: ["batches"],
      summary: "Request a report for each row",
      description:
        "Each row of a dataset, or of a query over the template's datasets, becomes the report that a single request for its parameters would give, byte for byte. Requesting the same batch again makes nothing new.",
      request: { body: { required: true, ...json("BatchRequest") } },
      responses: {
        200: { description: "It has ended already: it is ready, or it failed and would fail again.", ...json("Batch") },
        202: {
          description: "It is accepted, or under way.",
          headers: { Location: { description: "The batch.", schema: { type: "string" } } },
          ...json("Batch"),
        },
        ...problems({
          400: "The body is not JSON, or a field, parameter, dataset alias or column is not valid; each is named by JSON pointer.",
          404: "There is no such template or dataset.",
          409: "The batch exists already, and is delivered elsewhere.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The template is faulty, or data are older than it takes for fresh (`stale-data`).",
        }),
      },
    },
    async (c) => {
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const body = parseJson(await readBody(c, bodyLimit));
      const entries = await parseBatchDeliver(body, services);
      const accepted = await acceptBatch(body, {
        ...services,
        columns: columnsOf(entries, "/deliver"),
        requestedAt: services.clock.now(),
      });
      return answer(
        c,
        await requestBatch(accepted, services, callerOf(c), await planOfBatch(entries, accepted, services)),
        services,
      );
    },
  );
}

function addListBatches(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches",
      access: "batches:read",
      operationId: "listBatches",
      tags: ["batches"],
      summary: "The batches, latest request first",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page of batches; see `lookedBackTo`.", ...json("BatchList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const { batches, ...rest } = await listBatches(services, {
        limit,
        after,
        matches: (batch) => isWanted(batch, wanted),
      });
      return answerPage(c, "batches", batches.map(describeBatch), {
        path: "/batches",
        limit,
        ...rest,
        filters: wanted,
      });
    },
  );
}

function addGetBatch(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/batches/{id}",
      access: "batches:read",
      operationId: "getBatch",
      tags: ["batches"],
      summary: "The state of a batch: counts, rate, time left, first failures",
      request: { params },
      responses: {
        200: { description: "The batch; `Retry-After` while it is under way.", ...json("Batch") },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => {
      const batch = await findBatch(c.req.param("id") ?? "", services);
      return c.json(describeBatch(batch), 200, isUnderWay(batch) ? { "retry-after": "2" } : {});
    },
  );
}

function addDeleteBatch(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/batches/{id}",
      access: "batches:delete",
      operationId: "deleteBatch",
      tags: ["batches"],
      summary: "Delete a batch and all its PDFs",
      description: "A batch that is under way stops. It is gone at once; its objects may take some minutes.",
      request: { params },
      responses: { 204: { description: "The batch was deleted." }, ...problems({ 404: unknown }) },
    },
    async (c) => {
      const { id } = await findBatch(c.req.param("id") ?? "", services);
      await deleteBatch(id, services, services.clock.now() + deleteMs);
      return c.body(null, 204);
    },
  );
}

function addRetryBatch(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/batches/{id}/retry",
      access: "batches:write",
      operationId: "retryBatch",
      tags: ["batches"],
      summary: "Make the rows again that are not ready",
      description: "Starts the next generation of a batch that has ended. Ready items are kept.",
      request: { params },
      responses: {
        200: { description: "There is nothing to retry: every row is ready.", ...json("Batch") },
        202: { description: "Its rows are made again, or it is under way.", ...json("Batch") },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => answer(c, await retryBatch(assertBatchId(c.req.param("id") ?? ""), services, callerOf(c)), services),
  );
}

function isWanted(
  { state, accepted }: PresentBatch,
  { status, template, dataset }: ReturnType<typeof parseFilters>,
): boolean {
  if (status !== undefined && state !== status) return false;
  if (template !== undefined && accepted.template.name !== template) return false;
  const rows = "dataset" in accepted.rows ? [accepted.rows.dataset] : [];
  return (
    dataset === undefined ||
    [...Object.values(accepted.datasets), ...rows].some((reference) => reference.name === dataset)
  );
}

function answer(c: Context, { status }: RequestedBatch, services: Services): Response {
  const underWay = isUnderWay(status);
  if (underWay && status.state === "queued") services.planBatch?.({ batch: status.id, generation: status.generation });
  return c.json(describeBatch(status), underWay ? 202 : 200, {
    location: `/batches/${status.id}`,
    ...(underWay && { "retry-after": "2" }),
  });
}
