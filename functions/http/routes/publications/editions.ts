import { BroadsheetError } from "../../../core/errors.ts";
import { localeFor } from "../../../core/report/locale/locale-for.ts";
import { changesInWords } from "../../../core/service/publication/changes/changes-in-words.ts";
import type { Edition } from "../../../core/service/publication/edition/edition.ts";
import { editionOf } from "../../../core/service/publication/edition/edition-kind.ts";
import { editionCursor, listEditions } from "../../../core/service/publication/edition/list-editions.ts";
import { readChanges } from "../../../core/service/publication/edition/read-changes.ts";
import { removeEdition } from "../../../core/service/publication/edition/remove-edition.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { describeEdition } from "../../answer/describe-publication.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { answerPage, pagingParser } from "../../request/parse-paging.ts";
import { binary, ref } from "../../schemas/schema-parts.ts";
import { pdfName, sendPdfFile } from "../../answer/send-pdf.ts";
import type { Services } from "../../services.ts";
import { addRetryEdition, addRunPublication } from "./make-edition.ts";
import { editionParams, missingEdition, namedEdition, readyEdition } from "./named-edition.ts";

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

/** `POST /publications/{name}/run`, and everything below `/publications/{name}/editions`. */
export function addEditionRoutes(app: DescribedApp, services: Services, world: PublicationWorld): void {
  addRunPublication(app, services, world);
  addListEditions(app, world);
  addGetEdition(app, world);
  addGetEditionPdf(app, services, world);
  addGetEditionChanges(app, world);
  addRetryEdition(app, services, world);
  addDeleteEdition(app, world);
}

function addListEditions(app: DescribedApp, { store }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions",
      access: "publications:read",
      operationId: "listEditions",
      tags: ["publications"],
      summary: "The editions of a publication, newest first",
      request: { params: { name: editionParams.name }, query: { ...paging, ...filters } },
      responses: {
        200: {
          description: "A page of editions, also of failed and skipped ones; see `lookedBackTo`.",
          ...json("EditionList"),
        },
        ...problems({ 400: "`limit`, `after` or a filter is not valid.", ...missingEdition }),
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
}

function addGetEdition(app: DescribedApp, { store }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}",
      access: "publications:read",
      operationId: "getEdition",
      tags: ["publications"],
      summary: "An edition",
      request: { params: editionParams },
      responses: {
        200: { description: "The edition; `Retry-After` while it is being made.", ...json("Edition") },
        ...problems(missingEdition),
      },
    },
    async (c) => {
      const edition = await namedEdition(c, store);
      return c.json(describeEdition(edition), 200, edition.state === "making" ? { "retry-after": "5" } : {});
    },
  );
}

function addGetEditionPdf(app: DescribedApp, services: Services, { store }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/report.pdf",
      access: "publications:read",
      operationId: "getEditionPdf",
      tags: ["publications"],
      summary: "The PDF of an edition; with `latest` a link that stays the same",
      request: { params: editionParams },
      responses: {
        200: {
          description: "The PDF, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { "application/pdf": { schema: binary }, "application/json": { schema: ref("SignedLink") } },
        },
        206: { description: "The requested range.", content: { "application/pdf": { schema: binary } } },
        302: { description: "A link to the PDF, valid for fifteen minutes." },
        304: { description: "The client already has the PDF." },
        ...problems({
          ...missingEdition,
          409: "The edition is not ready: it is being made, failed or was skipped; or it is a batch.",
          416: "The range lies outside the file.",
        }),
      },
    },
    async (c) => {
      const edition = readyEdition(await namedEdition(c, store));
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
}

function addGetEditionChanges(app: DescribedApp, { store }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/editions/{edition}/changes",
      access: "publications:read",
      operationId: "getEditionChanges",
      tags: ["publications"],
      summary: "What an edition shows that the one before did not",
      request: { params: editionParams },
      responses: {
        200: { description: "As data, and in words of the edition's language.", ...json("Changes") },
        ...problems({ ...missingEdition, 409: "The edition is not ready." }),
      },
    },
    async (c) => {
      const edition = readyEdition(await namedEdition(c, store));
      const changes = await readChanges(edition, store);
      return c.json({ ...changes, words: changesInWords(changes, localeFor(edition.request.language)) });
    },
  );
}

function addDeleteEdition(app: DescribedApp, world: PublicationWorld): void {
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
      request: { params: editionParams },
      responses: { 204: { description: "It is gone, and never made again." }, ...problems(missingEdition) },
    },
    async (c) => {
      await removeEdition(await namedEdition(c, world.store), "deleted", world);
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
