import { accepts } from "hono/accepts";
import { resolveDataset } from "../../../core/report/dataset/store/resolve-dataset.ts";
import { bodyParser } from "../../request/body-parser.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { queryRequest } from "../../schemas/query-schemas.ts";
import type { Services } from "../../services.ts";

const bodyLimit = 256 * 1024;

interface QueryRequest {
  readonly sql: string;
  readonly datasets?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

const readRequest = bodyParser<QueryRequest>(queryRequest, bodyLimit);

/** `POST /queries`. */
export function addQueryRoute(app: DescribedApp, { store, runQuery }: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/queries",
      access: "queries:run",
      operationId: "runQuery",
      tags: ["datasets"],
      summary: "Run one SELECT over stored datasets",
      description:
        "Under the rules and limits of a report's query: datasets by alias, parameters bound as `$name`, nothing volatile, 100,000 rows, 20 s. With `Accept: text/csv` the answer is CSV. At most 5 MB.",
      request: { body: { required: true, ...json("QueryRequest") } },
      responses: {
        200: {
          description: "The rows.",
          content: { ...json("QueryResult").content, "text/csv": { schema: { type: "string" } } },
        },
        ...problems({
          400: "A member is missing or not valid; each is named by JSON pointer.",
          404: "There is no such dataset or version; a local server lists the existing ones in `allowed`.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The query is faulty or exceeds a limit; problems give its line.",
          503: "The query could not be run now.",
        }),
      },
    },
    async (c) => {
      const { sql, datasets = {}, parameters = {} } = await readRequest(c);
      const format =
        accepts(c, { header: "Accept", supports: ["application/json", "text/csv"], default: "application/json" }) ===
        "text/csv"
          ? "csv"
          : "json";
      const pinned = await Promise.all(
        Object.entries(datasets).map(async ([alias, reference]) => {
          const [name = "", version] = reference.split("@");
          return [
            alias,
            await resolveDataset(store, version === undefined ? { name } : { name, version }, `/datasets/${alias}`),
          ] as const;
        }),
      );
      const body = await runQuery({ sql, datasets: Object.fromEntries(pinned), parameters, format });
      return c.body(body, 200, {
        "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json",
        "cache-control": "no-store",
      });
    },
  );
}
