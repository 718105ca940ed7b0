import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { placeOfName, readNameLog } from "../../../core/names/name-log.ts";
import { openTemplate } from "../../../core/report/template/open-template.ts";
import { storeDraft } from "../../../core/report/template/archive/store-draft.ts";
import { writeArchive } from "../../../core/report/template/archive/write-archive.ts";
import { storedFiles } from "../../../core/report/template/stored-files.ts";
import { archiveKey } from "../../../core/report/template/store/template-pack.ts";
import { listVersions } from "../../../core/report/template/store/version-record.ts";
import { callerOf } from "../../access/caller-of.ts";
import { sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { binary, name, ref, version } from "../../schemas/schema-parts.ts";
import { describeMove, describeVersion } from "../../templates/describe-version.ts";
import { answerStored } from "../../templates/answer-stored.ts";
import { sendStored } from "../../answer/send-stored.ts";
import type { Services } from "../../services.ts";
import { versionOf } from "../../request/version-of.ts";

/** Largest archive in a request or an answer, bytes: API Gateway and Lambda pass little more. */
const bodyLimit = 4 * 1024 * 1024;
const mediaTypes: ReadonlyMap<string, "zip"> = new Map([
  ["application/zip", "zip"],
  ["application/x-zip-compressed", "zip"],
]);

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const missing = { 400: "The template's name or a parameter is not valid.", 404: "There is no such template." };

const versionPaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Versions per page." },
  after: { ...version, description: "The last version of the previous page; `next` has it." },
} as const;
const parseVersionPaging = pagingParser(versionPaging);

const filters = {
  state: { type: "string", enum: ["current", "published", "draft"], description: "Only versions in this state." },
};
const parseFilters = filterParser(filters);

const logPaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Moves per page." },
  after: {
    type: "string",
    pattern: "^[1-9][0-9]{0,9}$",
    description: "The number of the last move of the previous page; `next` has it.",
  },
} as const;
const parseLogPaging = pagingParser(logPaging);

/** `PUT /templates/{name}`, and the versions of a template. */
export function addTemplateVersionRoutes(app: DescribedApp, services: Services): void {
  addPutTemplate(app, services);
  addListTemplateVersions(app, services);
  addListTemplateMoves(app, services);
  addGetTemplateArchive(app, services);
}

function addPutTemplate(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "put",
      path: "/templates/{name}",
      access: "templates:write",
      operationId: "putTemplate",
      tags: ["templates"],
      summary: "Store a draft version of a template",
      description:
        "The template is checked as `broadsheet check` does, with its samples. A shared theme that it names (`theme: { base: house@current }`) is taken into the version. Nothing is published: `POST /templates/{name}/promote` does that. The same files are the same version. A sample dataset is stored if nothing has its name yet.",
      request: {
        params,
        headers: {
          "if-none-match": {
            type: "string",
            const: "*",
            description: "The template is new: refused if its name has a version, published or not.",
          },
        },
        body: {
          required: true,
          description:
            "The template's folder as a ZIP file of at most 4 MiB; larger ones by `POST /templates/{name}/uploads`.",
          content: { "application/zip": { schema: binary } },
        },
      },
      responses: {
        200: { description: "This version is stored already.", ...json("StoredTemplate") },
        201: {
          description: "The draft is stored.",
          headers: { Location: { description: "The template's versions.", schema: { type: "string" } } },
          ...json("StoredTemplate"),
        },
        ...problems({
          400: "The template's name is not valid.",
          409: "With `If-None-Match: *`: there is a template of that name already (`template-exists`); `allowed` has a free one.",
          413: "The body is larger than 4 MiB: `POST /templates/{name}/uploads` takes larger ones.",
          415: "The body is not declared as application/zip.",
          422: "The archive or the template is faulty; problems give file and line.",
          503: "The check could not be made now.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "template");
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const archive = await readBody(c, bodyLimit);
      const onlyNew = c.req.header("if-none-match")?.trim() === "*";
      const { template, isNew } = await storeDraft(wanted, archive, callerOf(c), services, { onlyNew });
      return await answerStored(c, store, template, isNew);
    },
  );
}

function addListTemplateVersions(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/versions",
      access: "templates:read",
      operationId: "listTemplateVersions",
      tags: ["templates"],
      summary: "The versions of a template, latest first",
      request: { params, query: { ...versionPaging, ...filters } },
      responses: {
        200: {
          description: "A page of versions.",
          headers: {
            ETag: {
              description: "Where the name is: `If-Match` of `promote`, `rollback` and `DELETE`.",
              schema: { type: "string" },
            },
          },
          ...json("TemplateVersionList"),
        },
        ...problems(missing),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "template");
      const { limit, after } = parseVersionPaging(c.req.query("limit"), c.req.query("after"));
      const { state } = parseFilters(c);
      const [{ seq }, versions] = await Promise.all([
        placeOfName(store, `templates/${wanted}`),
        listVersions(store, wanted),
      ]);
      if (versions.length === 0) throw unknownTemplate(wanted);
      const start = after === undefined ? 0 : versions.findIndex((known) => known.version === after) + 1;
      const rest = versions.slice(start).filter((known) => state === undefined || known.state === state);
      const page = rest.slice(0, limit);
      const next =
        rest.length > limit
          ? nextPage(`/templates/${wanted}/versions`, limit, page.at(-1)!.version, { state })
          : undefined;
      return c.json({ versions: page.map(describeVersion), next }, 200, {
        etag: sequenceTag(seq, versions.length),
        "cache-control": "no-cache",
      });
    },
  );
}

function addListTemplateMoves(app: DescribedApp, services: Services): void {
  const { store } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/log",
      access: "templates:read",
      operationId: "listTemplateMoves",
      tags: ["templates"],
      summary: "What was published under a template's name: when, by whom and why, latest first",
      request: { params, query: logPaging },
      responses: { 200: { description: "A page of moves.", ...json("TemplateLog") }, ...problems(missing) },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "template");
      const { limit, after } = parseLogPaging(c.req.query("limit"), c.req.query("after"));
      const folder = `templates/${wanted}`;
      const moves = await readNameLog(store, folder, {
        before: after === undefined ? undefined : Number(after),
        limit,
      });
      if (moves.length === 0 && after === undefined && (await listVersions(store, wanted)).length === 0)
        throw unknownTemplate(wanted);
      const last = moves.at(-1)?.seq ?? 1;
      return c.json({
        moves: moves.map(describeMove),
        next: last > 1 ? nextPage(`/templates/${wanted}/log`, limit, String(last)) : undefined,
      });
    },
  );
}

function addGetTemplateArchive(app: DescribedApp, services: Services): void {
  const { store, signFileUrl } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/templates/{name}/versions/{version}/template.zip",
      access: "templates:read",
      operationId: "getTemplateArchive",
      tags: ["templates"],
      summary: "The files of a version as a ZIP file",
      request: { params: { ...params, version } },
      responses: {
        200: {
          description:
            "The same version always has the same bytes. Where the response would be 302 and the client accepts only JSON, a link to them.",
          content: { "application/zip": { schema: binary }, "application/json": { schema: ref("SignedLink") } },
        },
        302: { description: "A link to a file above 4 MiB, valid for fifteen minutes, where the store issues links." },
        ...problems({ 400: missing[400], 404: "There is no such template or version." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "template");
      const template = await openTemplate(store, { name: wanted, version: versionOf(c) });
      const { version: found } = template;
      const archive = writeArchive(storedFiles(template));
      if (signFileUrl !== undefined && archive.byteLength > bodyLimit) {
        const key = archiveKey(wanted, found);
        await store.create(key, archive, "application/zip");
        return sendStored(c, { key, name: `${wanted}.zip`, contentType: "application/zip" }, services);
      }
      return c.body(Buffer.from(archive), 200, {
        "content-type": "application/zip",
        etag: `"${found}"`,
        "content-disposition": `attachment; filename="${wanted}.zip"`,
      });
    },
  );
}

function unknownTemplate(wanted: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-template",
    message: `there is no template "${wanted}"`,
    seen: wanted,
  });
}
