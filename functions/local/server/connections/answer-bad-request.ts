import type { IncomingMessage, ServerResponse } from "node:http";
import type { Problem } from "../../../core/errors.ts";
import { problemDetails, type ProblemDetails } from "../../../http/problem-details.ts";

/**
 * Why a request gives no URL: its `Host` is missing, invalid or given twice (what checks one might not be what another
 * part goes by), or its target is not a path (`OPTIONS *` asks about the
 * server as a whole, which has nothing to report).
 *
 * @returns `undefined` if it gives one
 */
export function findBadRequest({
  headers: { host },
  headersDistinct,
  url = "",
}: IncomingMessage): ProblemDetails | undefined {
  const named = [...(headersDistinct["host"] ?? []), ...(/^https?:\/\/([^/?#]*)/i.exec(url)?.slice(1) ?? [])];
  if (new Set(named.map((name) => name.toLowerCase())).size > 1 || (headersDistinct["host"]?.length ?? 0) > 1)
    return refuse({
      code: "several-hosts",
      message: "the request names more than one host",
      where: { name: "Host" },
      seen: named,
      allowed: "one Host header, and in an absolute target the same host",
    });
  if (host === undefined || !/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`http://${host}/`))
    return refuse({
      code: "invalid-host",
      message: "the request has no Host header that names a host",
      where: { name: "Host" },
      seen: host,
      allowed: "a name or address, and a port after a colon",
    });
  if (!/^(?:\/|https?:\/\/)/i.test(url) || !URL.canParse(url, `http://${host}/`))
    return refuse({
      code: "invalid-target",
      message: "the request's target is not a path of this service",
      seen: url,
      allowed: "a path, such as /reports",
      hint: "GET /openapi.json describes the whole API",
    });
  return undefined;
}

/** The problem of an `Expect` other than `100-continue` (RFC 9110 section 10.1.1). */
export function unmetExpectation(expect: string): ProblemDetails {
  const message = "the request expects something this service does not do";
  return problemDetails("expectation-failed", message, [
    { code: "expectation-failed", message, where: { name: "Expect" }, seen: expect, allowed: "100-continue" },
  ]);
}

/** Sends a problem directly through Node, for requests that never reach the application. */
export function sendProblem(response: ServerResponse, problem: ProblemDetails): void {
  const body = JSON.stringify(problem);
  response.writeHead(problem.status, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    connection: "close",
  });
  response.end(body);
}

function refuse(problem: Problem): ProblemDetails {
  return problemDetails("invalid-request", problem.message, [problem]);
}
