import type { Context } from "hono";
import { prepareChoices } from "../../core/find-choices.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/name.ts";
import { placeOfName } from "../../core/name-log.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import { type Decision, movePublished } from "../../core/template/store/move-published.ts";
import { bodyParser } from "../body-parser.ts";
import { callerOf } from "../caller-of.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../if-match.ts";
import { addRoute, type DescribedApp, json, problems } from "../open-api.ts";
import { name } from "../schemas/schema-parts.ts";
import { promoteRequest, rollbackRequest } from "../schemas/template-move-schemas.ts";
import type { Services } from "../services.ts";

const bodyLimit = 4096;
const readPromotion = bodyParser<{ readonly version: string; readonly why?: string }>(promoteRequest, bodyLimit);
const readRollback = bodyParser<{ readonly to: string; readonly why?: string }>(rollbackRequest, bodyLimit);

const params = { name: { ...name, examples: ["high-tech-industries"] } };
const headers = { "if-match": { type: "string", description: "Required: the ETag of `GET /templates/{name}/versions`.", examples: ['"7"'] } };
const bodyFaults = { 400: "A member is missing or not valid; each is named by JSON pointer.", 404: "There is no such template or version.", 413: "The body is too large.", 415: "The body is not declared as application/json." };
const unmatched = { 412: "Somebody has changed what is published meanwhile.", 428: "`If-Match` is missing." };
const moved = { ETag: { description: "For the next change.", schema: { type: "string" } } };

/** What is published under a template's name: `promote`, `rollback` and `DELETE`. */
export function addTemplateMoveRoutes(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/templates/{name}/promote",
      access: "templates:publish",
      operationId: "promoteTemplate",
      tags: ["templates"],
      summary: "Publish a stored version",
      description: "From now on, requests that name no version get this one. Deployments and server starts do not change that. Where the server requires tests (`serve --require-tests`, the stack's `requireTests`), the version's tests run first, and all must pass.",
      request: { params, headers, body: { required: true, ...json("PromoteRequest") } },
      responses: { 200: { description: "It is current.", headers: moved, ...json("PublishedTemplate") }, ...problems({ ...bodyFaults, ...unmatched, 422: "Tests are required, and one fails, takes too long, or there is none; problems give file and line.", 503: "The tests could not be run now." }) },
    },
    async (c) => decide(c, services, async () => {
      const { version, why } = await readPromotion(c);
      return { kind: "promote", version, ...(why !== undefined && { why }) };
    }),
  );

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
      responses: { 200: { description: "It is current.", headers: moved, ...json("PublishedTemplate") }, ...problems({ ...bodyFaults, 409: "The version was never published.", ...unmatched }) },
    },
    async (c) => decide(c, services, async () => {
      const { to, why } = await readRollback(c);
      return { kind: "rollback", version: to, ...(why !== undefined && { why }) };
    }),
  );

  addRoute(
    app,
    {
      method: "delete",
      path: "/templates/{name}",
      access: "templates:delete",
      operationId: "unpublishTemplate",
      tags: ["templates"],
      summary: "Unpublish a template",
      description: "Its versions stay: reports that were made from them can still be rendered and verified, and `promote` publishes one again.",
      request: { params, headers },
      responses: { 204: { description: "It is unpublished." }, ...problems({ 400: "The template's name is not valid.", 404: "There is no such published template.", ...unmatched }) },
    },
    async (c) => decide(c, services, async () => ({ kind: "remove" })),
  );
}

async function decide(c: Context, services: Services, read: () => Promise<Pick<Decision, "kind" | "version" | "why">>): Promise<Response> {
  const { store, clock, newToken, openScratch } = services;
  const wanted = assertName(c.req.param("name") ?? "", "template");
  const decision = await read();
  const seen = `GET /templates/${wanted}/versions`;
  const { seq } = await placeOfName(store, `templates/${wanted}`);
  const refused = refuseUnmatched(c, seq, seen);
  if (refused !== undefined) return refused;
  if (decision.kind === "promote") await demandTests(wanted, decision.version!, services);
  const by = callerOf(c);
  const ours = await movePublished(store, wanted, seq, { ...decision, at: clock.now(), token: newToken(), ...(by !== undefined && { by }) });
  if (!ours) return changedMeanwhile(c.req.header("if-match"), (await placeOfName(store, `templates/${wanted}`)).seq, seen);
  if (decision.kind === "remove") return c.body(null, 204);
  const template = await openTemplate(store, { name: wanted, version: decision.version! });
  await services.seedSamples(template, { onlyAbsent: false });
  await prepareChoices(template, { store, openScratch });
  return c.json({ name: wanted, version: template.version, self: `/templates/${wanted}` }, 200, { etag: sequenceTag(seq + 1) });
}

/** @throws BroadsheetError `invalid-template` if tests are required and one fails or none exists; as `testVersion` */
async function demandTests(name: string, version: string, { testVersion }: Services): Promise<void> {
  const { errors } = (await testVersion?.({ name, version })) ?? { errors: [] };
  if (errors.length > 0) throw new BroadsheetError("invalid-template", errors);
}
