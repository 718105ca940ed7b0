import type { OpenAPIHono, RouteConfig } from "@hono/zod-openapi";
import type { Handler } from "hono";
import { ProblemDetails } from "./schemas.ts";

/**
 * Adds a route together with its description in `openapi.json`. The schemas describe; checking is the
 * core's work, whose errors name field, value and choice and are the same for the command line.
 */
export function addRoute(app: OpenAPIHono, route: RouteConfig, handler: Handler): void {
  app.openAPIRegistry.registerPath(route);
  app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ":$1"), handler);
}

/** The problem answers of a route, by status. */
export function problems(descriptions: Readonly<Record<number, string>>): RouteConfig["responses"] {
  const all: Readonly<Record<number, string>> = { ...descriptions, 500: "The service failed; `reference` finds the log entry." };
  return Object.fromEntries(
    Object.entries(all).map(([status, description]) => [
      status,
      { description, content: { "application/problem+json": { schema: ProblemDetails } } },
    ]),
  );
}

/** `GET /openapi.json`: OpenAPI 3.1, made from the routes once, when it is first asked for. */
export function addOpenApi(app: OpenAPIHono): void {
  let document: string | undefined;
  app.get("/openapi.json", (c) => {
    document ??= JSON.stringify(
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        info: {
          title: "Broadsheet",
          version: "0.1.0",
          description: "Stored datasets to PDF briefings: tagged, archival, and the same bytes for the same inputs.",
          license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        servers: [{ url: "/" }],
        tags: [
          { name: "templates", description: "What can be asked for" },
          { name: "datasets", description: "What reports are made from" },
          { name: "reports", description: "Asking for a report and fetching it" },
          { name: "service", description: "The service itself" },
        ],
      }),
    );
    return c.body(document, 200, { "content-type": "application/json", "cache-control": "no-cache" });
  });
}
