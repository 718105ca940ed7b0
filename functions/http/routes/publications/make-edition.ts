import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { schemaValidator } from "../../../core/json/json-schema.ts";
import { bodyProblem } from "../../../core/json/violation.ts";
import { advanceEditions } from "../../../core/service/publication/edition/advance-editions.ts";
import type { Edition } from "../../../core/service/publication/edition/edition.ts";
import { findEdition } from "../../../core/service/publication/edition/find-edition.ts";
import { retryEdition } from "../../../core/service/publication/edition/retry-edition.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { runPublication } from "../../../core/service/publication/run-publication.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeEdition, editionPath } from "../../answer/describe-publication.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { parseJson } from "../../request/parse-json.ts";
import { parsePreferredWait, patienceOf, restOfWait } from "../../request/prefer.ts";
import { readBody } from "../../request/read-body.ts";
import { runRequest } from "../../schemas/publication-schemas.ts";
import type { Services } from "../../services.ts";
import { editionParams, missingEdition, namedEdition } from "./named-edition.ts";

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const bodyLimit = 4096;
const validateRun = schemaValidator(runRequest);

const made = {
  200: { description: "It is ready or failed, or was not made.", ...json("Edition") },
  201: { description: "It became ready while the client waited (`Prefer: wait`).", ...json("Edition") },
  202: { description: "Its report is waiting or rendering; `Retry-After` says when to ask again.", ...json("Edition") },
};

/** `POST /publications/{name}/run`. */
export function addRunPublication(app: DescribedApp, services: Services, world: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/publications/{name}/run",
      access: "publications:write",
      operationId: "runPublication",
      tags: ["publications"],
      summary: "Make an edition now",
      description: "Also of a paused publication, and also if nothing has changed. The body may be left out.",
      request: { params: { name: editionParams.name }, body: { required: false, ...json("RunRequest") } },
      responses: {
        ...made,
        ...problems({
          400: "`date` is not valid, or the publication no longer fits its template.",
          404: "There is no such publication, template or dataset.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The template is faulty, or a dataset does not fit it.",
        }),
      },
    },
    async (c) => {
      const publication = await findPublication(c.req.param("name") ?? "", world.store);
      const asked = await parseRun(c);
      const edition = await services.admit(patienceOf(c, services.clock), () =>
        runPublication(publication, { ...asked, caller: callerOf(c) }, world),
      );
      return answer(c, edition, services, world);
    },
  );
}

/** `POST /publications/{name}/editions/{edition}/retry`. */
export function addRetryEdition(app: DescribedApp, services: Services, world: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/publications/{name}/editions/{edition}/retry",
      access: "publications:write",
      operationId: "retryEdition",
      tags: ["publications"],
      summary: "Make a failed edition again",
      description: "From the inputs that were pinned. An edition that has not failed stays as it is.",
      request: { params: editionParams },
      responses: {
        ...made,
        ...problems({
          400: "The publication no longer fits its template.",
          ...missingEdition,
          422: "The template is faulty, or a dataset does not fit it.",
        }),
      },
    },
    async (c) => {
      const publication = await findPublication(c.req.param("name") ?? "", world.store);
      const edition = await namedEdition(c, world.store);
      return answer(c, await retryEdition(publication, edition, world, callerOf(c)), services, world);
    },
  );
}

/** Waits for an edition's report as long as the client prefers, and publishes it. */
async function answer(c: Context, edition: Edition, services: Services, world: PublicationWorld): Promise<Response> {
  const wait = parsePreferredWait(c.req.header("prefer"));
  let present = edition;
  if (edition.state === "making" && edition.report !== undefined && wait !== undefined) {
    await services.settle(edition.report.id, edition.report.generation, restOfWait(c, wait, services.clock));
    await advanceEditions(world, { name: edition.name });
    present = await findEdition(edition.name, edition.id, world.store);
  }
  const making = present.state === "making";
  const headers = {
    location: editionPath(edition),
    ...(making && { "retry-after": "5" }),
    ...(wait !== undefined && { "preference-applied": `wait=${wait}` }),
  };
  return c.json(
    describeEdition(present),
    making ? 202 : edition.state === "making" && present.state === "ready" ? 201 : 200,
    headers,
  );
}

/** @throws BroadsheetError `invalid-request` naming each faulty member */
async function parseRun(c: Context): Promise<{ date?: string }> {
  const bytes = await readBody(c, bodyLimit);
  if (bytes.byteLength === 0) return {};
  matchMediaType(c.req.header("content-type"), mediaTypes);
  const body = parseJson(bytes);
  const violations = validateRun(body);
  if (violations.length === 0) return body as { date?: string };
  throw new BroadsheetError("invalid-request", violations.map(bodyProblem));
}
