import { Hono, type Handler } from "hono";
import { type Access, type Scope, scopes } from "../core/service/access/scopes.ts";
import type { JsonSchema } from "../core/json/json-schema.ts";
import { requireAccess, requireAlso } from "./access/require-access.ts";
import { requireQuery } from "./request/require-query.ts";
import { ref } from "./schemas/schema-parts.ts";
import { schemas } from "./schemas/schemas.ts";
import { version } from "../version.ts";

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

/** A route and its operation object (OpenAPI 3.1, 4.8.10). */
export interface Route {
  readonly method: "get" | "put" | "post" | "delete";
  /** With parameters in braces: `/reports/{id}`. */
  readonly path: string;
  /** The last parameter of the path, if it may hold `/`. */
  readonly rest?: string;
  /** What its caller must be allowed to do. */
  readonly access: Access;
  /** A second scope that its caller must have, too. */
  readonly also?: Scope;
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly request?: {
    /** Path parameters by name, all required. */
    readonly params?: Readonly<Record<string, JsonSchema>>;
    /** Each may be left out. */
    readonly query?: Readonly<Record<string, JsonSchema>>;
    /** Each may be left out. */
    readonly headers?: Readonly<Record<string, JsonSchema>>;
    readonly body?: { readonly required: boolean; readonly description?: string; readonly content: Content };
  };
  readonly responses: Responses;
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
  readonly content?: Content;
}

/** The answers of an operation, by status. */
type Responses = Readonly<Record<number, Response>>;

/** A Hono application with the descriptions of its routes. */
export class DescribedApp extends Hono {
  readonly described: Route[] = [];
  /** `GET /reports/{id}` → what its caller must be allowed to do; also of the pages, which are not described. */
  readonly access = new Map<string, Access>();

  /** `GET /reports/{id}/explain` → the second scope that its caller must have. */
  readonly also = new Map<string, Scope>();

  /** Scopes whose routes exist; absent: all of them. */
  readonly served: ReadonlySet<Scope> | undefined;

  constructor(served?: ReadonlySet<Scope>) {
    super();
    this.served = served;
  }
}

/** A page or document beside the API, which `openapi.json` does not describe. */
export interface Page {
  readonly method: "get" | "post" | "put";
  readonly path: string;
  readonly access: Access;
  readonly also?: Scope;
}

/**
 * Adds a route together with its description in `openapi.json`. The same schemas validate its input, for reports in the
 * core. Errors name the field, the value and the allowed values, and are the same on the command line. Query parameters
 * that the route does not have are refused.
 */
export function addRoute(app: DescribedApp, route: Route, handler: Handler): void {
  if (register(app, route, requireQuery(Object.keys(route.request?.query ?? {}), handler))) app.described.push(route);
}

/** Adds a page. */
export function addPage(app: DescribedApp, page: Page, handler: Handler): void {
  register(app, page, handler);
}

/** @returns whether the application serves the scope of the route */
function register(app: DescribedApp, route: Page | Route, handler: Handler): boolean {
  const { method, path, access, also } = route;
  const rest = "rest" in route ? route.rest : undefined;
  if (access !== "public" && access !== "known" && app.served?.has(access) === false) return false;
  if (also !== undefined && app.served?.has(also) === false) return false;
  const verb = method.toUpperCase();
  app.access.set(`${verb} ${path}`, access);
  if (also !== undefined) app.also.set(`${verb} ${path}`, also);
  app.on(
    verb,
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === rest ? `:${name}{.+}` : `:${name}`)),
    requireAccess(access, also === undefined ? handler : requireAlso(also, handler)),
  );
  return true;
}

/** The problem that an operation answers. */
function problem(description: string): Response {
  return { description, content: { "application/problem+json": { schema: ref("ProblemDetails") } } };
}

/** Answers that every operation may give, by the name under which the document describes them once. */
const shared = {
  NotModified: { description: "The client already has this answer (`If-None-Match`)." },
  UnreadableRequest: problem(
    "The request is not readable HTTP, names no host or several, or has a query parameter that the operation does not know.",
  ),
  Unauthorized: problem("The required token is missing or wrong."),
  Forbidden: problem("The caller lacks the scope of the operation, or a page of another origin sent the request."),
  RequestTimeout: problem("The request did not arrive in time."),
  ExpectationFailed: problem("The request expects something other than `100-continue`."),
  MisdirectedRequest: problem("The service does not answer for the host that `Host` names."),
  HeadersTooLarge: problem("The address and the headers are too large together."),
  InternalError: problem("The service failed; `reference` finds the log entry."),
} satisfies Readonly<Record<string, Response>>;

/** The problem answers of a route, by status. */
export function problems(descriptions: Readonly<Record<number, string>>): Responses {
  const own = Object.entries(descriptions).map(([status, description]) => [status, problem(description)]);
  return {
    400: shared.UnreadableRequest,
    401: shared.Unauthorized,
    403: shared.Forbidden,
    408: shared.RequestTimeout,
    417: shared.ExpectationFailed,
    421: shared.MisdirectedRequest,
    431: shared.HeadersTooLarge,
    500: shared.InternalError,
    ...Object.fromEntries(own),
  };
}

/** A JSON body of a schema. */
export function json(schema: keyof typeof schemas): { readonly content: Content } {
  return { content: { "application/json": { schema: ref(schema) } } };
}

/** Adds `GET /openapi.json`: OpenAPI 3.1, built from the routes on first request. */
export function addOpenApi(app: DescribedApp): void {
  let document: string | undefined;
  addPage(app, { method: "get", path: "/openapi.json", access: "known" }, (c) => {
    document ??= JSON.stringify({
      openapi: "3.1.0",
      info: {
        title: "Broadsheet",
        version,
        description: "Stored datasets to PDF briefings: tagged, archival, and the same bytes for the same inputs.",
        license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
      },
      servers: [{ url: "/" }],
      tags: [
        { name: "templates", description: "What can be requested" },
        { name: "themes", description: "What templates share: looks, partials, messages" },
        { name: "previews", description: "Reports of unsaved templates" },
        { name: "datasets", description: "What reports are made from" },
        { name: "reports", description: "Requesting a report and fetching it" },
        { name: "publications", description: "Reports on a schedule, and their editions" },
        { name: "batches", description: "A report for each row" },
        { name: "webhooks", description: "Addresses that receive events" },
        { name: "mail", description: "Letters and copies, and their states" },
        { name: "service", description: "The service itself" },
      ],
      paths: pathsOf(app.described),
      components: {
        schemas: usedSchemas(app.described),
        responses: shared,
        securitySchemes: {
          token: {
            type: "http",
            scheme: "bearer",
            description: `The operation's scope is what the token must allow. ${Object.entries(scopes)
              .map(([scope, means]) => `\`${scope}\`: ${means}`)
              .join("; ")}.`,
          },
        },
      },
    });
    return c.body(document, 200, { "content-type": "application/json", "cache-control": "no-cache" });
  });
}

function pathsOf(routes: readonly Route[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return paths;
}

function operationOf({
  method,
  path: _path,
  rest: _rest,
  access,
  also,
  request = {},
  responses,
  ...about
}: Route): JsonSchema {
  const { params = {}, query = {}, headers = {}, body } = request;
  const parameters = [
    ...Object.entries(params).map(([name, schema]) => ({ name, in: "path", required: true, schema })),
    ...Object.entries(query).map(([name, schema]) => parameterOf(name, "query", schema)),
    ...Object.entries(headers).map(([name, schema]) => parameterOf(name, "header", schema)),
  ];
  return {
    ...about,
    ...(parameters.length > 0 && { parameters }),
    requestBody: body,
    responses: referTo(method === "get" ? { 304: shared.NotModified, ...responses } : responses),
    security:
      access === "public" ? [] : [{ token: access === "known" ? [] : [access, ...(also === undefined ? [] : [also])] }],
  };
}

/** Shared answers are named, not repeated: they are the same in every operation. */
function referTo(responses: Responses): JsonSchema {
  const names = new Map(Object.entries(shared).map(([name, response]) => [response as Response, name]));
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const name = names.get(response);
      return [status, name === undefined ? response : { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function parameterOf(name: string, place: "query" | "header", { description, ...schema }: JsonSchema): JsonSchema {
  return { name, in: place, required: false, description, schema };
}

/** The schemas that the routes use, directly or through other schemas. Omitted routes leave out theirs. */
function usedSchemas(routes: readonly Route[]): JsonSchema {
  const used = new Map<string, JsonSchema>();
  const follow = (node: unknown): void => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name!)) continue;
      const schema = (schemas as Readonly<Record<string, JsonSchema>>)[name!]!;
      used.set(name!, schema);
      follow(schema);
    }
  };
  follow(routes);
  return Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1)));
}
