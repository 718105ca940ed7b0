import type { Context } from "hono";
import { BroadsheetError, type Problem } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import type { DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import { type Erasure, erasureCursor, listErasures } from "../../../core/report/dataset/store/erasure.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { viewsOver } from "../../../core/report/dataset/view/change-views.ts";
import { refuseView } from "../../../core/report/dataset/view/refuse-view.ts";
import { readGraph } from "../../../core/report/dataset/view/view-graph.ts";
import { forgetPulls, refuseSourced } from "../../../core/service/source/refuse-sourced.ts";
import { announceUpload } from "../../../core/service/upload/announce-upload.ts";
import { uploadKey } from "../../../core/service/upload/upload.ts";
import { callerOf } from "../../access/caller-of.ts";
import { readingOf } from "../../datasets/describe-dataset.ts";
import { describeUpload } from "../../datasets/describe-upload.ts";
import { hashOf } from "../../datasets/hash-of.ts";
import { listRemains, remainCursor } from "../../datasets/list-remains.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { problemOf, problemResponse } from "../../problem-details.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, nextPage, pagingParser } from "../../request/parse-paging.ts";
import { erasureRequest } from "../../schemas/erasure-schemas.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { name: { ...name, examples: ["beijing-indicators"] } };

const trial = {
  "dry-run": { type: "string", enum: ["", "true", "false"], description: "Only count; nothing is erased." },
} as const;
const parseTrial = filterParser(trial);

const readErasureRequest = bodyParser<{ readonly where: string }>(erasureRequest, 64 * 1024);

const erasurePaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Erasures per page." },
  after: { type: "string", pattern: erasureCursor, description: "`next` of the previous page has it." },
} as const;
const parseErasurePaging = pagingParser(erasurePaging);

const remainPaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Most on a page." },
  after: { type: "string", pattern: remainCursor, description: "`next` of the previous page has it." },
} as const;
const parseRemainPaging = pagingParser(remainPaging);

/**
 * Erasing rows: `GET` and `POST` of `/erasures/{name}`, and `GET /erasures/{name}/remains`. They are not below
 * `/datasets/`, since a policy of IAM permits all calls below a path by one pattern, and has no room for many.
 */
export function addErasureRoutes(app: DescribedApp, services: Services): void {
  addEraseRows(app, services);
  addListErasures(app, services);
  addListRemains(app, services);
}

function addEraseRows(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/erasures/{name}",
      access: "datasets:delete",
      operationId: "eraseRows",
      tags: ["datasets"],
      summary: "Erase rows of a dataset from everything that is stored of it",
      description:
        "The rows that are left become the current version, whose bytes they are. All other versions go, also those that are held back, and the tables of views over the dataset, which are made anew. Reports stay: `GET /erasures/{name}/remains` lists them. The condition is not kept.",
      request: { params, query: trial, body: { required: true, ...json("ErasureRequest") } },
      responses: {
        200: { description: "With `dry-run`: what would go.", ...json("ErasureTrial") },
        202: {
          description: "It goes on: poll `Location` until the state is `stored` or `failed`.",
          headers: { Location: { description: "The erasure, as an upload.", schema: { type: "string" } } },
          ...json("Upload"),
        },
        ...problems({
          400: "The dataset's name or the body is not valid.",
          404: "There is no such dataset; a local server lists the existing ones in `allowed`.",
          409: "It is a view: erase the rows of what it is made from. Or it has a source (`has-a-source`): delete the source first. Or a refresh is under way still (`refresh-under-way`).",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "With `dry-run`: the condition is not valid, or takes too long.",
          429: "As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again.",
          503: "It could not be read now.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const { where } = await readErasureRequest(c);
      const { "dry-run": dryRun } = parseTrial(c);
      await refuseView(services.store, wanted);
      if (services.sources !== undefined) await refuseSourced(services.store, wanted, services.clock.now());
      const profile = await readDatasetProfile(services.store, { name: wanted });
      if (dryRun !== undefined && dryRun !== "false") return await tryErasure(c, wanted, profile, where, services);
      if (services.sources !== undefined) await forgetPulls(services.store, wanted);
      return await beginErasure(c, wanted, profile, where, services);
    },
  );
}

async function tryErasure(
  c: Context,
  wanted: string,
  { version }: DatasetProfile,
  where: string,
  { store, runQuery }: Services,
): Promise<Response> {
  const asked = runQuery({
    sql: `SELECT (SELECT count(*) FROM data) AS n, (SELECT count(*) FROM data WHERE (\n${where}\n) IS TRUE) AS erased`,
    datasets: { data: { name: wanted, version } },
    parameters: {},
    format: "json",
    condition: where,
  });
  const answer = await asked.catch((error: unknown) => {
    throw error instanceof BroadsheetError
      ? new BroadsheetError(error.kind, error.problems.map(inCondition), { cause: error })
      : error;
  });
  const [[rows, erased] = []] = (JSON.parse(answer) as { readonly rows: readonly (readonly unknown[])[] }).rows;
  return c.json({
    name: wanted,
    version,
    rows: Number(rows),
    erased: Number(erased),
    versions: await listDatasetVersions(store, wanted),
    views: viewsOver(wanted, await readGraph(store)),
  });
}

/** The place of a fault in the condition, whose first line is the second of the query around it. */
function inCondition(problem: Problem): Problem {
  const { where } = problem;
  if (where?.pointer !== "/sql") return problem;
  const { line, ...place } = where;
  return {
    ...problem,
    where: { ...place, pointer: "/where", ...(line !== undefined && line > 1 && { line: line - 1 }) },
  };
}

async function beginErasure(
  c: Context,
  wanted: string,
  profile: DatasetProfile,
  where: string,
  services: Services,
): Promise<Response> {
  const { store, uploadDesk } = services;
  const { version, format, bytes } = profile;
  const reading = readingOf(profile);
  const by = callerOf(c);
  const announced = {
    name: wanted,
    format,
    ...(reading !== undefined && { reading }),
    bytes,
    sha256: await hashOf(store, wanted, profile),
    erase: { where, version },
    ...(by !== undefined && { by }),
  };
  const upload = await announceUpload(announced, services);
  await store.put(uploadKey(upload.id, "data"), new Uint8Array(0), "application/octet-stream");
  uploadDesk?.arrived(upload);
  return c.json(describeUpload({ ...announced, id: upload.id, created: upload.created, state: "received" }), 202, {
    location: `/uploads/${upload.id}`,
  });
}

function addListErasures(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/erasures/{name}",
      access: "datasets:delete",
      operationId: "listErasures",
      tags: ["datasets"],
      summary: "When rows of a dataset were erased, latest first",
      request: { params, query: erasurePaging },
      responses: {
        200: { description: "A page of erasures; none of a dataset that never was.", ...json("ErasureList") },
        ...problems({ 400: "The dataset's name, `limit` or `after` is not valid." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const paging = parseErasurePaging(c.req.query("limit"), c.req.query("after"));
      const { items, next } = await listErasures(store, wanted, paging);
      const path = `/erasures/${wanted}`;
      return answerPage(c, "erasures", items.map(describeErasure), { path, limit: paging.limit, next });
    },
  );
}

function describeErasure(erasure: Erasure): object {
  const { id, at, by, from, version, rows, erased, versions, views, finished, kept } = erasure;
  return {
    id,
    at: new Date(at).toISOString(),
    by,
    from,
    version,
    rows,
    erased,
    versions,
    views,
    state: finished === undefined ? "erasing" : "finished",
    ...(finished !== undefined && { finished: new Date(finished).toISOString(), kept }),
  };
}

function addListRemains(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/erasures/{name}/remains",
      access: "datasets:delete",
      operationId: "listRemains",
      tags: ["datasets"],
      summary: "Reports, batches and editions that were made from versions of a dataset which are gone",
      description:
        "Of the dataset, and of the views over it. They still show what was erased; `DELETE` of `self` deletes each with all that was made of it.",
      request: { params, query: remainPaging },
      responses: {
        200: { description: "A page of them, in the order reports, batches, editions.", ...json("RemainList") },
        ...problems({
          400: "The dataset's name, `limit` or `after` is not valid.",
          409: "Views over the dataset are being made anew (`views-are-settling`): they may come back as they were, and what was made from them is not from data that are gone. `Retry-After` says when to ask again.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const paging = parseRemainPaging(c.req.query("limit"), c.req.query("after"));
      const found = await listRemains(wanted, services, paging);
      if (found === "settling") return refuseSettling(wanted);
      const { remains, next } = found;
      return c.json({
        remains,
        ...(next !== undefined && { next: nextPage(`/erasures/${wanted}/remains`, paging.limit, next) }),
      });
    },
  );
}

function refuseSettling(dataset: string): Response {
  const error = new BroadsheetError("conflict", {
    code: "views-are-settling",
    message: `Views over "${dataset}" are being made anew; until then it is open what was made from data that are gone`,
    where: { dataset },
    hint: "ask again in some seconds",
  });
  return problemResponse(problemOf(error), { "retry-after": "5" });
}
