import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { schemaValidator } from "../../../core/json/json-schema.ts";
import { bodyProblem } from "../../../core/json/violation.ts";
import { localeFor } from "../../../core/report/locale/locale-for.ts";
import { changesInWords } from "../../../core/service/publication/changes/changes-in-words.ts";
import { advanceEditions } from "../../../core/service/publication/edition/advance-editions.ts";
import type { Edition, ReadyEdition } from "../../../core/service/publication/edition/edition.ts";
import { editionOf } from "../../../core/service/publication/edition/edition-kind.ts";
import { findEdition } from "../../../core/service/publication/edition/find-edition.ts";
import { editionCursor, listEditions } from "../../../core/service/publication/edition/list-editions.ts";
import { readChanges } from "../../../core/service/publication/edition/read-changes.ts";
import { removeEdition } from "../../../core/service/publication/edition/remove-edition.ts";
import { retryEdition } from "../../../core/service/publication/edition/retry-edition.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { runPublication } from "../../../core/service/publication/run-publication.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeEdition, editionPath } from "../../answer/describe-publication.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { parseJson } from "../../request/parse-json.ts";
import { parsePreferredWait, patienceOf, restOfWait } from "../../request/prefer.ts";
import { readBody } from "../../request/read-body.ts";
import { runRequest } from "../../schemas/publication-schemas.ts";
import { binary, name, ref } from "../../schemas/schema-parts.ts";
import { pdfName, sendPdfFile } from "../../answer/send-pdf.ts";
import type { Services } from "../../services.ts";

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);
const bodyLimit = 4096;
const validateRun = schemaValidator(runRequest);

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 100, default: 20, description: "Editions per page." },
  after: { type: "string", pattern: editionCursor, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  status: {
    type: "string",
    enum: ["making", "ready", "failed", "skipped"],
    description: "Only editions in this state.",
  },
};
const parseFilters = filterParser(filters);

const params = {
  name: { ...name, examples: ["weekly-sales"] },
  edition: {
    type: "string",
    description: "`latest` (the newest ready one), a day (the newest of that day), or an id.",
    examples: ["latest", "2026-11-27", "2026-11-27t07-00-00z"],
  },
};
const missing = { 404: "There is no such publication or edition." };
const made = {
  200: { description: "It is ready or failed, or was not made.", ...json("Edition") },
  201: { description: "It became ready while the client waited (`Prefer: wait`).", ...json("Edition") },
  202: { description: "Its report is waiting or rendering; `Retry-After` says when to ask again.", ...json("Edition") },
};

/** `POST /publications/{name}/run`, and everything below `/publications/{name}/editions`. */
export function addEditionRoutes(app: DescribedApp, services: Services, world: PublicationWorld): void {
  const { store } = world;
  const named = async (c: Context): Promise<Edition> => {
    const publication = await findPublication(c.req.param("name") ?? "", store);
    return findEdition(publication.name, c.req.param("edition") ?? "", store);
  };

  /** Waits for an edition's report as long as the client prefers, and publishes it. */
  const answer = async (c: Context, edition: Edition): Promise<Response> => {
    const wait = parsePreferredWait(c.req.header("prefer"));
    let present = edition;
    if (edition.state === "making" && edition.report !== undefined && wait !== undefined) {
      await services.settle(edition.report.id, edition.report.generation, restOfWait(c, wait, services.clock));
      await advanceEditions(world, { name: edition.name });
      present = await findEdition(edition.name, edition.id, store);
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
  };

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
      request: { params: { name: params.name }, body: { required: false, ...json("RunRequest") } },
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
      const publication = await findPublication(c.req.param("name") ?? "", store);
      const asked = await parseRun(c);
      return answer(
        c,
        await services.admit(patienceOf(c, services.clock), () =>
          runPublication(publication, { ...asked, caller: callerOf(c) }, world),
        ),
      );
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions",
      access: "publications:read",
      operationId: "listEditions",
      tags: ["publications"],
      summary: "The editions of a publication, newest first",
      request: { params: { name: params.name }, query: { ...paging, ...filters } },
      responses: {
        200: {
          description: "A page of editions, also of failed and skipped ones; see `lookedBackTo`.",
          ...json("EditionList"),
        },
        ...problems({ 400: "`limit`, `after` or a filter is not valid.", ...missing }),
      },
    },
    async (c) => {
      const publication = await findPublication(c.req.param("name") ?? "", store);
      const given = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const { editions, ...rest } = await listEditions(publication.name, store, {
        ...given,
        matches: ({ state }) => wanted.status === undefined || state === wanted.status,
      });
      return answerPage(c, "editions", editions.map(describeEdition), {
        path: `/publications/${publication.name}/editions`,
        limit: given.limit,
        ...rest,
        filters: wanted,
      });
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}",
      access: "publications:read",
      operationId: "getEdition",
      tags: ["publications"],
      summary: "An edition",
      request: { params },
      responses: {
        200: { description: "The edition; `Retry-After` while it is being made.", ...json("Edition") },
        ...problems(missing),
      },
    },
    async (c) => {
      const edition = await named(c);
      return c.json(describeEdition(edition), 200, edition.state === "making" ? { "retry-after": "5" } : {});
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/report.pdf",
      access: "publications:read",
      operationId: "getEditionPdf",
      tags: ["publications"],
      summary: "The PDF of an edition; with `latest` a link that stays the same",
      request: { params },
      responses: {
        200: {
          description: "The PDF, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { "application/pdf": { schema: binary }, "application/json": { schema: ref("SignedLink") } },
        },
        206: { description: "The requested range.", content: { "application/pdf": { schema: binary } } },
        302: { description: "A link to the PDF, valid for fifteen minutes." },
        304: { description: "The client already has the PDF." },
        ...problems({
          ...missing,
          409: "The edition is not ready: it is being made, failed or was skipped; or it is a batch.",
          416: "The range lies outside the file.",
        }),
      },
    },
    async (c) => {
      const edition = ready(await named(c));
      if (edition.batch !== undefined) throw isBatch(edition);
      const { name: publication, id, generation, sha256, request } = edition;
      return sendPdfFile(
        c,
        {
          key: `${editionOf(publication, id, generation).folder}report.pdf`,
          name: pdfName({ ...request, template: { ...request.template, name: publication } }),
          sha256,
        },
        services,
      );
    },
  );

  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/changes",
      access: "publications:read",
      operationId: "getEditionChanges",
      tags: ["publications"],
      summary: "What an edition shows that the one before did not",
      request: { params },
      responses: {
        200: { description: "As data, and in words of the edition's language.", ...json("Changes") },
        ...problems({ ...missing, 409: "The edition is not ready." }),
      },
    },
    async (c) => {
      const edition = ready(await named(c));
      const changes = await readChanges(edition, store);
      return c.json({ ...changes, words: changesInWords(changes, localeFor(edition.request.language)) });
    },
  );

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
      request: { params },
      responses: {
        ...made,
        ...problems({
          400: "The publication no longer fits its template.",
          ...missing,
          422: "The template is faulty, or a dataset does not fit it.",
        }),
      },
    },
    async (c) => {
      const publication = await findPublication(c.req.param("name") ?? "", store);
      return answer(c, await retryEdition(publication, await named(c), world, callerOf(c)));
    },
  );

  addRoute(
    app,
    {
      method: "delete",
      path: "/publications/{name}/editions/{edition}",
      access: "publications:delete",
      operationId: "deleteEdition",
      tags: ["publications"],
      summary: "Delete an edition and its PDF",
      description: "Its report stays, until it expires or is deleted itself.",
      request: { params },
      responses: { 204: { description: "It is gone, and never made again." }, ...problems(missing) },
    },
    async (c) => {
      await removeEdition(await named(c), "deleted", world);
      return c.body(null, 204);
    },
  );
}

function isBatch({ id, name: publication }: Edition): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "edition-is-batch",
    message: `the edition ${id} is a batch: it has no PDF of its own`,
    seen: id,
    hint: `GET /publications/${publication}/editions/${id}/outputs lists what it made`,
  });
}

/** @throws BroadsheetError `conflict` if the edition has no PDF */
export function ready(edition: Edition): ReadyEdition {
  if (edition.state === "ready") return edition;
  const problem = {
    code: "edition-not-ready",
    message: `the edition ${edition.id} is ${edition.state === "making" ? "being made" : edition.state}`,
    seen: edition.state,
    allowed: "ready",
  };
  throw new BroadsheetError(
    "conflict",
    edition.state === "failed" ? [{ ...problem, hint: "POST …/retry makes it again" }, ...edition.problems] : problem,
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
