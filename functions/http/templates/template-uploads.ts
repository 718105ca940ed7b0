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

/** What has a folder that may be uploaded. */
type Folder = "template" | "theme";

/** How the routes of each call it. */
const folders = {
  template: { Name: "Template", example: "high-tech-industries", tag: "templates" },
  theme: { Name: "Theme", example: "house", tag: "themes" },
} as const;

/**
 * Templates and themes too large for a request, if the store issues signed URLs: the protocol of `/uploads`, under the
 * scope that drafts need.
 */
export function addTemplateUploadRoutes(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
): void {
  for (const folder of ["template", "theme"] as const) {
    addAnnounceFolder(app, services, signUpload, folder);
    addGetFolderUpload(app, services, folder);
  }
}

function addAnnounceFolder(
  app: DescribedApp,
  services: Services,
  signUpload: NonNullable<Services["signUpload"]>,
  of: Folder,
): void {
  const { Name, example, tag } = folders[of];
  addRoute(
    app,
    {
      method: "post",
      path: `/${tag}/{name}/uploads`,
      access: "templates:write",
      operationId: `announce${Name}`,
      tags: [tag],
      summary: `Request a signed URL for uploading a large ${of}`,
      description: `Its folder as a ZIP file. Size and hash are part of the signature. Send the bytes with \`method\` and exactly \`headers\` to \`url\`, then poll \`self\` until the state is \`stored\` or \`failed\`: the ${of} is checked and becomes a draft, as by \`PUT /${tag}/{name}\`.`,
      request: {
        params: { name: { ...name, examples: [example] } },
        body: { required: true, ...json(`${Name}UploadRequest`) },
      },
      responses: {
        201: {
          description: "Upload it within fifteen minutes.",
          headers: { Location: { description: "The upload.", schema: { type: "string" } } },
          ...json(`Announced${Name}Upload`),
        },
        ...problems({
          400: `The ${of}'s name, or a member, is not valid; members are named by JSON pointer.`,
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          429: "As many uploads are open as may be (`too-many-uploads`); `Retry-After` says when to try again.",
        }),
      },
    },
    async (c) => {
      const wanted = nameOf(c, of);
      const by = callerOf(c);
      const upload = await announceUpload(
        { ...(await readRequest(c)), name: wanted, of, ...(by !== undefined && { by }) },
        services,
      );
      const { url, headers, expires } = await signUpload(upload);
      const described = describe({ ...upload, state: "waiting" }, of);
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

function addGetFolderUpload(app: DescribedApp, { store }: Services, of: Folder): void {
  const { Name, example, tag } = folders[of];
  addRoute(
    app,
    {
      method: "get",
      path: `/${tag}/{name}/uploads/{id}`,
      access: "templates:read",
      operationId: `get${Name}Upload`,
      tags: [tag],
      summary: `The state of a ${of}'s upload`,
      request: { params: { name: { ...name, examples: [example] }, id: { type: "string", format: "uuid" } } },
      responses: {
        200: { description: "The upload.", ...json(`${Name}Upload`) },
        ...problems({
          400: `The ${of}'s name is not valid.`,
          404: "There is no such upload; uploads expire after a week.",
        }),
      },
    },
    async (c) => {
      const [wanted, id] = [nameOf(c, of), c.req.param("id") ?? ""];
      const status = await readUpload(store, id);
      if (status?.of !== of || status.name !== wanted)
        throw new BroadsheetError("not-found", {
          code: "unknown-upload",
          message: "there is no such upload",
          seen: id.slice(0, 80),
          hint: `POST /${tag}/${wanted}/uploads starts one`,
        });
      const pending = status.state === "waiting" || status.state === "received";
      return c.json(describe(status, of), 200, pending ? { "retry-after": "1" } : {});
    },
  );
}

function nameOf(c: Context, of: Folder): string {
  return assertName(c.req.param("name") ?? "", of);
}

/** The schemas `TemplateUpload` and `ThemeUpload`. */
function describe(upload: UploadStatus, of: Folder): Record<string, unknown> {
  const { id, name: called, bytes, sha256, created, state } = upload;
  const path = `/${folders[of].tag}/${called}`;
  return {
    id,
    status: state,
    [of]: called,
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
