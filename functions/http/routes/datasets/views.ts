import type { Context } from "hono";
import { BroadsheetError } from "../../../core/errors.ts";
import { sha256 } from "../../../core/json/canonical-json.ts";
import { assertName } from "../../../core/names/name.ts";
import { recipeBytes } from "../../../core/report/dataset/recipe/read-texts.ts";
import { isSound } from "../../../core/report/dataset/view/store-made.ts";
import { readGraph } from "../../../core/report/dataset/view/view-graph.ts";
import { refuseSourceName } from "../../../core/service/source/refuse-sourced.ts";
import { claimRefresh } from "../../../core/service/view/follow-views.ts";
import { lookAtViews } from "../../../core/service/view/look-at-views.ts";
import { deleteStoredView } from "../../datasets/delete-stored-view.ts";
import { describeView, summarizeView } from "../../datasets/describe-view.ts";
import { putStoredView, tryView } from "../../datasets/put-stored-view.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { sequenceTag } from "../../request/if-match.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { readBody } from "../../request/read-body.ts";
import { name, ref } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const mediaTypes: ReadonlyMap<string, "yaml"> = new Map([
  ["application/yaml", "yaml"],
  ["text/yaml", "yaml"],
  ["application/x-yaml", "yaml"],
  ["application/json", "yaml"],
]);

const params = { name: { ...name, examples: ["sales-by-month"] } };

const trial = {
  "dry-run": {
    type: "string",
    enum: ["", "true", "false"],
    description: "Only show what the view would be; nothing is stored.",
  },
} as const;
const parseTrial = filterParser(trial);

const headers = {
  "if-match": {
    type: "string",
    description: "Optional: the ETag of `GET /views/{name}`, so that nobody's change is overwritten.",
    examples: ['"2"'],
  },
};

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 500, default: 100, description: "Views per page." },
  after: { ...name, description: "`next` of the previous page." },
} as const;
const parsePaging = pagingParser(paging);

const tag = { ETag: { description: "`If-Match` of a change.", schema: { type: "string" } } } as const;
const missing = { 400: "The view's name is not valid.", 404: "There is no such view." };

/** Views: `GET /views`, and `GET`, `PUT`, `DELETE` of `/views/{name}`, and its refresh. */
export function addViewRoutes(app: DescribedApp, services: Services): void {
  addListViews(app, services);
  addGetView(app, services);
  addPutView(app, services);
  addDeleteView(app, services);
  addRefreshView(app, services);
}

function addListViews(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/views",
      access: "datasets:read",
      operationId: "listViews",
      tags: ["datasets"],
      summary: "The views, by name",
      description: "A view is a dataset that is made from others: `GET /datasets/{name}` has its table.",
      request: { query: paging },
      responses: {
        200: { description: "A page of views.", ...json("ViewList") },
        ...problems({ 400: "A parameter is not valid." }),
      },
    },
    async (c) => {
      const { limit, after = "" } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const graph = await readGraph(store);
      const names = [...graph.keys()].sort().filter((one) => one > after);
      const page = names.slice(0, limit);
      const looks = await lookAtViews(store, graph, page);
      const last = page.at(-1);
      return c.json({
        views: page.map((one) => summarizeView(looks.get(one)!)),
        next: names.length > limit && last !== undefined ? nextPage("/views", limit, last) : undefined,
      });
    },
  );
}

function addGetView(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/views/{name}",
      access: "datasets:read",
      operationId: "getView",
      tags: ["datasets"],
      summary: "A view: how it is made, and how it stands to its sources",
      request: { params },
      responses: { 200: { description: "The view.", headers: tag, ...json("View") }, ...problems(missing) },
    },
    async (c) => await answerView(c, wantedName(c), store),
  );
}

function addPutView(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "put",
      path: "/views/{name}",
      access: "datasets:write",
      operationId: "putView",
      tags: ["datasets"],
      summary: "Make a view, change it, or try one",
      description:
        "A view is a dataset that one SELECT makes from others, or the steps of a recipe from one. Whenever a source changes it is made anew. It is tried before it is stored, by the limits of a request; what exceeds only these is stored and made by those of an upload. With `dry-run` nothing is stored.",
      request: {
        params,
        query: trial,
        headers,
        body: {
          required: true,
          description:
            "At most 64 KiB of YAML or JSON, which is YAML: `from` (a name, names, or table → name), and `select`, or `steps` and `missing` of a recipe.",
          content: {
            "application/yaml": {
              schema: {
                type: "string",
                examples: ["from: sales\nselect: SELECT month, sum(amount) AS amount FROM sales GROUP BY month\n"],
              },
            },
          },
        },
      },
      responses: {
        200: {
          description: "The view; it is `behind` until its table is made. With `dry-run`: what it would be.",
          headers: tag,
          content: { "application/json": { schema: { anyOf: [ref("View"), ref("ViewTrial")] } } },
        },
        ...problems({
          400: "The name or the definition is not valid, or the view would be made from itself (`view-cycle`): problems name each fault by JSON pointer, line and column.",
          404: "A source does not exist.",
          409: "A dataset that is no view, a version of one that is held back, or a source (`is-a-source`) has this name; or, with `dry-run`, a source has no table yet.",
          412: "Somebody has changed the view meanwhile.",
          413: "The definition is larger than 64 KiB.",
          415: "The body is neither YAML nor JSON, in UTF-8.",
          422: "The SELECT or a step fails: problems name the place. What was there stays.",
          503: "It could not be tried now.",
        }),
      },
    },
    async (c) => {
      const wanted = wantedName(c);
      const only = parseTrial(c)["dry-run"];
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const text = new TextDecoder().decode(await readBody(c, recipeBytes));
      await refuseSourceName(services.store, wanted);
      if (only !== undefined && only !== "false") return c.json(await tryView(wanted, text, services));
      const refused = await putStoredView(c, wanted, text, services);
      return refused ?? (await answerView(c, wanted, services.store));
    },
  );
}

function addDeleteView(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "delete",
      path: "/views/{name}",
      access: "datasets:delete",
      operationId: "deleteView",
      tags: ["datasets"],
      summary: "Delete a view with its tables",
      description: "Its sources stay, and so do reports that were made from it.",
      request: { params, headers },
      responses: {
        204: { description: "It is gone." },
        ...problems({
          ...missing,
          409: "A template, a publication or another view reads it.",
          412: "Somebody has changed the view meanwhile.",
        }),
      },
    },
    async (c) => (await deleteStoredView(c, wantedName(c), services)) ?? c.body(null, 204),
  );
}

function addRefreshView(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/views/{name}/refresh",
      access: "datasets:write",
      operationId: "refreshView",
      tags: ["datasets"],
      summary: "Try a failed view again",
      description:
        "A view is made anew by itself when a source changes; this is for what failed, and for a table that is lost or damaged.",
      request: { params },
      responses: {
        200: { description: "The view: `behind` until its table is made.", headers: tag, ...json("View") },
        ...problems(missing),
      },
    },
    async (c) => {
      const wanted = wantedName(c);
      const { store } = services;
      const graph = await readGraph(store);
      if (!graph.has(wanted)) throw unknownView(wanted);
      const look = (await lookAtViews(store, graph, [wanted])).get(wanted)!;
      const seen = look.refresh?.generation;
      const isBroken = look.state === "current" && !(await isSound(store, wanted, look.place.version));
      if (look.wanted !== undefined && (look.state === "failed" || isBroken))
        await claimRefresh(
          look,
          // Of a table that was made only the last refresh that has ended is followed by another.
          (found) => (isBroken ? found === undefined || found.outcome !== undefined : found?.generation === seen),
          services,
          { started: (job) => services.refreshes?.(job) },
        );
      return await answerView(c, wanted, store);
    },
  );
}

async function answerView(c: Context, wanted: string, store: Services["store"]): Promise<Response> {
  const graph = await readGraph(store);
  const entry = graph.get(wanted);
  if (entry === undefined) throw unknownView(wanted);
  const look = (await lookAtViews(store, graph, [wanted])).get(wanted)!;
  const view = await describeView(look, graph, store);
  // The answer changes with the sources, and a browser asks by the tag whether it still holds.
  const rest = Number.parseInt(sha256(JSON.stringify(view)).slice(0, 12), 16);
  return c.json(view, 200, { etag: sequenceTag(entry.since, rest), "cache-control": "no-cache" });
}

function wantedName(c: Context): string {
  return assertName(c.req.param("name") ?? "", "view");
}

function unknownView(view: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-view",
    message: `There is no view "${view}"`,
    where: { dataset: view },
    seen: view,
  });
}
