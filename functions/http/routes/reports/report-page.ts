import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { pdfKey } from "../../../core/service/lifecycle/records/keys.ts";
import { hasTag } from "../../request/conditional-get.ts";
import { countWords } from "../../../core/wording/count-words.ts";
import { findReport } from "../../answer/find-report.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { binary, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const resolution = { usual: 96, least: 24, most: 300 };
const dpi = {
  type: "integer",
  minimum: resolution.least,
  maximum: resolution.most,
  default: resolution.usual,
  description: "Pixels per inch.",
};

/** `GET /reports/{id}/pages/{page}.png`, where pages can be drawn. */
export function addReportPageRoute(
  app: DescribedApp,
  services: Services,
  drawPage: NonNullable<Services["drawPage"]>,
): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/pages/{page}",
      access: "reports:read",
      operationId: "getReportPage",
      tags: ["reports"],
      summary: "A page of a report as a picture",
      request: {
        params: {
          id: reportId,
          page: {
            type: "string",
            pattern: "^[1-9][0-9]{0,3}\\.png$",
            description: "Its number and `.png`.",
            examples: ["1.png"],
          },
        },
        query: { dpi },
      },
      responses: {
        200: {
          description: "The page, on white. The same report gives the same pixels.",
          content: { "image/png": { schema: binary } },
        },
        ...problems({
          400: "`dpi` is not valid.",
          404: "There is no such report or page, or the report failed.",
          409: "The report is not ready yet; `Retry-After` says when to ask again.",
          422: "The picture would be too large.",
          503: "The page could not be drawn now.",
        }),
      },
    },
    async (c) => {
      const report = await findReport(c.req.param("id") ?? "", services);
      if (report.state !== "ready") return refuseUnready(report);
      const page = pageOf(c, report.pages);
      const wanted = resolutionOf(c.req.query("dpi"));
      // The report may be made again under the same address, which is therefore never kept without being asked for.
      const headers = { etag: `"${report.sha256}-${page}-${wanted}"`, "cache-control": "private, no-cache" };
      if (hasTag(c.req.header("if-none-match"), headers.etag)) return c.body(null, 304, headers);
      const picture = await drawPage(pdfKey(report.id, report.generation), page, wanted / 72);
      return c.body(Buffer.from(picture), 200, { "content-type": "image/png", ...headers });
    },
  );
}

/** @throws BroadsheetError `not-found` */
function pageOf(c: Context, pages: number): number {
  const given = c.req.param("page") ?? "";
  const page = Number(/^([1-9]\d{0,3})\.png$/.exec(given)?.[1] ?? Number.NaN);
  if (page <= pages) return page;
  throw new BroadsheetError("not-found", {
    code: "unknown-page",
    message: `the report has no page "${given.slice(0, 80)}": it has ${countWords(pages, "page")}`,
    seen: given.slice(0, 80),
    allowed: `1.png to ${pages}.png`,
  });
}

/** @throws BroadsheetError `invalid-request` */
function resolutionOf(given: string | undefined): number {
  const { usual, least, most } = resolution;
  const number = given === undefined ? usual : /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-dpi",
    message: `"dpi" must be a whole number from ${least} to ${most}`,
    where: { name: "dpi" },
    seen: given?.slice(0, 100),
    allowed: `${least} to ${most}`,
  });
}
