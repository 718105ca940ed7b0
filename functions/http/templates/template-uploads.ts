import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/names/name.ts";
import { announceUpload } from "../../core/service/upload/announce-upload.ts";
import { readUpload } from "../../core/service/upload/read-upload.ts";
import type { UploadStatus } from "../../core/service/upload/upload.ts";
import { bodyParser } from "../request/body-parser.ts";
import { callerOf } from "../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { problemOf } from "../problem-details.ts";
import { name } from "../schemas/schema-parts.ts";
import { templateUploadRequest } from "../schemas/upload-schemas.ts";
import type { Services } from "../services.ts";

const readRequest = bodyParser<{ readonly bytes: number; readonly sha256: string }>(templateUploadRequest, 4096);

const params = { name: { ...name, examples: ["high-tech-industries"] } };

/**
 * Templates too large for a request, if the store issues signed URLs: the protocol of `/uploads`, under the scope that
 * drafts need.
 */
export function addTemplateUploadRoutes(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addAnnounceTemplate(app, services, signUpload);
  addGetTemplateUpload(app, services);
}

function addAnnounceTemplate(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/uploads",
      access: "templates:write",
      operationId: "announceTemplate",
      tags: ["templates"],
      summary: "Request a signed URL for uploading a large template",
      description:
        "Its folder as a ZIP file. Size and hash are part of the signature. Send the bytes with `method` and exactly `headers` to `url`, then poll `self` until the state is `stored` or `failed`: the template is checked and becomes a draft, as by `PUT /templates/{name}`.",
      request: { params, body: { required: true, ...json("TemplateUploadRequest") } },
      responses: {
        201: {
          description: "Upload it within fifteen minutes.",
          headers: { Location: { description: "The upload.", schema: { type: "string" } } },
          ...json("AnnouncedTemplateUpload"),
        },
        ...problems({
          400: "The template's name, or a member, is not valid; members are named by JSON pointer.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          429: "As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again.",
        }),
      },
    },
    async (c) => {
      const template = nameOf(c);
      const by = callerOf(c);
      const upload = await announceUpload(
        { ...(await readRequest(c)), name: template, of: "template", ...(by !== undefined && { by }) },
        services,
      );
      const { url, headers, expires } = await signUpload(upload);
      const described = describe({ ...upload, state: "waiting" });
      // Under the name by which the client knows this service.
      return c.json(
        {
          ...described,
          url: new URL(url, c.req.url).href,
          method: "PUT",
          headers,
          expires: new Date(expires).toISOString(),
        },
        201,
        { location: String(described["self"]), "cache-control": "no-store" },
      );
    },
  );
}

function addGetTemplateUpload(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/uploads/{id}",
      access: "templates:read",
      operationId: "getTemplateUpload",
      tags: ["templates"],
      summary: "The state of a template's upload",
      request: { params: { ...params, id: { type: "string", format: "uuid" } } },
      responses: {
        200: { description: "The upload.", ...json("TemplateUpload") },
        ...problems({
          400: "The template's name is not valid.",
          404: "There is no such upload; uploads expire after a week.",
        }),
      },
    },
    async (c) => {
      const [template, id] = [nameOf(c), c.req.param("id") ?? ""];
      const status = await readUpload(store, id);
      if (status?.of !== "template" || status.name !== template)
        throw new BroadsheetError("not-found", {
          code: "unknown-upload",
          message: "there is no such upload",
          seen: id.slice(0, 80),
          hint: `POST /templates/${template}/uploads starts one`,
        });
      const pending = status.state === "waiting" || status.state === "received";
      return c.json(describe(status), 200, pending ? { "retry-after": "1" } : {});
    },
  );
}

function nameOf(c: Context): string {
  return assertName(c.req.param("name") ?? "", "template");
}

/** The schema `TemplateUpload`. */
function describe(upload: UploadStatus): Record<string, unknown> {
  const { id, name: template, bytes, sha256, created, state } = upload;
  const path = `/templates/${template}`;
  return {
    id,
    status: state,
    template,
    bytes,
    sha256,
    created: new Date(created).toISOString(),
    ...(upload.state === "stored"
      ? {
          finished: new Date(upload.finished).toISOString(),
          version: upload.version,
          stored: `${path}/versions/${upload.version}`,
        }
      : {}),
    ...(upload.state === "failed"
      ? {
          finished: new Date(upload.finished).toISOString(),
          failure: problemOf(new BroadsheetError(upload.kind, upload.problems)),
        }
      : {}),
    self: `${path}/uploads/${id}`,
  };
}
