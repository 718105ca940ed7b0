import { assertName } from "../../../core/names/name.ts";
import { placeOfName, readNameLog } from "../../../core/names/name-log.ts";
import { storeThemeDraft } from "../../../core/report/template/archive/store-theme-draft.ts";
import { writeArchive } from "../../../core/report/template/archive/write-archive.ts";
import { openTheme } from "../../../core/report/template/shared/open-theme.ts";
import { nothingPublished } from "../../../core/report/template/store/read-version.ts";
import { archiveKey } from "../../../core/report/template/store/template-pack.ts";
import { listVersions } from "../../../core/report/template/store/version-record.ts";
import { callerOf } from "../../access/caller-of.ts";
import { sendStored } from "../../answer/send-stored.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { versionOf } from "../../request/version-of.ts";
import { binary, name, ref, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { describeMove, describeVersion } from "../../templates/describe-version.ts";

/** Largest archive of a theme in a request and in an answer, bytes: what API Gateway and Lambda pass. */
const bodyLimit = 4 * 1024 * 1024;
const mediaTypes: ReadonlyMap<string, "zip"> = new Map([
  ["application/zip", "zip"],
  ["application/x-zip-compressed", "zip"],
]);

const params = { name: { ...name, examples: ["house"] } };
const missing = { 400: "The theme's name or a parameter is not valid.", 404: "There is no such theme." };

const versionPaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Versions per page." },
  after: { ...version, description: "The last version of the previous page; `next` has it." },
} as const;
const parseVersionPaging = pagingParser(versionPaging);

const logPaging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Moves per page." },
  after: {
    type: "string",
    pattern: "^[1-9][0-9]{0,9}$",
    description: "The number of the last move of the previous page; `next` has it.",
  },
} as const;
const parseLogPaging = pagingParser(logPaging);

/** `PUT /themes/{name}`, and the versions of a theme. */
export function addThemeVersionRoutes(app: DescribedApp, services: Services): void {
  addPutTheme(app, services);
  addListThemeVersions(app, services);
  addListThemeMoves(app, services);
  addGetThemeArchive(app, services);
}

function addPutTheme(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/themes/{name}",
      access: "templates:write",
      operationId: "putTheme",
      tags: ["themes"],
      summary: "Store a draft version of a theme",
      description:
        "Its settings, fonts, logo and messages are checked; its partials with the templates that use them. Nothing is published: `POST /themes/{name}/promote` does that. The same files are the same version.",
      request: {
        params,
        body: {
          required: true,
          description:
            "The theme's folder as a ZIP file of at most 4 MiB, with theme.yaml or brand.yml at its top; larger ones by `POST /themes/{name}/uploads`.",
          content: { "application/zip": { schema: binary } },
        },
      },
      responses: {
        200: { description: "This version is stored already.", ...json("StoredTheme") },
        201: {
          description: "The draft is stored.",
          headers: { Location: { description: "The theme's versions.", schema: { type: "string" } } },
          ...json("StoredTheme"),
        },
        ...problems({
          400: "The theme's name is not valid.",
          413: "The body is larger than 4 MiB: `POST /themes/{name}/uploads` takes larger ones.",
          415: "The body is not declared as application/zip.",
          422: "The archive or the theme is faulty; problems give file and line.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const { theme, isNew } = await storeThemeDraft(wanted, await readBody(c, bodyLimit), callerOf(c), services);
      const stored = (await listVersions(services.store, wanted, "theme")).find(
        (known) => known.version === theme.version,
      );
      return c.json(
        {
          name: wanted,
          ...describeVersion({ ...stored, version: theme.version, state: stored?.state ?? "draft" }),
          self: `/themes/${wanted}/versions/${theme.version}`,
        },
        isNew ? 201 : 200,
        { location: `/themes/${wanted}/versions` },
      );
    },
  );
}

function addListThemeVersions(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/versions",
      access: "templates:read",
      operationId: "listThemeVersions",
      tags: ["themes"],
      summary: "The versions of a theme, latest first",
      request: { params, query: versionPaging },
      responses: {
        200: {
          description: "A page of versions.",
          headers: {
            ETag: {
              description: "Where the name is: `If-Match` of `promote` and `DELETE`.",
              schema: { type: "string" },
            },
          },
          ...json("TemplateVersionList"),
        },
        ...problems(missing),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      const { limit, after } = parseVersionPaging(c.req.query("limit"), c.req.query("after"));
      const [{ seq }, versions] = await Promise.all([
        placeOfName(store, `themes/${wanted}`),
        listVersions(store, wanted, "theme"),
      ]);
      if (versions.length === 0) throw nothingPublished("theme", wanted);
      const start = after === undefined ? 0 : versions.findIndex((known) => known.version === after) + 1;
      const page = versions.slice(start, start + limit);
      const next =
        versions.length > start + limit
          ? nextPage(`/themes/${wanted}/versions`, limit, page.at(-1)!.version)
          : undefined;
      return c.json({ versions: page.map(describeVersion), next }, 200, {
        etag: sequenceTag(seq, versions.length),
        "cache-control": "no-cache",
      });
    },
  );
}

function addListThemeMoves(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/log",
      access: "templates:read",
      operationId: "listThemeMoves",
      tags: ["themes"],
      summary: "What was published under a theme's name: when, by whom and why, latest first",
      request: { params, query: logPaging },
      responses: { 200: { description: "A page of moves.", ...json("TemplateLog") }, ...problems(missing) },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      const { limit, after } = parseLogPaging(c.req.query("limit"), c.req.query("after"));
      const moves = await readNameLog(store, `themes/${wanted}`, {
        before: after === undefined ? undefined : Number(after),
        limit,
      });
      if (moves.length === 0 && after === undefined && (await listVersions(store, wanted, "theme")).length === 0)
        throw nothingPublished("theme", wanted);
      const last = moves.at(-1)?.seq ?? 1;
      return c.json({
        moves: moves.map(describeMove),
        next: last > 1 ? nextPage(`/themes/${wanted}/log`, limit, String(last)) : undefined,
      });
    },
  );
}

function addGetThemeArchive(app: DescribedApp, services: Services): void {
  const { store, signFileUrl } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/themes/{name}/versions/{version}/theme.zip",
      access: "templates:read",
      operationId: "getThemeArchive",
      tags: ["themes"],
      summary: "The files of a theme's version as a ZIP file",
      request: { params: { ...params, version } },
      responses: {
        200: {
          description:
            "The same version always has the same bytes. Where the response would be 302 and the client accepts only JSON, a link to them.",
          content: { "application/zip": { schema: binary }, "application/json": { schema: ref("SignedLink") } },
        },
        302: { description: "A link to a file above 4 MiB, valid for fifteen minutes, where the store issues links." },
        ...problems({ 400: missing[400], 404: "There is no such theme or version." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "theme");
      const theme = await openTheme(store, { name: wanted, version: versionOf(c) });
      const archive = writeArchive(theme.files);
      if (signFileUrl !== undefined && archive.byteLength > bodyLimit) {
        const key = archiveKey(wanted, theme.version, "theme");
        await store.create(key, archive, "application/zip");
        return sendStored(c, { key, name: `${wanted}.zip`, contentType: "application/zip" }, services);
      }
      return c.body(Buffer.from(archive), 200, {
        "content-type": "application/zip",
        etag: `"${theme.version}"`,
        "content-disposition": `attachment; filename="${wanted}.zip"`,
      });
    },
  );
}
