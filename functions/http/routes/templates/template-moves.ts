import type { Context } from "hono";
import { assertName } from "../../../core/names/name.ts";
import { placeOfName } from "../../../core/names/name-log.ts";
import { publishVersion } from "../../../core/service/promotion/door/publish-version.ts";
import { movePublished } from "../../../core/report/template/store/move-published.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { callerOf } from "../../access/caller-of.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../../request/if-match.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { name } from "../../schemas/schema-parts.ts";
import { promoteRequest, rollbackRequest } from "../../schemas/template-move-schemas.ts";
import type { Services } from "../../services.ts";
import { addTemplatePromotionRoutes, answerPromotion } from "../../templates/template-promotions.ts";

const bodyLimit = 4096;
const readPromotion = bodyParser<{ readonly version: string; readonly why?: string }>(promoteRequest, bodyLimit);
const readRollback = bodyParser<{ readonly to: string; readonly why?: string }>(rollbackRequest, bodyLimit);

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const headers = {
  "if-match": {
    type: "string",
    description: "Required: the ETag of `GET /templates/{name}/versions`.",
    examples: ['"7"'],
  },
};
const bodyFaults = {
  400: "A member is missing or not valid; each is named by JSON pointer.",
  404: "There is no such template or version.",
  413: "The body is too large.",
  415: "The body is not declared as application/json.",
};
const unmatched = { 412: "Somebody has published or unpublished a version meanwhile.", 428: "`If-Match` is missing." };
const moved = { ETag: { description: "For the next change.", schema: { type: "string" } } };

/** What is published under a template's name: `promote`, `rollback` and `DELETE`. */
export function addTemplateMoveRoutes(app: DescribedApp, services: Services): void {
  addPromoteTemplate(app, services);
  addTemplatePromotionRoutes(app, services);
  addRollBackTemplate(app, services);
  addUnpublishTemplate(app, services);
}

function addPromoteTemplate(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/promote",
      access: "templates:publish",
      operationId: "promoteTemplate",
      tags: ["templates"],
      summary: "Publish a stored version",
      description:
        "From now on, requests that name no version get this one. Deployments and server starts do not change that. Where the server requires tests (`serve --require-tests`, the stack's `requireTests`), the version's tests run first, and all must pass: the answer is then 202, and `Location` says how far they are.",
      request: { params, headers, body: { required: true, ...json("PromoteRequest") } },
      responses: {
        200: { description: "It is current.", headers: moved, ...json("PublishedTemplate") },
        202: {
          description: "Its tests run first. Ask `Location` until the promotion is ready or failed.",
          headers: { Location: { description: "The promotion.", schema: { type: "string" } } },
          ...json("Promotion"),
        },
        ...problems({
          ...bodyFaults,
          409: "The tests of another promotion of the template are being run.",
          ...unmatched,
        }),
      },
    },
    async (c) =>
      decide(c, services, async () => {
        const { version, why } = await readPromotion(c);
        return { kind: "promote", version, ...(why !== undefined && { why }) };
      }),
  );
}

function addRollBackTemplate(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/rollback",
      access: "templates:publish",
      operationId: "rollBackTemplate",
      tags: ["templates"],
      summary: "Publish an earlier version again",
      request: { params, headers, body: { required: true, ...json("RollbackRequest") } },
      responses: {
        200: { description: "It is current.", headers: moved, ...json("PublishedTemplate") },
        ...problems({ ...bodyFaults, 409: "The version was never published.", ...unmatched }),
      },
    },
    async (c) =>
      decide(c, services, async () => {
        const { to, why } = await readRollback(c);
        return { kind: "rollback", version: to, ...(why !== undefined && { why }) };
      }),
  );
}

function addUnpublishTemplate(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/templates/{name}",
      access: "templates:delete",
      operationId: "unpublishTemplate",
      tags: ["templates"],
      summary: "Unpublish a template",
      description:
        "Its versions stay: reports that were made from them can still be rendered and verified, and `promote` publishes one again.",
      request: { params, headers },
      responses: {
        204: { description: "It is unpublished." },
        ...problems({
          400: "The template's name is not valid.",
          404: "There is no such published template.",
          ...unmatched,
        }),
      },
    },
    async (c) => decide(c, services, async () => ({ kind: "remove" })),
  );
}

type Decided =
  | { readonly kind: "promote" | "rollback"; readonly version: string; readonly why?: string }
  | { readonly kind: "remove" };

async function decide(c: Context, services: Services, read: () => Promise<Decided>): Promise<Response> {
  const { store, clock, newToken, promoted } = services;
  const wanted = assertName(c.req.param("name") ?? "", "template");
  const decision = await read();
  const seen = `GET /templates/${wanted}/versions`;
  const { seq } = await placeOfName(store, `templates/${wanted}`);
  const refused = refuseUnmatched(c, seq, seen);
  if (refused !== undefined) return refused;
  if (decision.kind === "promote" && promoted !== undefined)
    return answerPromotion(c, wanted, seq, decision, { ...services, promoted });
  const by = callerOf(c);
  const told = { at: clock.now(), token: newToken(), ...(by !== undefined && { by }) };
  if (decision.kind === "remove") {
    if (await movePublished(store, wanted, seq, { ...decision, ...told })) return c.body(null, 204);
  } else {
    const template = await publishVersion(wanted, seq, { ...decision, ...told }, services);
    if (template !== undefined)
      return c.json({ name: wanted, version: template.version, self: `/templates/${wanted}` }, 200, {
        etag: sequenceTag(seq + 1),
      });
  }
  return changedMeanwhile(c.req.header("if-match"), (await placeOfName(store, `templates/${wanted}`)).seq, seen);
}
