import type { MiddlewareHandler } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { schemaValidator } from "../../../core/json/json-schema.ts";
import { bodyProblem } from "../../../core/json/violation.ts";
import { cancelReport } from "../../../core/service/lifecycle/removal/cancel-report.ts";
import { deleteReport } from "../../../core/service/lifecycle/removal/delete-report.ts";
import { EndedReports } from "../../../core/service/lifecycle/status/ended-reports.ts";
import { listReports } from "../../../core/service/lifecycle/status/list-reports.ts";
import { retryReport } from "../../../core/service/lifecycle/request/retry-report.ts";
import { redriveReports } from "../../../core/service/lifecycle/request/redrive-reports.ts";
import { answerReport, isPending } from "../../answer/answer-report.ts";
import { acceptsState, answerRendition, preferredForm } from "../../answer/answer-rendition.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { sendPdf } from "../../answer/send-pdf.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeReport } from "../../answer/describe-report.ts";
import { assertId, findReport } from "../../answer/find-report.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { parseJson } from "../../request/parse-json.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { Turns } from "../../request/turns.ts";
import { redriveRequest } from "../../schemas/report-schemas.ts";
import { name, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { id: reportId };
const unknown = "There is no such report, or it was deleted.";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Reports per page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{64}$", description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  status: {
    type: "string",
    enum: ["queued", "rendering", "ready", "failed"],
    description: "Only reports in this state.",
  },
  template: { ...name, description: "Only reports from this template." },
  dataset: { ...name, description: "Only reports that use this dataset." },
  search: {
    type: "string",
    minLength: 1,
    maxLength: 100,
    description: "Only reports whose title contains this, whatever the case; reports that are not ready have no title.",
  },
};
const parseFilters = filterParser(filters);

/** Longest redrive, ms: API Gateway ends a request at 30 s. */
const redriveMs = 20_000;

/** Largest body, bytes. */
const bodyLimit = 4096;
const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const validateRedrive = schemaValidator(redriveRequest);

/** `GET /reports`, `GET` and `DELETE /reports/{id}`, `POST /reports/{id}/retry`, `POST /reports/redrive`. */
export function addReportRoutes(app: DescribedApp, services: Services): void {
  addListReports(app, services);
  app.use("/reports/:id", varyByAccept);
  addGetReport(app, services);
  addDeleteReport(app, services);
  addCancelReport(app, services);
  addRedriveReports(app, services);
  addRetryReport(app, services);
}

function addListReports(app: DescribedApp, services: Services): void {
  const ended = new EndedReports();
  const turns = new Turns();
  addRoute(
    app,
    {
      method: "get",
      path: "/reports",
      access: "reports:read",
      operationId: "listReports",
      tags: ["reports"],
      summary: "The reports, latest request first",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page of reports; see `lookedBackTo`.", ...json("ReportList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      await turns.next();
      const { reports, ...rest } = await listReports(services, { limit, after, wanted, ended });
      return answerPage(c, "reports", reports.map(describeReport), {
        path: "/reports",
        limit,
        ...rest,
        filters: wanted,
      });
    },
  );
}

function addGetReport(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}",
      access: "reports:read",
      operationId: "getReport",
      tags: ["reports"],
      summary: "The state of a report",
      description:
        "`Accept: application/pdf`, `text/html` or that of a workbook gives the report itself, as its own address does (202 while it is being made). A report that is not ready gives its state if JSON is acceptable, too.",
      request: { params },
      responses: {
        200: { description: "Its state, or the report itself; `Retry-After` while it is pending.", ...json("Report") },
        202: { description: "The report itself is asked for in another form than PDF, and is being made in it." },
        206: { description: "The requested range of the PDF." },
        302: { description: "For the report itself: a link to it, valid for fifteen minutes." },
        304: { description: "The client already has this answer." },
        ...problems({
          404: "There is no such report, it was deleted, or it failed and only the report itself is acceptable.",
          409: "The report itself is asked for, and would say something else: retry the report.",
          410: "What the report was made from is gone, so it can be made in no other form.",
          416: "The range lies outside the PDF.",
          422: "The report could not be made in this form.",
          503: "Only the report itself is acceptable, and is not ready: `Retry-After` says when to ask again; or it could not be read or made now.",
        }),
      },
    },
    async (c) => {
      const report = await findReport(c.req.param("id") ?? "", services);
      const form = preferredForm(c, services.rendition !== undefined);
      if (form === undefined || (report.state !== "ready" && acceptsState(c)))
        return c.json(describeReport(report), 200, isPending(report) ? { "retry-after": "1" } : {});
      if (report.state !== "ready") return refuseUnready(report, "not-ready");
      return form === "pdf"
        ? sendPdf(c, report, services)
        : answerRendition(c, report, { form, caller: callerOf(c) }, services, services.rendition!);
    },
  );
}

/** What is answered under the address of a report depends on what the client accepts, whatever it is. */
const varyByAccept: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method === "GET" || c.req.method === "HEAD") c.header("vary", "accept", { append: true });
};

function addDeleteReport(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/reports/{id}",
      access: "reports:delete",
      operationId: "deleteReport",
      tags: ["reports"],
      summary: "Delete a report and its PDF",
      request: { params },
      responses: { 204: { description: "The report was deleted." }, ...problems({ 404: unknown }) },
    },
    async (c) => {
      const id = assertId(c.req.param("id") ?? "");
      await findReport(id, services);
      await deleteReport(id, services);
      return c.body(null, 204);
    },
  );
}

function addCancelReport(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/reports/{id}/cancel",
      access: "reports:write",
      operationId: "cancelReport",
      tags: ["reports"],
      summary: "Cancel a report that waits to be rendered",
      description:
        "It has then failed with `report-cancelled`, for everybody who requested it. The next request for it starts again.",
      request: { params },
      responses: {
        200: { description: "It is cancelled.", ...json("Report") },
        ...problems({ 404: unknown, 409: "It is being rendered, or has ended." }),
      },
    },
    async (c) => {
      const { id } = await findReport(c.req.param("id") ?? "", services);
      const cancelled = await cancelReport(id, services);
      const report = await findReport(id, services);
      if (cancelled) return c.json(describeReport(report));
      throw new BroadsheetError("conflict", {
        code: "report-not-queued",
        message: `the report is ${report.state}, so it cannot be cancelled`,
        seen: report.state,
        allowed: "queued",
      });
    },
  );
}

function addRedriveReports(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/reports/redrive",
      access: "reports:redrive",
      operationId: "redriveReports",
      tags: ["reports"],
      summary: "Retry all reports whose failure may not recur",
      description:
        "After an outage: newest first, back to `since`. Failures that are `final` are left alone. When time runs out, `next` continues.",
      request: { body: { required: true, ...json("RedriveRequest") } },
      responses: {
        200: { description: "Which reports are rendered again.", ...json("Redriven") },
        ...problems({
          400: "`since` or `after` is missing or not valid.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
        }),
      },
    },
    async (c) => {
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const { since, after } = parseRedrive(parseJson(await readBody(c, bodyLimit)));
      const caller = callerOf(c);
      const until = services.clock.now() + redriveMs;
      const { retried, next } = await redriveReports(services, { since: Date.parse(since), until, after, caller });
      for (const { status } of retried) services.claimed(status.id, status.generation, status.accepted.template.name);
      return c.json({ retried: retried.map(({ status }) => status.id), next });
    },
  );
}

function addRetryReport(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/reports/{id}/retry",
      access: "reports:write",
      operationId: "retryReport",
      tags: ["reports"],
      summary: "Render a failed or ready report again",
      request: { params },
      responses: {
        200: { description: "It failed again while the client waited.", ...json("Report") },
        201: { description: "It became ready while the client waited (`Prefer: wait`).", ...json("Report") },
        202: { description: "It is waiting or rendering; `Retry-After` says when to ask again.", ...json("Report") },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => {
      const requested = await retryReport(assertId(c.req.param("id") ?? ""), services, callerOf(c));
      return answerReport(c, requested.status, services);
    },
  );
}

/** @throws BroadsheetError `invalid-request` naming each faulty member */
function parseRedrive(body: unknown): { since: string; after?: string } {
  const violations = validateRedrive(body);
  if (violations.length === 0) return body as { since: string; after?: string };
  throw new BroadsheetError("invalid-request", violations.map(bodyProblem));
}
