import { assertName } from "../../../core/names/name.ts";
import { namesDataset } from "../../../core/service/publication/names-dataset.ts";
import { parsePublication } from "../../../core/service/publication/parse-publication.ts";
import type { Publication } from "../../../core/service/publication/publication.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { listPublications } from "../../../core/service/publication/record/list-publications.ts";
import { pausePublication, resumePublication } from "../../../core/service/publication/record/pause-publication.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { storePublication } from "../../../core/service/publication/record/store-publication.ts";
import { removePublication } from "../../../core/service/publication/remove-publication.ts";
import { checkDeliverable } from "../../delivery/check-deliverable.ts";
import { describePublication } from "../../answer/describe-publication.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { parseJson } from "../../request/parse-json.ts";
import { readBody } from "../../request/read-body.ts";
import { name } from "../../schemas/schema-parts.ts";
import type { DeliveryServices } from "../../services.ts";

/** Largest body, bytes: parameters may be large. */
const bodyLimit = 1024 * 1024;
const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Publications per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const filters = {
  state: { type: "string", enum: ["active", "paused"], description: "Only publications in this state." },
  template: { ...name, description: "Only publications of this template, in whatever version." },
  dataset: {
    ...name,
    description:
      "Only publications that name this dataset: under an alias, in a data trigger, or for the rows of a batch.",
  },
  search: { type: "string", minLength: 1, maxLength: 63, description: "Only publications whose names contain this." },
};
const parseFilters = filterParser(filters);

const params = { name: { ...name, examples: ["weekly-sales"] } };
const missing = { 404: "There is no such publication." };

/**
 * `GET /publications`; `PUT`, `GET` and `DELETE /publications/{name}`; `POST /publications/{name}/pause` and `/resume`.
 */
export function addPublicationRoutes(
  app: DescribedApp,
  world: PublicationWorld,
  delivery: DeliveryServices | undefined,
): void {
  addListPublications(app, world);
  addPutPublication(app, world, delivery);
  addGetPublication(app, world);
  addDeletePublication(app, world);
  addPauseAndResume(app, world);
}

function addListPublications(app: DescribedApp, { store, clock }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications",
      access: "publications:read",
      operationId: "listPublications",
      tags: ["publications"],
      summary: "The publications",
      request: { query: { ...paging, ...filters } },
      responses: {
        200: { description: "A page of publications, by name.", ...json("PublicationList") },
        ...problems({ 400: "`limit`, `after` or a filter is not valid." }),
      },
    },
    async (c) => {
      const given = parsePaging(c.req.query("limit"), c.req.query("after"));
      const wanted = parseFilters(c);
      const { publications, next } = await listPublications(store, {
        ...given,
        matchesName: (called) => called.includes(wanted.search ?? ""),
        matches: (publication) => isWanted(publication, wanted),
      });
      const described = publications.map((publication) => describePublication(publication, clock.now()));
      return answerPage(c, "publications", described, {
        path: "/publications",
        limit: given.limit,
        next,
        filters: wanted,
      });
    },
  );
}

function addPutPublication(app: DescribedApp, world: PublicationWorld, delivery: DeliveryServices | undefined): void {
  const { store, clock, zones } = world;
  addRoute(
    app,
    {
      method: "put",
      path: "/publications/{name}",
      access: "publications:write",
      operationId: "putPublication",
      tags: ["publications"],
      summary: "Create or change a publication",
      description:
        "From now on its triggers make editions. If they stay the same, a change loses no time and no version of a dataset.",
      request: { params, body: { required: true, ...json("PublicationRequest") } },
      responses: {
        200: { description: "It was changed, or is as it was.", ...json("Publication") },
        201: { description: "It was created.", ...json("Publication") },
        ...problems({
          400: "A field is missing or not valid; each is named by JSON pointer.",
          404: "There is no such template or dataset.",
          409: "There are as many publications as may exist (`too-many-publications`), or too many names have been used (`too-many-publication-names`).",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The template is faulty, or a dataset does not fit it.",
        }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "publication");
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const configuration = parsePublication(parseJson(await readBody(c, bodyLimit)), zones, clock.now());
      const { batch, deliver } = configuration;
      await checkDeliverable(deliver, store, delivery, batch && { rows: true, renditions: batch.renditions ?? [] });
      const { publication, created } = await storePublication(wanted, configuration, world);
      return c.json(describePublication(publication, clock.now()), created ? 201 : 200, {
        location: `/publications/${wanted}`,
      });
    },
  );
}

function addGetPublication(app: DescribedApp, { store, clock }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}",
      access: "publications:read",
      operationId: "getPublication",
      tags: ["publications"],
      summary: "A publication",
      request: { params },
      responses: {
        200: { description: "Its configuration, and when the next edition comes.", ...json("Publication") },
        ...problems(missing),
      },
    },
    async (c) => c.json(describePublication(await findPublication(c.req.param("name") ?? "", store), clock.now())),
  );
}

function addDeletePublication(app: DescribedApp, world: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/publications/{name}",
      access: "publications:delete",
      operationId: "deletePublication",
      tags: ["publications"],
      summary: "Delete a publication with all its editions",
      request: { params },
      responses: { 204: { description: "It is gone." }, ...problems(missing) },
    },
    async (c) => {
      await removePublication(c.req.param("name") ?? "", world);
      return c.body(null, 204);
    },
  );
}

/** `pausePublication` and `resumePublication`. */
function addPauseAndResume(app: DescribedApp, world: PublicationWorld): void {
  for (const [action, act, summary] of [
    ["pause", pausePublication, "Make no editions until it is resumed"],
    ["resume", resumePublication, "Make editions again; times during the pause do not count as missed"],
  ] as const) {
    addRoute(
      app,
      {
        method: "post",
        path: `/publications/{name}/${action}`,
        access: "publications:write",
        operationId: `${action}Publication`,
        tags: ["publications"],
        summary,
        request: { params },
        responses: { 200: { description: "The publication.", ...json("Publication") }, ...problems(missing) },
      },
      async (c) => c.json(describePublication(await act(c.req.param("name") ?? "", world), world.clock.now())),
    );
  }
}

function isWanted({ state, configuration }: Publication, wanted: ReturnType<typeof parseFilters>): boolean {
  if (wanted.state !== undefined && state !== wanted.state) return false;
  if (wanted.template !== undefined && configuration.template.split("@")[0] !== wanted.template) return false;
  return wanted.dataset === undefined || namesDataset(configuration, wanted.dataset);
}
