import type { Context } from "hono";
import type { RenditionForm } from "../../../core/rendition-form.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { callerOf } from "../../access/caller-of.ts";
import { type AskRendition, answerRendition, typeOf } from "../../answer/answer-rendition.ts";
import { findReport } from "../../answer/find-report.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { ref, reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

/** The forms that have an address of their own. */
type AddressedForm = Exclude<RenditionForm, "html-fonts">;

const fonts = {
  type: "string",
  enum: ["system", "embed"],
  default: "system",
  description:
    "Whose fonts a page has: those of the reader's system, or the report's own, of which it brings the used glyphs along.",
} as const;

/** How each form is described. */
const described: Readonly<Record<AddressedForm, { readonly operation: string; readonly what: string }>> = {
  html: { operation: "getReportHtml", what: "a web page" },
  xlsx: { operation: "getReportXlsx", what: "a workbook" },
  docx: { operation: "getReportDocx", what: "a text document" },
  pptx: { operation: "getReportPptx", what: "slides" },
  zip: { operation: "getReportFigures", what: "files of its figures and pictures, each as SVG and PNG" },
  png: { operation: "getReportCard", what: "a card of 1,200 × 630 pixels, for the preview of a link" },
};

/** `GET /reports/{id}/report.html`, `report.xlsx`, `report.docx`, `report.pptx`, `figures.zip` and `card.png`. */
export function addReportRenditionRoutes(app: DescribedApp, services: Services, ask: AskRendition): void {
  addReportHtml(app, services, ask);
  addReportXlsx(app, services, ask);
  addReportDocx(app, services, ask);
  addReportPptx(app, services, ask);
  addReportFigures(app, services, ask);
  addReportCard(app, services, ask);
}

function addReportCard(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(app, { ...routeOf("png"), path: "/reports/{id}/card.png" }, answerer("png", services, ask));
}

function addReportFigures(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(app, { ...routeOf("zip"), path: "/reports/{id}/figures.zip" }, answerer("zip", services, ask));
}

function addReportHtml(app: DescribedApp, services: Services, ask: AskRendition): void {
  const route = routeOf("html");
  addRoute(app, { ...route, path: "/reports/{id}/report.html", request: { ...route.request, query: { fonts } } }, (c) =>
    answerer(formOfPage(c), services, ask)(c),
  );
}

function addReportXlsx(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(app, { ...routeOf("xlsx"), path: "/reports/{id}/report.xlsx" }, answerer("xlsx", services, ask));
}

function addReportDocx(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(app, { ...routeOf("docx"), path: "/reports/{id}/report.docx" }, answerer("docx", services, ask));
}

function addReportPptx(app: DescribedApp, services: Services, ask: AskRendition): void {
  addRoute(app, { ...routeOf("pptx"), path: "/reports/{id}/report.pptx" }, answerer("pptx", services, ask));
}

/** @throws BroadsheetError `invalid-request` for fonts that a page cannot have */
function formOfPage(c: Context): RenditionForm {
  const asked = c.req.query("fonts") ?? fonts.default;
  if (asked === "system") return "html";
  if (asked === "embed") return "html-fonts";
  throw new BroadsheetError("invalid-request", {
    code: "unknown-fonts",
    message: `"fonts" of a page is "system" or "embed"`,
    where: { name: "fonts" },
    seen: asked.slice(0, 100),
    allowed: fonts.enum,
  });
}

function routeOf(form: AddressedForm) {
  const { operation, what } = described[form];
  const schema = form === "html" ? { type: "string" } : { type: "string", format: "binary" };
  return {
    method: "get",
    access: "reports:read",
    operationId: operation,
    tags: ["reports"],
    summary: `A report as ${what}`,
    description:
      "Made when it is first asked for, and kept beside the PDF. With `Prefer: wait=20` the answer waits for it.",
    request: { params: { id: reportId } },
    responses: {
      200: {
        description: "The file, or a link to it if the client accepts only JSON and the response would be 302.",
        content: { [typeOf(form)]: { schema }, "application/json": { schema: ref("SignedLink") } },
      },
      202: { description: "It is being made; `Retry-After` says when to ask again.", ...json("PendingRendition") },
      302: { description: "A link to the file, valid for fifteen minutes." },
      304: { description: "The client already has the file." },
      ...problems({
        404: "There is no such report, or it failed.",
        409: "The report is not ready yet, or this version of Broadsheet would print something else: retry the report.",
        410: "What the report was made from is gone.",
        422: "The file could not be made.",
        503: "The file could not be made now.",
      }),
    },
  } as const;
}

function answerer(form: RenditionForm, services: Services, ask: AskRendition) {
  return async (c: Context): Promise<Response> => {
    const report = await findReport(c.req.param("id") ?? "", services);
    return report.state === "ready"
      ? answerRendition(c, report, { form, caller: callerOf(c) }, services, ask)
      : refuseUnready(report);
  };
}
