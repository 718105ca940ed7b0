import type { Context } from "hono";
import { nearMatch } from "../../core/near-match.ts";
import { problemDetails, problemResponse } from "../problem-details.ts";

/** A route of the API. */
export interface KnownRoute {
  /** Upper case. */
  readonly method: string;
  /** With parameters in braces: `/reports/{id}`. */
  readonly path: string;
}

/**
 * Answers a request that no route matches: 405 with `Allow` if the path exists for other methods (204 to `OPTIONS`),
 * otherwise 404 with the most similar path.
 */
export function answerUnknownPath(routes: readonly KnownRoute[]): (c: Context) => Response {
  return (c) => {
    const path = c.req.path;
    const methods = allowedMethods(routes.filter((route) => matches(route.path, path)));
    if (methods.length === 0) return answerNotFound(routes, path);
    const allow = methods.join(", ");
    if (c.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    const detail = `${path} does not allow ${c.req.method}; it allows ${allow}`;
    return problemResponse(
      problemDetails("method-not-allowed", detail, [
        { code: "method-not-allowed", message: detail, seen: c.req.method, allowed: methods },
      ]),
      { allow },
    );
  };
}

function answerNotFound(routes: readonly KnownRoute[], path: string): Response {
  const known = [...new Set(routes.map((route) => route.path))].sort();
  const near = nearMatch(
    path,
    known.flatMap((pattern) => fillIn(pattern, path)),
  );
  const detail =
    near === undefined ? `there is nothing at ${path}` : `there is nothing at ${path}; did you mean ${near}?`;
  return problemResponse(
    problemDetails("not-found", detail, [
      {
        code: "unknown-path",
        message: detail,
        seen: path,
        allowed: nearby(known, path),
        hint: "GET /openapi.json describes the whole API",
      },
    ]),
  );
}

/** The paths of the same collection; of a collection that does not exist, those of all collections. */
function nearby(known: readonly string[], path: string): string[] {
  const siblings = known.filter((each) => collectionOf(each) === collectionOf(path));
  return siblings.length > 0 ? siblings : [...new Set(known.map(collectionOf))];
}

/** `/reports` of `/reports/{id}`. */
function collectionOf(path: string): string {
  return path.split("/", 2).join("/");
}

/**
 * Fills the pattern's parameters with the path's segments. Empty if a fixed segment is too unlike the path's, so that
 * only misspelt paths are similar, however long their parameters are.
 */
function fillIn(pattern: string, path: string): string[] {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (!pattern.includes("{")) return [pattern];
  const alike =
    wanted.length === given.length &&
    wanted.every(
      (part, index) => nearMatch(given[index]!, [part]) !== undefined || (part.startsWith("{") && given[index] !== ""),
    );
  return alike ? [wanted.map((part, index) => (part.startsWith("{") ? given[index]! : part)).join("/")] : [];
}

/** `HEAD` comes with every `GET`. */
function allowedMethods(routes: readonly KnownRoute[]): string[] {
  const methods = new Set(routes.map((route) => route.method));
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods].sort();
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith("{") ? given[index] !== "" : part === given[index]))
  );
}
