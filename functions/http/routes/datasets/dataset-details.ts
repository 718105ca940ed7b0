import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { assertName } from "../../../core/names/name.ts";
import { readNameLog } from "../../../core/names/name-log.ts";
import { columnsQueries } from "../../datasets/columns-query.ts";
import { describeColumns } from "../../datasets/describe-columns.ts";
import { findUses } from "../../datasets/find-uses.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { filterParser } from "../../request/parse-filters.ts";
import { sequenceTag } from "../../request/if-match.ts";
import { nextPage, pagingParser } from "../../request/parse-paging.ts";
import { name, version } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

const params = { name: { ...name, examples: ["beijing-indicators"] } };
const missing = {
  400: "The dataset's name or a parameter is not valid.",
  404: "There is no such dataset or version; a local server lists the existing datasets in `allowed`.",
};

const which = { version: { ...version, description: "A stored version. By default the current one." } };
const parseWhich = filterParser(which);

/** The last query begins within as long, ms: API Gateway waits for 30 s. */
const patienceMs = 15_000;

function tooLong(dataset: string, done: number, of: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "query-too-slow",
    message: `The columns of "${dataset}" took too long to read: ${done} of ${of} queries were done after ${patienceMs / 1000} s`,
    hint: "ask for the columns that matter by a query of your own",
  });
}

const paging = {
  limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Moves per page." },
  after: {
    type: "string",
    pattern: "^[1-9][0-9]{0,9}$",
    description: "The number of the last move of the previous page; `next` has it.",
  },
} as const;
const parsePaging = pagingParser(paging);

/**
 * `GET /queries/columns/{name}`, `GET /datasets/{name}/log` and `/uses`: what a dataset holds, how it came to be, who
 * reads it.
 */
export function addDatasetDetailRoutes(app: DescribedApp, services: Services): void {
  addSummarizeColumns(app, services);
  addListDatasetMoves(app, services);
  addListDatasetUses(app, services);
}

function addSummarizeColumns(app: DescribedApp, { store, clock, runQuery }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/queries/columns/{name}",
      access: "queries:run",
      operationId: "summarizeColumns",
      tags: ["datasets"],
      summary: "What the columns hold: distinct values, range, distribution, common values",
      description:
        "Of the first 60 columns. Of more than 200,000 rows, distinct values, median, distribution and common values are those of a sample, evenly spread (`sample`).",
      request: { params, query: which },
      responses: {
        200: { description: "The columns, in their order.", ...json("ColumnSummaries") },
        ...problems({ ...missing, 422: "The columns take too long to read.", 503: "They could not be read now." }),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const { version: asked } = parseWhich(c);
      const profile = await readDatasetProfile(
        store,
        asked === undefined ? { name: wanted } : { name: wanted, version: asked },
      );
      const datasets = { data: { name: wanted, version: profile.version } };
      const until = clock.now() + patienceMs;
      const answers: string[] = [];
      const queries = columnsQueries(profile);
      for (const sql of queries) {
        if (clock.now() > until) throw tooLong(wanted, answers.length, queries.length);
        answers.push(await runQuery({ sql, datasets, parameters: {}, format: "json" }));
      }
      return c.json(describeColumns(wanted, profile, answers));
    },
  );
}

function addListDatasetMoves(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/log",
      access: "datasets:read",
      operationId: "listDatasetMoves",
      tags: ["datasets"],
      summary: "When which version became current, latest first",
      request: { params, query: paging },
      responses: {
        200: {
          description: "A page of moves.",
          headers: {
            ETag: { description: "`If-Match` of `promote`, with the first page.", schema: { type: "string" } },
          },
          ...json("DatasetLog"),
        },
        ...problems(missing),
      },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      const { limit, after } = parsePaging(c.req.query("limit"), c.req.query("after"));
      const moves = await readNameLog(store, `datasets/${wanted}`, {
        before: after === undefined ? undefined : Number(after),
        limit,
      });
      if (moves.length === 0 && after === undefined)
        throw new BroadsheetError("not-found", {
          code: "unknown-dataset",
          message: `There is no dataset "${wanted}"`,
          where: { dataset: wanted },
          seen: wanted,
        });
      const last = moves.at(-1)?.seq ?? 1;
      if (after === undefined) c.header("etag", sequenceTag(moves[0]!.seq));
      return c.json({
        moves: moves.map(({ seq, version: moved, cause, removed, at, written, by, why }) => ({
          seq,
          kind: kindOf(cause),
          version: removed === true ? undefined : moved,
          at: new Date(at ?? written).toISOString(),
          by,
          why,
        })),
        next: last > 1 ? nextPage(`/datasets/${wanted}/log`, limit, String(last)) : undefined,
      });
    },
  );
}

function addListDatasetUses(app: DescribedApp, { store }: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/datasets/{name}/uses",
      access: "datasets:read",
      operationId: "listDatasetUses",
      tags: ["datasets"],
      summary: "The templates, publications and views that read a dataset",
      description:
        "Also those that read a view of it (`through`). `GET /reports?dataset=NAME` lists the reports that were made from it.",
      request: { params },
      responses: { 200: { description: "By name.", ...json("DatasetUses") }, ...problems(missing) },
    },
    async (c) => {
      const wanted = assertName(c.req.param("name") ?? "", "dataset");
      await readDatasetProfile(store, { name: wanted });
      return c.json({ ...(await findUses(store, wanted)) });
    },
  );
}

/** What moves the name, by what its cause begins with; a template's own data come from the seed. */
const kinds = ["upload", "source", "reread", "erase", "recipe", "view", "promote", "remove"] as const;

/** What moved the name, from its cause: `put`, `recipe`, or one of these kinds with what tells it from others. */
function kindOf(cause: string): "put" | "bundled" | (typeof kinds)[number] {
  if (cause === "put") return "put";
  return kinds.find((kind) => cause === kind || cause.startsWith(`${kind}:`)) ?? "bundled";
}
