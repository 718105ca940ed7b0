import type { components } from "../../client/create-client.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ApiCaller } from "../open-api-caller.ts";
import { refusalOf } from "../remote/open-client.ts";
import { settled, StillRunning } from "../../client/create-client.ts";
import type { Tool } from "./tool.ts";

type Name = string;
type ReportRequest = components["schemas"]["ReportRequest"];
type QueryRequest = components["schemas"]["QueryRequest"];

/**
 * Most entries of a list, rows of a result, rows behind a number and pages of a report in one answer: an agent reads
 * all that it gets.
 */
const most = { entries: 50, rows: 200, pages: 4, listed: 10 } as const;

/** Longest wait for a report, ms. */
const patienceMs = 60_000;

const name = { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,62}$" } as const;
const search = { type: "string", maxLength: 200, description: "only those whose name or title contains this" } as const;
const report = { type: "string", pattern: "^[0-9a-f]{64}$", description: "id of a report" } as const;
const dataset = { type: "string", pattern: "^[a-z0-9][a-z0-9-]{0,62}(@[0-9a-f]{64})?$" } as const;
const object = (properties: Readonly<Record<string, unknown>>, required: readonly string[] = []) =>
  ({ type: "object", properties, required, additionalProperties: false }) as const;

const json = (value: unknown): Awaited<ReturnType<Tool["call"]>> => [
  { type: "text", text: JSON.stringify(value, null, 1) },
];

/**
 * What an agent may do with Broadsheet. Each tool is a call or two of the API, with its rights, limits and errors; what
 * a list leaves out, its answer says.
 */
export const tools: readonly Tool[] = [
  {
    name: "list_templates",
    description: "Templates of reports: name, title, description and languages.",
    input: object({ search }),
    async call(given, { client, take }) {
      const query = { limit: most.entries, ...(given as { readonly search?: string }) };
      const { templates, next } = (await take(client.GET("/templates", { params: { query } }))).data;
      return json({
        templates: templates.map(({ name: known, title, description, languages }) => ({
          name: known,
          title,
          description,
          languages,
        })),
        ...more(next),
      });
    },
  },
  {
    name: "get_template",
    description: "A template: the JSON Schema of its parameters, the datasets that it reads, and its date.",
    input: object({ name }, ["name"]),
    async call(given, { client, take }) {
      const path = given as { readonly name: Name };
      return json((await take(client.GET("/templates/{name}", { params: { path } }))).data);
    },
  },
  {
    name: "list_datasets",
    description: "Stored datasets: name, rows and size.",
    input: object({ search }),
    async call(given, { client, take }) {
      const query = { limit: most.entries, ...(given as { readonly search?: string }) };
      const { datasets, next } = (await take(client.GET("/datasets", { params: { query } }))).data;
      return json({
        datasets: datasets.map(({ name: known, rows, bytes }) => ({ name: known, rows, bytes })),
        ...more(next),
      });
    },
  },
  {
    name: "get_dataset",
    description: "A dataset: its columns with types and empty cells, its rows, and warnings of its reading.",
    input: object({ name }, ["name"]),
    async call(given, { client, take }) {
      const path = given as { readonly name: Name };
      const { versions: _versions, ...profile } = (await take(client.GET("/datasets/{name}", { params: { path } })))
        .data;
      return json(profile);
    },
  },
  {
    name: "query",
    description: `Runs one SELECT (DuckDB's SQL) over stored datasets, by alias. At most ${most.rows} rows are answered.`,
    input: object(
      {
        sql: { type: "string", minLength: 1, maxLength: 20_000, description: "one SELECT" },
        datasets: {
          type: "object",
          additionalProperties: dataset,
          description: "alias in the query → name of a stored dataset",
        },
        parameters: {
          type: "object",
          additionalProperties: { type: ["string", "number", "boolean", "null"] },
          description: "values for $name",
        },
      },
      ["sql", "datasets"],
    ),
    async call(given, { client, take }) {
      const { data } = await take(client.POST("/queries", { body: given as unknown as QueryRequest }));
      if (typeof data === "string") throw new TypeError("the API answered a query with text");
      const left = data.rows.length - most.rows;
      return json({
        columns: data.columns,
        rows: data.rows.slice(0, most.rows),
        ...(left > 0 && { leftOut: `${left} more rows; aggregate or filter` }),
      });
    },
  },
  {
    name: "list_reports",
    description: "The latest reports, newest first, by template, status or text.",
    input: object({
      search,
      template: name,
      status: { type: "string", enum: ["queued", "rendering", "ready", "failed"] },
    }),
    async call(given, { client, take }) {
      const query = { limit: most.entries, ...given };
      const { reports, next } = (await take(client.GET("/reports", { params: { query } }))).data;
      return json({ reports, ...more(next) });
    },
  },
  {
    name: "get_report",
    description: "A report: its state, its title and parameters, warnings, or why it failed.",
    input: object({ id: report }, ["id"]),
    async call(given, { client, take }) {
      const path = given as { readonly id: string };
      return json((await take(client.GET("/reports/{id}", { params: { path } }))).data);
    },
  },
  {
    name: "see_pages",
    description: `Pages of a ready report as pictures, at most ${most.pages} at a time.`,
    input: object(
      {
        id: report,
        pages: {
          type: "array",
          items: { type: "integer", minimum: 1 },
          minItems: 1,
          maxItems: most.pages,
          uniqueItems: true,
        },
      },
      ["id", "pages"],
    ),
    async call(given, api) {
      const { id, pages } = given as { readonly id: string; readonly pages: readonly number[] };
      const content: Awaited<ReturnType<Tool["call"]>> = [];
      for (const page of pages) content.push(await drawn(`${api.server}/reports/${id}/pages/${page}.png`, api));
      return content;
    },
  },
  {
    name: "explain",
    description: `Where a number in a ready report comes from: the query's cell or the parameter, and the first ${most.listed} rows of each dataset behind it. Name the number as it is printed, or a place on a page.`,
    input: object(
      {
        id: report,
        number: { type: "string", minLength: 1, maxLength: 100, description: "as it is printed: 30.1%" },
        page: { type: "integer", minimum: 1, maximum: 9999 },
        x: { type: "number", minimum: 0, maximum: 14_400, description: "points from the page's left edge" },
        y: { type: "number", minimum: 0, maximum: 14_400, description: "points from the page's top edge" },
      },
      ["id"],
    ),
    async call(given, { client, take }) {
      const { id, ...question } = given as { readonly id: string; readonly number?: string };
      const query = { ...question, rows: most.listed };
      return json((await take(client.GET("/reports/{id}/explain", { params: { path: { id }, query } }))).data);
    },
  },
  {
    name: "request_report",
    description: `Has a report made from a template, and waits up to ${patienceMs / 1000} s for it. The same request gives the same report.`,
    input: object(
      {
        template: name,
        parameters: { type: "object", description: "as the template's schema says; the rest take their defaults" },
        datasets: { type: "object", additionalProperties: dataset, description: "alias → stored dataset" },
        date: { type: "string", format: "date", description: "the report's own date" },
      },
      ["template"],
    ),
    needs: "reports:write",
    async call(given, { client, take }) {
      const asked = (await take(client.POST("/reports", { body: given as unknown as ReportRequest }))).data;
      try {
        return json(await settled(client, "report", asked.id, { timeoutMs: patienceMs }));
      } catch (error) {
        if (!(error instanceof StillRunning)) throw error;
        return json({ ...asked, ...error.state, hint: "it goes on; ask get_report later" });
      }
    },
  },
];

function more(next: string | undefined): { readonly leftOut?: string } {
  return next === undefined ? {} : { leftOut: `only the first ${most.entries}; search for others` };
}

async function drawn(url: string, { fetch, server }: ApiCaller) {
  const answer = await fetch(new Request(url, { headers: { accept: "image/png" } }));
  if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), server);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const mimeType = answer.headers.get("content-type") ?? "";
  if (!mimeType.startsWith("image/"))
    throw new BroadsheetError("unavailable", {
      code: "server-refused",
      message: `${server} answers a page with ${mimeType}`,
      seen: mimeType,
      allowed: "image/png",
    });
  return { type: "image" as const, data: Buffer.from(bytes).toString("base64"), mimeType };
}
