import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { sha256 } from "../../../core/json/canonical-json.ts";
import { assertName } from "../../../core/names/name.ts";
import type { ObjectStore } from "../../../core/ports.ts";
import { recipeBytes } from "../../../core/report/dataset/recipe/read-texts.ts";
import { listDatasetVersions } from "../../../core/report/dataset/store/list-dataset-names.ts";
import { refuseView } from "../../../core/report/dataset/view/refuse-view.ts";
import { removeNoticeList } from "../../../core/service/delivery/notice/notice-list.ts";
import { parseSource } from "../../../core/service/source/door/parse-source.ts";
import { claimPull } from "../../../core/service/source/follow-sources.ts";
import { isByDefinition, lookAtSource } from "../../../core/service/source/look-at-source.ts";
import type { SourceDefinition } from "../../../core/service/source/source.ts";
import {
  putSource,
  readSource,
  removeSource,
  sourceNames,
  type SourceMove,
  type StoredSource,
  unknownSource,
} from "../../../core/service/source/stored-source.ts";
import { callerOf } from "../../access/caller-of.ts";
import { describeDataset } from "../../datasets/describe-dataset.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { changedMeanwhile, refuseUnmatched, sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { name, ref } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";
import { describeSource, summarizeSource } from "../../datasets/describe-source.ts";
import type { SourceServices } from "../../datasets/source-services.ts";

const mediaTypes: ReadonlyMap<string, "yaml"> = new Map(
  ["application/yaml", "text/yaml", "application/x-yaml", "application/json"].map((type) => [type, "yaml"]),
);
const params = { name: { ...name, examples: ["orders"] } };
const trial = {
  "dry-run": {
    type: "string",
    enum: ["", "true", "false"],
    description: "Only fetch and show the first rows; nothing is stored.",
  },
} as const;
const parseTrial = filterParser(trial);
const headers = {
  "if-match": {
    type: "string",
    description: "Optional: the ETag of `GET /sources/{name}`, so that nobody's change is overwritten.",
    examples: ['"2"'],
  },
};
const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Sources per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);
const tag = { ETag: { description: "`If-Match` of a change.", schema: { type: "string" } } } as const;
const missing = { 400: "The source's name is not valid.", 404: "There is no such source." };
const example = `engine: postgres
connection: shop
query: SELECT day, sum(amount) AS amount FROM orders GROUP BY day
refresh: { every: 1h }
`;

/** Sources: `GET /sources`, and `GET`, `PUT`, `DELETE` of `/sources/{name}`, and its refresh. */
export function addSourceRoutes(app: DescribedApp, services: Services, sources: SourceServices): void {
  addListSources(app, services, sources);
  addGetSource(app, services);
  addPutSource(app, services, sources);
  addDeleteSource(app, services);
  addRefreshSource(app, services, sources);
}

function addListSources(app: DescribedApp, { store, clock }: Services, { connections }: SourceServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/sources",
      access: "datasets:read",
      operationId: "listSources",
      tags: ["datasets"],
      summary: "The sources, by name, and the connections that they may name",
      description: "A source says where the rows of the dataset of its name are fetched.",
      request: { query: paging },
      responses: {
        200: { description: "A page of sources.", ...json("SourceList") },
        ...problems({ 400: "A parameter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after = "" } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const names = (await sourceNames(store)).filter((one) => one > after);
      const page = names.slice(0, limit);
      const found = await Promise.all(page.map((one) => readSource(store, one)));
      const looks = await Promise.all(found.filter((one) => one !== undefined).map((one) => lookAtSource(store, one)));
      const last = page.at(-1);
      return c.json({
        sources: looks.map((look) => summarizeSource(look, clock.now())),
        connections,
        next: names.length > limit && last !== undefined ? nextPage("/sources", limit, last) : undefined,
      });
    },
  );
}

function addGetSource(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/sources/{name}",
      access: "datasets:read",
      operationId: "getSource",
      tags: ["datasets"],
      summary: "A source: what it fetches and when, and how the last refresh went",
      request: { params },
      responses: { 200: { description: "The source.", headers: tag, ...json("Source") }, ...problems(missing) },
    },
    async (c) => await answerSource(c, wantedName(c), services),
  );
}

function addPutSource(app: DescribedApp, services: Services, sources: SourceServices): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/sources/{name}",
      access: "sources:write",
      operationId: "putSource",
      tags: ["datasets"],
      summary: "Say where a dataset is fetched, change it, or try it",
      description:
        "The dataset has the name of the source; each refresh makes what came its current version, by its recipe and contract. A new definition is refreshed at once. With `dry-run` the first rows are fetched and nothing is stored.",
      request: {
        params,
        query: trial,
        headers,
        body: {
          required: true,
          description:
            "At most 64 KiB of YAML or JSON, which is YAML: `engine`, `connection`, `query`, `path`, or `prefix`, `suffix` and `partitions`, `order`, `iceberg`, `format`, `limits`, `refresh`.",
          content: { "application/yaml": { schema: { type: "string", examples: [example] } } },
        },
      },
      responses: {
        200: {
          description: "The source. With `dry-run`: what its dataset would be.",
          headers: tag,
          content: { "application/json": { schema: { anyOf: [ref("Source"), ref("SourceTrial")] } } },
        },
        ...problems({
          400: "The name or the definition is not valid, or there is no such connection: problems name each fault by JSON pointer, line and column.",
          409: "A view has this name.",
          412: "Somebody has changed the source meanwhile.",
          413: "The definition is larger than 64 KiB; with `dry-run`, what came is too large.",
          415: "The body is neither YAML nor JSON, in UTF-8.",
          422: "There are too many sources; with `dry-run`, the source refuses the query, or what it gave is no dataset.",
          503: "With `dry-run`, the source cannot be reached now.",
        }),
      },
    },
    async (c) => {
      const wanted = wantedName(c);
      const only = parseTrial(c)["dry-run"];
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const text = new TextDecoder().decode(await readBody(c, recipeBytes));
      const definition = parseSource(text, sources.zones);
      sources.check(definition);
      await refuseView(services.store, wanted);
      if (only !== undefined && only !== "false") return c.json(await tryOut(wanted, definition, sources));
      const refused = await change(c, wanted, services, (move) => putSource(services.store, wanted, text, move));
      if (refused !== undefined) return refused;
      const source = await knownSource(wanted, services);
      // The same text again asks for nothing.
      await claimPull(source, "definition", services, startedBy(sources), (found) => !isByDefinition(source, found));
      return await answerSource(c, wanted, services);
    },
  );
}

/** The schema `SourceTrial`. */
async function tryOut(wanted: string, definition: SourceDefinition, sources: SourceServices) {
  const { profile, first } = await sources.tryOut(wanted, definition);
  const { rows, columns, warnings, checks } = describeDataset(wanted, profile);
  return { name: wanted, rows, columns, warnings, checks, first: JSON.parse(first ?? "null") as unknown };
}

function addDeleteSource(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/sources/{name}",
      access: "sources:write",
      operationId: "deleteSource",
      tags: ["datasets"],
      summary: "Stop fetching a dataset; it stays as it is",
      request: { params, headers },
      responses: {
        204: { description: "It is gone." },
        ...problems({ ...missing, 412: "Somebody has changed the source meanwhile." }),
      },
    },
    async (c) => {
      const wanted = wantedName(c);
      const refused = await change(c, wanted, services, (move) => removeSource(services.store, wanted, move));
      if (refused !== undefined) return refused;
      await forgetUnused(services.store, wanted);
      return c.body(null, 204);
    },
  );
}

/** A source that never fetched leaves no dataset, so nobody hears of it any more. */
async function forgetUnused(store: ObjectStore, wanted: string): Promise<void> {
  if ((await listDatasetVersions(store, wanted)).length === 0) await removeNoticeList(wanted, store);
}

function addRefreshSource(app: DescribedApp, services: Services, sources: SourceServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/sources/{name}/refresh",
      access: "sources:write",
      operationId: "refreshSource",
      tags: ["datasets"],
      summary: "Fetch a dataset now",
      description: "If a refresh is under way, it is that one. `GET /sources/{name}` says when it has ended.",
      request: { params },
      responses: {
        202: { description: "The source: `refreshing` until it has ended.", headers: tag, ...json("Source") },
        ...problems({ ...missing, 400: "The source's name is not valid, or its connection is not there any more." }),
      },
    },
    async (c) => {
      const wanted = wantedName(c);
      const source = await knownSource(wanted, services);
      sources.check(source.definition);
      await claimPull(source, "request", services, startedBy(sources));
      return await answerSource(c, wanted, services, 202);
    },
  );
}

function startedBy(sources: SourceServices): Parameters<typeof claimPull>[3] {
  return { started: (job) => sources.claimed?.(job) };
}

/** Changes a source, if it is where the caller has seen it. @returns the answer if `If-Match` does not hold */
async function change(
  c: Context,
  wanted: string,
  { store, clock, newToken }: Services,
  make: (move: SourceMove) => Promise<void>,
): Promise<Response | undefined> {
  const seen = `GET /sources/${wanted}`;
  const header = c.req.header("if-match");
  const seq = header === undefined ? undefined : ((await readSource(store, wanted))?.seq ?? 0);
  const refused = seq === undefined ? undefined : refuseUnmatched(c, seq, seen);
  if (refused !== undefined) return refused;
  try {
    await make({ cause: `change:${newToken()}`, at: clock.now(), by: callerOf(c), seq });
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "source-changed-meanwhile") throw error;
    return changedMeanwhile(header, (await readSource(store, wanted))?.seq ?? 0, seen);
  }
  return undefined;
}

async function answerSource(c: Context, wanted: string, services: Services, status: 200 | 202 = 200) {
  const { store, clock } = services;
  const source = await knownSource(wanted, services);
  const look = await lookAtSource(store, source);
  const described = describeSource(look, clock.now());
  // The answer changes with each refresh, and a browser asks by the tag whether it still holds.
  const rest = Number.parseInt(sha256(JSON.stringify(described)).slice(0, 12), 16);
  return c.json(described, status, { etag: sequenceTag(source.seq, rest), "cache-control": "no-cache" });
}

async function knownSource(wanted: string, { store }: Services): Promise<StoredSource> {
  const source = await readSource(store, wanted);
  if (source === undefined) throw unknownSource(wanted);
  return source;
}

function wantedName(c: Context): string {
  return assertName(c.req.param("name") ?? "", "source");
}
