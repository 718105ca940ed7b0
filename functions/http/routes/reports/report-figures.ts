import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { sha256 } from "../../../core/json/canonical-json.ts";
import { hintNearMatch } from "../../../core/near-match.ts";
import type { ReadyReport } from "../../../core/service/lifecycle/status/report-status.ts";
import {
  type FigureFile,
  type FigureForm,
  figureSegment,
  isNamed,
  openFigureFiles,
} from "../../../core/service/rendition/figure-files.ts";
import { renditionKey } from "../../../core/service/rendition/rendition-kind.ts";
import { callerOf } from "../../access/caller-of.ts";
import { type AskRendition, obtainRendition, renditionPolicy } from "../../answer/answer-rendition.ts";
import { findReport } from "../../answer/find-report.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { pdfName } from "../../answer/send-pdf.ts";
import { sendStored } from "../../answer/send-stored.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { binary, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

/** The media types of single figures. */
const types: Readonly<Record<FigureForm, string>> = { svg: "image/svg+xml", png: "image/png" };

/** Most bytes of a figure where answers are limited: Lambda answers at most 6 MB, in Base64. */
const mostBytes = 4 * 1024 * 1024;

const pending = { description: "The figures are being drawn; `Retry-After` says when.", ...json("PendingRendition") };

const refusals = {
  409: "The report is not ready yet, or this version of Broadsheet would print something else: retry the report.",
  410: "What the report was made from is gone.",
  422: "The figures could not be drawn, or the figure is too large for an answer.",
  503: "The figures could not be drawn now.",
};

/** `GET /reports/{id}/figures` and `GET /reports/{id}/figures/{figure}.svg` and `.png`. */
export function addReportFigureRoutes(app: DescribedApp, services: Services, ask: AskRendition): void {
  addListFigures(app, services, ask);
  addGetFigure(app, services, ask);
}

function addListFigures(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/figures",
      access: "reports:read",
      operationId: "listReportFigures",
      tags: ["reports"],
      summary: "The figures and pictures of a report",
      description: "In their order. They are drawn when one is first asked for. `Prefer: wait=20` waits for it.",
      request: { params: { id: reportId } },
      responses: {
        200: { description: "Each with the addresses of its files.", ...json("ReportFigures") },
        202: pending,
        ...problems({ 404: "There is no such report, or it failed.", ...refusals }),
      },
    },
    async (c) => {
      const found = await figuresOf(c, services, ask);
      if (found instanceof Response) return found;
      const { report, files } = found;
      const ids = [...new Set(files.map(({ figure }) => figure))];
      const address = (id: string, form: FigureForm): string =>
        `/reports/${report.id}/figures/${figureSegment(id, form)}`;
      return c.json({ figures: ids.map((id) => ({ id, svg: address(id, "svg"), png: address(id, "png") })) });
    },
  );
}

function addGetFigure(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/figures/{figure}",
      access: "reports:read",
      operationId: "getReportFigure",
      tags: ["reports"],
      summary: "A figure or picture of a report, as SVG or PNG",
      description:
        "The file of this name in `figures.zip`, byte for byte, whose manifest `broadsheet verify` takes. `Prefer: wait=20` waits for it.",
      request: {
        params: {
          id: reportId,
          figure: {
            type: "string",
            pattern: "\\.(?:svg|png)$",
            description: "Its id, and `.svg` or `.png`: a drawing, or a picture of 144 pixels an inch.",
            examples: ["fig-sales.svg"],
          },
        },
      },
      responses: {
        200: {
          description: "The file.",
          content: { "image/svg+xml": { schema: { type: "string" } }, "image/png": { schema: binary } },
        },
        202: pending,
        304: { description: "The client already has the file." },
        ...problems({ 404: "There is no such report or figure, or the report failed.", ...refusals }),
      },
    },
    async (c) => {
      const wanted = c.req.param("figure") ?? "";
      const found = await figuresOf(c, services, ask);
      if (found instanceof Response) return found;
      const { report, files } = found;
      const [file, ...others] = files.filter((each) => isNamed(each, wanted));
      // Of `a/b` and `a%2Fb` in one report, an address names neither.
      if (file === undefined || others.length > 0) throw unknownFigure(wanted, files);
      return sendFigure(c, report, file, services);
    },
  );
}

/** The figures of the report that a path names, or the answer in their stead. */
async function figuresOf(
  c: Context,
  services: Services,
  ask: AskRendition,
): Promise<{ readonly report: ReadyReport; readonly files: readonly FigureFile[] } | Response> {
  const report = await findReport(c.req.param("id") ?? "", services);
  if (report.state !== "ready") return refuseUnready(report);
  const made = await obtainRendition(c, report, { form: "zip", caller: callerOf(c) }, services, ask);
  if (made instanceof Response) return made;
  const archive = { key: renditionKey(made.job), bytes: made.bytes };
  return { report, files: await openFigureFiles(services.store, archive) };
}

/** Sends a file out of the archive. No link leads to it where the store issues links: only the archive has one. */
async function sendFigure(
  c: Context,
  { id, accepted }: ReadyReport,
  { figure, form, read }: FigureFile,
  services: Services,
): Promise<Response> {
  const body = await read();
  if (services.signFileUrl !== undefined && body.byteLength > mostBytes)
    throw new BroadsheetError("limit-exceeded", {
      code: "figure-too-large",
      message: `the figure has ${body.byteLength} bytes, more than one answer may have`,
      seen: body.byteLength,
      allowed: `at most ${mostBytes}`,
      hint: `GET /reports/${id}/figures.zip has it`,
    });
  const key = `${figure}.${form}`;
  const name = `${pdfName(accepted).replace(/\.pdf$/, "")}-${key}`;
  const headers = { "content-security-policy": renditionPolicy };
  const file = { key, name, contentType: types[form], etag: sha256(body), body, part: true, headers } as const;
  return sendStored(c, file, services);
}

function unknownFigure(wanted: string, files: readonly FigureFile[]): BroadsheetError {
  const allowed = files.map(({ figure, form }) => `${figure}.${form}`);
  const seen = wanted.slice(0, 100);
  return new BroadsheetError("not-found", {
    code: "unknown-figure",
    message:
      allowed.length === 0 ? "the report has no figures and no pictures" : `the report has no figure file "${seen}"`,
    seen,
    allowed,
    ...hintNearMatch(seen, allowed),
  });
}
