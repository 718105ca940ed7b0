import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { readPdf } from "../../../core/service/lifecycle/records/read-pdf.ts";
import type { ReadyReport } from "../../../core/service/lifecycle/status/report-status.ts";
import { renditionKey } from "../../../core/service/rendition/rendition-kind.ts";
import {
  readRendition,
  type RenditionStatus,
  requestRendition,
} from "../../../core/service/rendition/request-rendition.ts";
import { callerOf } from "../../access/caller-of.ts";
import { findReport } from "../../answer/find-report.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { pdfName } from "../../answer/send-pdf.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { problemDetails, problemResponse } from "../../problem-details.ts";
import { hasTag } from "../../request/conditional-get.ts";
import { parsePreferredWait, restOfWait } from "../../request/prefer.ts";
import { ref, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

type AskRendition = NonNullable<Services["rendition"]>;

/** Milliseconds between two looks at a rendition while a client waits. */
const nap = 250;

/** Nothing in the page may run or load, whatever the page itself says. */
const policy = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** `GET /reports/{id}/report.html`. */
export function addReportHtmlRoute(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/report.html",
      access: "reports:read",
      operationId: "getReportHtml",
      tags: ["reports"],
      summary: "A report as a web page",
      description:
        "Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.",
      request: { params: { id: reportId } },
      responses: {
        200: {
          description: "The page, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { "text/html": { schema: { type: "string" } }, "application/json": { schema: ref("SignedLink") } },
        },
        202: { description: "It is being made; `Retry-After` says when to ask again.", ...json("PendingRendition") },
        302: { description: "A link to the page, valid for fifteen minutes." },
        304: { description: "The client already has the page." },
        ...problems({
          404: "There is no such report, or it failed.",
          409: "The report is not ready yet, or this version of Broadsheet would print something else: retry the report.",
          410: "What the report was made from is gone.",
          422: "The page could not be made.",
          503: "The page could not be made now.",
        }),
      },
    },
    async (c) => {
      const report = await findReport(c.req.param("id") ?? "", services);
      return report.state === "ready" ? answerPage(c, report, services, ask) : refuseUnready(report);
    },
  );
}

async function answerPage(c: Context, report: ReadyReport, services: Services, ask: AskRendition): Promise<Response> {
  let status = await requestRendition(report, "html", callerOf(c), services);
  if (status.state === "pending") {
    ask(status.job);
    status = await waitFor(c, status, services);
  }
  if (status.state === "failed") return refuse(status);
  if (status.state === "pending")
    return c.json({ state: "pending", report: report.id, form: "html" }, 202, { "retry-after": "1" });
  return sendPage(c, report, status, services);
}

/** Looks again for as long as the client prefers to wait. */
async function waitFor(c: Context, status: RenditionStatus, services: Services): Promise<RenditionStatus> {
  const wait = parsePreferredWait(c.req.header("prefer")) ?? 0;
  let last = status;
  while (last.state === "pending") {
    const rest = restOfWait(c, wait, services.clock);
    if (rest <= 0) break;
    await services.clock.sleep(Math.min(nap, rest));
    last = (await readRendition(last.job, services)) ?? last;
  }
  return last;
}

async function sendPage(
  c: Context,
  { accepted }: ReadyReport,
  { job, sha256 }: Extract<RenditionStatus, { readonly state: "ready" }>,
  services: Services,
): Promise<Response> {
  const name = pdfName(accepted).replace(/\.pdf$/, ".html");
  const key = renditionKey(job);
  if (services.signFileUrl !== undefined) {
    const location = await services.signFileUrl(key, name, "text/html; charset=utf-8");
    const accept = c.req.header("accept") ?? "";
    if (/\bapplication\/json\b/i.test(accept) && !/\btext\/(?:html\b|\*)|\*\/\*/i.test(accept))
      return c.json({ url: location }, 200, { "cache-control": "no-store" });
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
  }
  const headers = { etag: `"${sha256}"`, "cache-control": "private, no-cache", "content-security-policy": policy };
  if (hasTag(c.req.header("if-none-match"), headers.etag)) return new Response(null, { status: 304, headers });
  const page = await readPdf(services.store, key, sha256);
  return new Response(new Uint8Array(page), {
    headers: {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "content-length": String(page.byteLength),
      "content-disposition": `inline; filename="${name}"`,
    },
  });
}

/** Why it could not be made. What the report was made from may be gone while its PDF is still there. */
function refuse({ kind, problems: found }: Extract<RenditionStatus, { readonly state: "failed" }>): Response {
  if (kind !== "not-found") throw new BroadsheetError(kind, found);
  const detail = "what the report was made from is gone, so no web page of it can be made";
  return problemResponse(problemDetails("gone", detail, found));
}
