import { BroadsheetError } from "../../../core/errors.ts";
import type { AskedPreview, Preview, PreviewBase } from "../../../core/report/preview/preview.ts";
import { parseRequest } from "../../../core/report/request/parse-request.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { describeProblem } from "../../problem-details.ts";
import { previewRequest } from "../../schemas/preview-schemas.ts";
import type { PreviewServices, Services } from "../../services.ts";

/** A template may have 64 MiB; an editor sends what has changed. */
const bodyLimit = 16 * 1024 * 1024;

interface PreviewRequest {
  readonly session: string;
  readonly template: string;
  readonly base?: "stored" | "folder" | "nothing";
  readonly since?: string;
  readonly files?: Readonly<Record<string, string | { readonly base64: string } | null>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly language?: string;
  readonly datasets?: Readonly<Record<string, unknown>>;
  readonly date?: string;
  readonly pages?: readonly number[];
  readonly pagesAs?: "pdf" | "drawings";
}

const readRequest = bodyParser<PreviewRequest>(previewRequest, bodyLimit);

/** `POST /previews`, where previews are made. */
export function addPostPreviewRoute(app: DescribedApp, { logger }: Services, previews: PreviewServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/previews",
      access: "previews:run",
      operationId: "makePreview",
      tags: ["previews"],
      summary: "Lay out a template that is being edited",
      description:
        "Stores nothing. Faults of the files are part of the answer, which then shows the last good pages. The next preview of a session names the last one in `since` and sends only what has changed; only what depends on it is made again. The last three previews of a session can be asked for their pages, until four other sessions have come or nobody has asked for ten minutes; the files of hundreds of sessions are kept, so that each can go on.",
      request: { body: { required: true, ...json("PreviewRequest") } },
      responses: {
        200: { description: "The pages, or why there are none.", ...json("Preview") },
        ...problems({
          400: "A member is missing or not valid; each is named by JSON pointer.",
          404: "There is no such template, version or folder, or the preview in `since` is no longer kept (`preview-gone`): send all changes again with `base`.",
          409: "A newer preview of the session has come (`superseded`).",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "No template can have these files: a path or the size is not allowed. Or the preview took too long.",
          503: "The preview could not be made now.",
        }),
      },
    },
    async (c) => {
      const asked = readAsked(await readRequest(c), previews);
      const began = performance.now();
      const preview = await previews.make(asked);
      logger.info("made a preview", {
        template: asked.name,
        state: preview.state,
        ms: Math.round(performance.now() - began),
      });
      return c.json(describePreview(preview), 200, { "cache-control": "no-store" });
    },
  );
}

/** @throws BroadsheetError `invalid-request`, `not-found` for a template without a folder */
function readAsked(
  {
    session,
    template,
    base,
    since,
    files = {},
    parameters = {},
    language,
    datasets = {},
    date,
    pages = [],
    pagesAs,
  }: PreviewRequest,
  previews: PreviewServices,
): AskedPreview {
  const { template: reference, datasets: references } = parseRequest({ template, datasets });
  const { name, version } = reference;
  if (since !== undefined && base !== undefined)
    throw conflicting("/base", "`base` and `since` exclude each other", base);
  if (version !== undefined && base !== undefined && base !== "stored")
    throw conflicting("/template", `a version is stored, and \`base\` is "${base}"`, template);
  return {
    session,
    name,
    base: since === undefined ? baseOf(base ?? "stored", name, version, previews) : { kind: "preview", id: since },
    files: Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, content === null ? null : bytesOf(content)]),
    ),
    parameters,
    language,
    datasets: references,
    date,
    pages,
    pagesAs,
  };
}

function baseOf(
  base: NonNullable<PreviewRequest["base"]>,
  name: string,
  version: string | undefined,
  { folderOf, themes }: PreviewServices,
): PreviewBase {
  if (base === "nothing") return { kind: "nothing" };
  if (base === "stored") return { kind: "stored", version };
  const folder = folderOf(name);
  if (folder !== undefined) return { kind: "folder", folder, ...(themes !== undefined && { themes }) };
  throw new BroadsheetError("not-found", {
    code: "no-folder",
    message: `the server publishes no folder as "${name}"`,
    where: { pointer: "/base" },
    seen: name,
    hint: "serve --templates DIR names the folders",
  });
}

function bytesOf(content: string | { readonly base64: string }): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : Buffer.from(content.base64, "base64");
}

function conflicting(pointer: string, message: string, seen: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "conflicting-members", message, where: { pointer }, seen });
}

/** The schema `Preview`. */
function describePreview({ problems: faults, warnings, pages, ...preview }: Preview): Record<string, unknown> {
  const self = `/previews/${preview.id}`;
  return {
    ...preview,
    problems: faults.map(describeProblem),
    warnings: warnings.map(describeProblem),
    pages: pages.map(({ pdf, ...page }) => ({
      ...page,
      self: `${self}/pages/${page.number}.pdf`,
      ...(pdf === undefined ? {} : { pdf: Buffer.from(pdf).toString("base64") }),
    })),
    pdf: `${self}/report.pdf`,
  };
}
