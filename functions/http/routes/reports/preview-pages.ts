import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { describeProblem } from "../../problem-details.ts";
import { binary, version } from "../../schemas/schema-parts.ts";
import type { PreviewServices } from "../../services.ts";

const id = { ...version, description: "`id` of the preview." };
const pdf = { "application/pdf": { schema: binary } };
const gone = "The preview is no longer kept, or has no such page or query.";
const unavailable = "It could not be made now.";
const headers = { "content-type": "application/pdf", "cache-control": "no-store" };

/**
 * What a preview can be asked for afterwards: its pages, its whole PDF, rows of its queries, and what the check and
 * the tests say.
 */
export function addPreviewPageRoutes(app: DescribedApp, previews: PreviewServices): void {
  addGetPreviewPage(app, previews);
  addGetPreviewPdf(app, previews);
  addGetPreviewQuery(app, previews);
  addCheckPreview(app, previews);
  addTestPreview(app, previews);
}

function addGetPreviewPage(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/previews/{id}/pages/{page}",
      access: "previews:run",
      operationId: "getPreviewPage",
      tags: ["previews"],
      summary: "A page of a preview as a PDF of its own",
      description: "Without the attachments, the outline and the links of the report.",
      request: {
        params: {
          id,
          page: {
            type: "string",
            pattern: "^[1-9][0-9]{0,3}\\.pdf$",
            description: "Its number and `.pdf`.",
            examples: ["1.pdf"],
          },
        },
      },
      responses: { 200: { description: "The page.", content: pdf }, ...problems({ 404: gone, 503: unavailable }) },
    },
    async (c) => c.body(Buffer.from(await previews.page(idOf(c), pageOf(c))), 200, headers),
  );
}

function addGetPreviewPdf(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/previews/{id}/report.pdf",
      access: "previews:run",
      operationId: "getPreviewPdf",
      tags: ["previews"],
      summary: "The whole report of a preview",
      description: "The bytes that a report of the same files, parameters and datasets would have.",
      request: { params: { id } },
      responses: {
        200: { description: "The report.", content: pdf },
        ...problems({
          404: gone,
          422: "The report exceeds a limit, or the template's policy forbids one of its warnings.",
          503: unavailable,
        }),
      },
    },
    async (c) => c.body(Buffer.from(await previews.file(idOf(c))), 200, headers),
  );
}

function addGetPreviewQuery(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/previews/{id}/queries/{query}",
      access: "previews:run",
      operationId: "getPreviewQuery",
      tags: ["previews"],
      summary: "The result of a query of a preview",
      request: { params: { id, query: { type: "string", description: "Its name.", examples: ["share"] } } },
      responses: {
        200: { description: "Its first thousand rows.", ...json("QueryResult") },
        ...problems({ 404: gone, 422: "The rows are more than 5 MB.", 503: unavailable }),
      },
    },
    async (c) =>
      c.body(await previews.rows(idOf(c), c.req.param("query") ?? ""), 200, {
        "content-type": "application/json",
        "cache-control": "no-store",
      }),
  );
}

function addCheckPreview(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/previews/{id}/problems",
      access: "previews:run",
      operationId: "checkPreview",
      tags: ["previews"],
      summary: "What the check says of a preview's files",
      description:
        "As `broadsheet check` does: with the samples, in every branch and every language. It takes as long as a few reports.",
      request: { params: { id } },
      responses: {
        200: { description: "Faults and warnings.", ...json("PreviewFindings") },
        ...problems({ 404: gone, 503: unavailable }),
      },
    },
    async (c) => {
      const { errors, warnings } = await previews.check(idOf(c));
      return c.json({ problems: errors.map(describeProblem), warnings: warnings.map(describeProblem) }, 200, {
        "cache-control": "no-store",
      });
    },
  );
}

function addTestPreview(app: DescribedApp, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/previews/{id}/tests",
      access: "previews:run",
      operationId: "testPreview",
      tags: ["previews"],
      summary: "What the tests among a preview's files say",
      description:
        "Runs `tests/*.yaml` as `broadsheet test` does, one after the other, with the samples. A report is made for each.",
      request: { params: { id } },
      responses: {
        200: { description: "Each test, and what does not hold.", ...json("PreviewTests") },
        ...problems({ 404: gone, 422: "The tests take too long.", 503: unavailable }),
      },
    },
    async (c) => {
      const { tests, errors } = await previews.test(idOf(c));
      const described = tests.map(({ file, title, problems: failed }) => ({
        file,
        title,
        passed: failed.length === 0,
        problems: failed.map(describeProblem),
      }));
      return c.json({ tests: described, problems: errors.map(describeProblem) }, 200, { "cache-control": "no-store" });
    },
  );
}

/** @throws BroadsheetError `not-found` unless it has the form of an id */
function idOf(c: Context): string {
  const given = c.req.param("id") ?? "";
  if (/^[0-9a-f]{64}$/.test(given)) return given;
  throw new BroadsheetError("not-found", {
    code: "unknown-preview",
    message: `there is no preview "${given.slice(0, 80)}"`,
    seen: given.slice(0, 80),
    allowed: "64 hexadecimal digits",
  });
}

/** @throws BroadsheetError `not-found` */
function pageOf(c: Context): number {
  const given = c.req.param("page") ?? "";
  const number = /^([1-9]\d{0,3})\.pdf$/.exec(given)?.[1];
  if (number !== undefined) return Number(number);
  throw new BroadsheetError("not-found", {
    code: "unknown-page",
    message: `the preview has no page "${given.slice(0, 80)}"`,
    seen: given.slice(0, 80),
    allowed: "1.pdf and so on",
  });
}
