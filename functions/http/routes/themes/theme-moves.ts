import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { placeOfName } from "../../../core/names/name-log.ts";
import { storeDraft } from "../../../core/report/template/archive/store-draft.ts";
import { writeArchive } from "../../../core/report/template/archive/write-archive.ts";
import { applyTheme } from "../../../core/report/template/shared/apply-theme.ts";
import { findThemeUses } from "../../../core/report/template/shared/theme-uses.ts";
import { type Decision, movePublished } from "../../../core/report/template/store/move-published.ts";
import { callerOf } from "../../access/caller-of.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../../request/if-match.ts";
import { name } from "../../schemas/schema-parts.ts";
import { promoteRequest } from "../../schemas/template-move-schemas.ts";
import { applyThemeRequest } from "../../schemas/theme-schemas.ts";
import type { Services } from "../../services.ts";
import { answerStored } from "../../templates/answer-stored.ts";

const bodyLimit = 4096;
/** Largest archive that the check takes, bytes; see `PUT /templates/{name}`. */
const archiveLimit = 4 * 1024 * 1024;
const readPromotion = bodyParser<{ readonly version: string; readonly why?: string }>(promoteRequest, bodyLimit);
const readApplication = bodyParser<{ readonly template: string }>(applyThemeRequest, bodyLimit);

const params = { name: { ...name, examples: ["house"] } };
const headers = {
  "if-match": {
    type: "string",
    description: "Required: the ETag of `GET /themes/{name}/versions`.",
    examples: ['"7"'],
  },
};
const unmatched = { 412: "Somebody has published or unpublished a version meanwhile.", 428: "`If-Match` is missing." };
const bodyFaults = {
  400: "A member is missing or not valid; each is named by JSON pointer.",
  413: "The body is too large.",
  415: "The body is not declared as application/json.",
};

/** What is published under a theme's name, and the drafts of templates that follow. */
export function addThemeMoveRoutes(app: DescribedApp, services: Services): void {
  addPromoteTheme(app, services);
  addUnpublishTheme(app, services);
  addApplyTheme(app, services);
}

function addPromoteTheme(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/themes/{name}/promote",
      access: "templates:publish",
      operationId: "promoteTheme",
      tags: ["themes"],
      summary: "Publish a stored version of a theme",
      description:
        "From now on, drafts of templates that name `current` take this one; an earlier version can be promoted again. No report changes: a template takes a theme into its own version, and `POST /themes/{name}/apply` offers drafts. So a theme needs no tests; those of each template run when its draft is promoted.",
      request: { params, headers, body: { required: true, ...json("PromoteRequest") } },
      responses: {
        200: {
          description: "It is current.",
          headers: { ETag: { description: "For the next change.", schema: { type: "string" } } },
          ...json("PublishedTemplate"),
        },
        ...problems({ ...bodyFaults, 404: "There is no such theme or version.", ...unmatched }),
      },
    },
    async (c) => {
      const { version, why } = await readPromotion(c);
      return await decide(c, services, { kind: "promote", version, ...(why !== undefined && { why }) }, (theme, seq) =>
        c.json({ name: theme, version, self: `/themes/${theme}` }, 200, { etag: sequenceTag(seq + 1) }),
      );
    },
  );
}

function addUnpublishTheme(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/themes/{name}",
      access: "templates:delete",
      operationId: "unpublishTheme",
      tags: ["themes"],
      summary: "Unpublish a theme",
      description:
        "Refused while a published template takes it. Its versions stay, and `promote` publishes one again; until then no template can take it.",
      request: { params, headers },
      responses: {
        204: { description: "It is unpublished." },
        ...problems({
          400: "The theme's name is not valid.",
          404: "There is no such published theme.",
          409: "Published templates take it (`theme-in-use`); `seen` names them.",
          ...unmatched,
        }),
      },
    },
    async (c) => {
      const uses = await findThemeUses(services.store, nameOf(c));
      if (uses.length > 0)
        throw new BroadsheetError("conflict", {
          code: "theme-in-use",
          message: `${uses.length === 1 ? "a published template takes" : `${uses.length} published templates take`} the theme "${nameOf(c)}"`,
          seen: uses.slice(0, 20).map(({ template }) => template),
          hint: "publish versions of them without it, or unpublish them",
        });
      return await decide(c, services, { kind: "remove" }, () => c.body(null, 204));
    },
  );
}

function addApplyTheme(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/themes/{name}/apply",
      access: "templates:write",
      operationId: "applyTheme",
      tags: ["themes"],
      summary: "Store a draft of a template with the theme's current version",
      description:
        "Of the template's current version. If its template.yaml names a version of the theme, the draft names the new one. It is checked as any other draft, and published by `POST /templates/{name}/promote`. `GET /themes/{name}/uses` lists the templates.",
      request: { params, body: { required: true, ...json("ApplyThemeRequest") } },
      responses: {
        200: { description: "This version of the template is stored already.", ...json("StoredTemplate") },
        201: {
          description: "The draft is stored.",
          headers: { Location: { description: "The template's versions.", schema: { type: "string" } } },
          ...json("StoredTemplate"),
        },
        ...problems({
          ...bodyFaults,
          404: "There is no such theme or template.",
          409: "The template does not take the theme (`theme-not-used`).",
          422: "With the new theme the template is faulty; problems give file and line.",
          503: "The check could not be made now.",
        }),
      },
    },
    async (c) => {
      const theme = nameOf(c);
      const { template } = await readApplication(c);
      const archive = writeArchive(await applyTheme(services.store, theme, template));
      if (archive.byteLength > archiveLimit)
        throw new BroadsheetError("limit-exceeded", {
          code: "template-too-large",
          message: `the template "${template}" is too large to be checked in a request`,
          seen: archive.byteLength,
          allowed: `at most ${archiveLimit} bytes`,
          hint: `broadsheet pull ${template}, then push it: the draft takes the theme's current version`,
        });
      const { template: drafted, isNew } = await storeDraft(template, archive, callerOf(c), services);
      return await answerStored(c, services.store, drafted, isNew);
    },
  );
}

function nameOf(c: Context): string {
  return assertName(c.req.param("name") ?? "", "theme");
}

async function decide(
  c: Context,
  { store, clock, newToken }: Services,
  decision: Pick<Decision, "kind" | "version" | "why">,
  answer: (theme: string, seq: number) => Response,
): Promise<Response> {
  const wanted = nameOf(c);
  const seen = `GET /themes/${wanted}/versions`;
  const folder = `themes/${wanted}`;
  const { seq } = await placeOfName(store, folder);
  const refused = refuseUnmatched(c, seq, seen);
  if (refused !== undefined) return refused;
  const by = callerOf(c);
  const told = { at: clock.now(), token: newToken(), ...(by !== undefined && { by }) };
  if (await movePublished(store, wanted, seq, { ...decision, ...told }, "theme")) return answer(wanted, seq);
  return changedMeanwhile(c.req.header("if-match"), (await placeOfName(store, folder)).seq, seen);
}
