import { deleteReport } from "../../core/lifecycle/removal/delete-report.ts";
import { listReports } from "../../core/lifecycle/status/list-reports.ts";
import { retryReport } from "../../core/lifecycle/request/retry-report.ts";
import { answerReport, isPending } from "../answer-report.ts";
import { describeReport } from "../describe-report.ts";
import { assertId, findReport } from "../find-report.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { nextPage, pagingParser } from "../parse-paging.ts";
import { reportId } from "../schemas.ts";
import type { Services } from "../services.ts";

const params = { id: reportId };
const unknown = "There is no such report, or it was deleted.";

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Reports on a page." },
  after: { type: "string", pattern: "^\\d{13}-[0-9a-f]{64}$", description: "From `next` of the page before." },
} as const;
const parsePaging = pagingParser(paging);

/** `GET /reports`, `GET` and `DELETE /reports/{id}`, `POST /reports/{id}/retry`. */
export function addReportRoutes(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports",
      operationId: "listReports",
      tags: ["reports"],
      summary: "The reports, those asked for last first",
      request: { query: paging },
      responses: { 200: { description: "A page of reports. It may hold fewer than `limit`, or none, although there is a next one: where many were deleted or made anew.", ...json("ReportList") }, ...problems({ 400: "`limit` or `after` is not valid." }) },
    },
    async (c) => {
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const { reports, next } = await listReports(services, { limit, ...(after === undefined ? {} : { after }) });
      const path = next === undefined ? undefined : nextPage("/reports", limit, next);
      if (path !== undefined) c.header("link", `<${path}>; rel="next"`);
      return c.json({ reports: reports.map(describeReport), ...(path === undefined ? {} : { next: path }) });
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}",
      operationId: "getReport",
      tags: ["reports"],
      summary: "Where a report stands",
      request: { params },
      responses: { 200: { description: "The report; `Retry-After` while it is pending.", ...json("Report") }, ...problems({ 404: unknown }) },
    },
    async (c) => {
      const report = await findReport(c.req.param("id") ?? "", services);
      return c.json(describeReport(report), 200, isPending(report) ? { "retry-after": "1" } : {});
    },
  );

  addRoute(
    app,
    {
      method: "delete",
      path: "/reports/{id}",
      operationId: "deleteReport",
      tags: ["reports"],
      summary: "Delete a report and its PDF",
      request: { params },
      responses: { 204: { description: "It is deleted." }, ...problems({ 404: unknown }) },
    },
    async (c) => {
      const id = assertId(c.req.param("id") ?? "");
      await findReport(id, services);
      await deleteReport(id, services);
      return c.body(null, 204);
    },
  );

  addRoute(
    app,
    {
      method: "post",
      path: "/reports/{id}/retry",
      operationId: "retryReport",
      tags: ["reports"],
      summary: "Render a report again that failed or is ready",
      request: { params },
      responses: {
        200: { description: "It is ready.", ...json("Report") },
        202: { description: "It waits or renders; `Retry-After` says when to ask.", ...json("Report") },
        ...problems({ 404: unknown }),
      },
    },
    async (c) => {
      const requested = await retryReport(assertId(c.req.param("id") ?? ""), services);
      return answerReport(c, requested.status, services);
    },
  );
}
