import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import { assertName } from "../../../core/names/name.ts";
import { digestTag, unmatchedDigest } from "../../request/if-match.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { readBody } from "../../request/read-body.ts";
import { binary, name } from "../../schemas/schema-parts.ts";
import type { TemplateFolders } from "../../services.ts";

/** Largest file of a request, bytes. */
const bodyLimit = 16 * 1024 * 1024;

/** Time between two signs of life on a stream, ms: proxies close what is silent. */
const beatMs = 15_000;

const params = {
  name: { ...name, examples: ["my-report"] },
  path: {
    type: "string",
    minLength: 1,
    maxLength: 200,
    description: "Inside the folder; `/` may be written as it is or as `%2F`.",
    examples: ["queries/share.sql"],
  },
};
const faults = {
  400: "The template's name is not valid, or no template may have such a file.",
  404: "The server publishes no such folder, or it has no such file (`allowed` lists them).",
};
const etag = { ETag: { description: "For the next change.", schema: { type: "string" } } };
const conditions = {
  "if-match": {
    type: "string",
    description: "The ETag of the content that is replaced or removed.",
    examples: ['"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"'],
  },
};
const refusals = {
  409: "The template comes with Broadsheet (`bundled-template`), or a link or folder is in the way.",
  412: "The file has changed since the client saw it.",
  428: "The request says neither `If-Match` nor `If-None-Match: *`.",
};

/** The files of templates on the server's disk, where there are any. */
export function addTemplateFolderRoutes(app: DescribedApp, folders: TemplateFolders): void {
  addListTemplateFiles(app, folders);
  addGetTemplateFile(app, folders);
  addPutTemplateFile(app, folders);
  addDeleteTemplateFile(app, folders);
  addWatchTemplateFiles(app, folders);
}

function addListTemplateFiles(app: DescribedApp, folders: TemplateFolders): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/files",
      access: "templates:write",
      operationId: "listTemplateFiles",
      tags: ["templates"],
      summary: "The files of a template's folder on the server's disk",
      description:
        "Only a local server has folders (`serve --templates`). Stored templates are edited by storing a draft: `PUT /templates/{name}`.",
      request: { params: { name: params.name } },
      responses: { 200: { description: "The files by path.", ...json("TemplateFileList") }, ...problems(faults) },
    },
    async (c) => {
      const template = nameOf(c);
      const files = await folders.list(template);
      return c.json(
        {
          editable: folders.isEditable(template),
          files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, etag: digestTag(sha256) })),
        },
        200,
        { "cache-control": "no-cache" },
      );
    },
  );
}

function addGetTemplateFile(app: DescribedApp, folders: TemplateFolders): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/files/{path}",
      rest: "path",
      access: "templates:write",
      operationId: "getTemplateFile",
      tags: ["templates"],
      summary: "A file of a template's folder",
      request: { params },
      responses: {
        200: { description: "Its bytes.", headers: etag, content: { "application/octet-stream": { schema: binary } } },
        ...problems({ ...faults, 409: "A link or folder is in the way." }),
      },
    },
    async (c) => {
      const { body, sha256 } = await folders.read(nameOf(c), pathOf(c));
      // Never as a page: a browser must not run what is in the folder.
      return c.body(Buffer.from(body), 200, {
        "content-type": "application/octet-stream",
        etag: digestTag(sha256),
        "cache-control": "no-cache",
      });
    },
  );
}

function addPutTemplateFile(app: DescribedApp, folders: TemplateFolders): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/templates/{name}/files/{path}",
      rest: "path",
      access: "templates:write",
      operationId: "putTemplateFile",
      tags: ["templates"],
      summary: "Write a file of a template's folder",
      description:
        "With `If-Match` it replaces the content that the request has seen; with `If-None-Match: *` it makes a new file. Folders on the way are made. A server that watches its folders (`serve --watch`) publishes the template again.",
      request: {
        params,
        headers: { ...conditions, "if-none-match": { type: "string", const: "*", description: "The file is new." } },
        body: {
          required: true,
          description: "Its bytes, at most 16 MiB.",
          content: { "application/octet-stream": { schema: binary } },
        },
      },
      responses: {
        200: { description: "It is replaced.", headers: etag, ...json("TemplateFile") },
        201: { description: "It is new.", headers: etag, ...json("TemplateFile") },
        ...problems({
          ...faults,
          ...refusals,
          413: "The body is larger than 16 MiB.",
          422: "The template would be larger than a template may be.",
        }),
      },
    },
    async (c) => {
      const [template, path] = [nameOf(c), pathOf(c)];
      const body = await readBody(c, bodyLimit);
      const { changed, before, after } = await folders.write(
        template,
        path,
        body,
        (present) => unmatchedDigest(c, present) === undefined,
      );
      if (!changed || after === undefined) return unmatchedDigest(c, before)!;
      return c.json({ path, bytes: body.byteLength, etag: digestTag(after) }, before === undefined ? 201 : 200, {
        etag: digestTag(after),
      });
    },
  );
}

function addDeleteTemplateFile(app: DescribedApp, folders: TemplateFolders): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/templates/{name}/files/{path}",
      rest: "path",
      access: "templates:write",
      operationId: "deleteTemplateFile",
      tags: ["templates"],
      summary: "Remove a file of a template's folder",
      request: { params, headers: conditions },
      responses: { 204: { description: "It is removed." }, ...problems({ ...faults, ...refusals }) },
    },
    async (c) => {
      const { changed, before } = await folders.remove(
        nameOf(c),
        pathOf(c),
        (present) => unmatchedDigest(c, present) === undefined,
      );
      return changed ? c.body(null, 204) : unmatchedDigest(c, before)!;
    },
  );
}

function addWatchTemplateFiles(app: DescribedApp, folders: TemplateFolders): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/events",
      access: "templates:write",
      operationId: "watchTemplateFiles",
      tags: ["templates"],
      summary: "Changes of a template's folder, as they happen",
      description:
        "Server-sent events, until the client leaves: `ready` once the folder is watched, then `files` with `{files: [{path, etag}]}` whenever some are written, by any program; one without `etag` is gone.",
      request: { params: { name: params.name } },
      responses: {
        200: { description: "A stream of events.", content: { "text/event-stream": { schema: { type: "string" } } } },
        ...problems({ 400: faults[400], 404: "The server publishes no such folder." }),
      },
    },
    async (c) => {
      const template = nameOf(c);
      await folders.list(template);
      return streamSSE(c, async (stream) => {
        const { promise: left, resolve: leave } = Promise.withResolvers<void>();
        stream.onAbort(leave);
        const stop = await folders.watch(template, (files) => {
          const data = JSON.stringify({
            files: files.map(({ path, sha256 }) => ({
              path,
              etag: sha256 === undefined ? undefined : digestTag(sha256),
            })),
          });
          void stream.writeSSE({ event: "files", data });
        });
        await stream.writeSSE({ event: "ready", data: "{}" });
        const beat = setInterval(() => void stream.write(":\n\n"), beatMs);
        await left;
        clearInterval(beat);
        stop();
      });
    },
  );
}

function nameOf(c: Context): string {
  return assertName(c.req.param("name") ?? "", "template");
}

function pathOf(c: Context): string {
  return c.req.param("path") ?? "";
}
