import { type BroadsheetError, type ErrorKind, errorKinds, type Problem } from "../core/errors.ts";

/**
 * A problem as HTTP reports it: RFC 9457 with the extension member `problems`, one entry per faulty field. `where` is
 * flattened into the entry, so that `pointer` or `line` is found at once.
 */
export interface ProblemDetails {
  /** `urn:broadsheet:problem:{kind}`, stable across releases. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly problems?: readonly Readonly<Record<string, unknown>>[];
  /** Finds the log entry of an unexpected error. */
  readonly reference?: string | undefined;
}

/** The kinds that exist only in HTTP, with their status. */
const httpKinds = {
  unauthorized: 401,
  forbidden: 403,
  "forbidden-origin": 403,
  "method-not-allowed": 405,
  "request-timeout": 408,
  gone: 410,
  "precondition-failed": 412,
  "range-not-satisfiable": 416,
  "expectation-failed": 417,
  "precondition-required": 428,
  "header-too-large": 431,
  "misdirected-request": 421,
  "internal-error": 500,
  "not-ready": 503,
} as const;

/** Every kind of problem that the API reports. */
export type ProblemKind = ErrorKind | keyof typeof httpKinds;

const statusOf: Readonly<Record<ProblemKind, number>> = { ...errorKinds, ...httpKinds };

/** What each kind is called, for people. */
export const problemTitles: Readonly<Record<ProblemKind, string>> = {
  "invalid-request": "The request is not valid",
  "not-found": "Not found",
  conflict: "The request conflicts with the current state",
  "too-large": "The body is too large",
  "unsupported-media-type": "The media type is not supported",
  "invalid-template": "The template is faulty",
  "invalid-dataset": "The dataset is faulty or does not fit the template",
  "query-failed": "A query failed",
  "chart-failed": "A chart could not be drawn",
  "limit-exceeded": "A limit was exceeded",
  "failed-by-policy": "The report gave a warning that the template's policy forbids",
  damaged: "A stored object is damaged",
  "too-many-requests": "Too much is under way",
  unavailable: "The service is temporarily unavailable",
  unauthorized: "A token is required",
  forbidden: "The caller may not do this",
  "forbidden-origin": "Pages of other origins may not use this service",
  "method-not-allowed": "The method is not allowed here",
  "precondition-failed": "Somebody else has changed it",
  "precondition-required": "The request must say which state it has seen",
  "request-timeout": "The request did not arrive in time",
  "expectation-failed": "The expectation cannot be met",
  "header-too-large": "The address or the headers of the request are too large",
  "range-not-satisfiable": "The range lies outside the file",
  "misdirected-request": "This service does not answer for that host",
  "internal-error": "The service failed",
  "not-ready": "The report is not ready yet",
  gone: "It is gone",
};

/** Longest text of a value seen; the rest is cut, so that problems stay readable. */
const longestText = 500;

/**
 * Prepares a value for JSON: bigints become text, long texts are cut, and lone surrogates, which other parsers refuse,
 * are replaced.
 */
function showValue(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "string")
    return (value.length > longestText ? `${value.slice(0, longestText)}…` : value).toWellFormed();
  if (Array.isArray(value)) return value.map(showValue);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, showValue(member)]));
  return value;
}

/** A problem or warning as JSON, with `where` flattened into the entry. */
export function describeProblem(problem: Problem): Record<string, unknown> {
  const { code, message, where, seen, allowed, hint } = problem;
  const entry: Record<string, unknown> = { code, message: message.toWellFormed(), ...where };
  if (seen !== undefined) entry["seen"] = showValue(seen);
  if (allowed !== undefined) entry["allowed"] = showValue(allowed);
  if (hint !== undefined) entry["hint"] = hint;
  return entry;
}

/**
 * Builds problem details.
 *
 * @param detail one sentence about this occurrence
 */
export function problemDetails(
  kind: ProblemKind,
  detail: string,
  problems: readonly Problem[] = [],
  reference?: string,
): ProblemDetails {
  return {
    type: `urn:broadsheet:problem:${kind}`,
    title: problemTitles[kind],
    status: statusOf[kind],
    detail: detail.toWellFormed(),
    ...(problems.length > 0 && { problems: problems.map(describeProblem) }),
    reference,
  };
}

/** Builds the problem details of a `BroadsheetError`. */
export function problemOf(error: BroadsheetError): ProblemDetails {
  return problemDetails(error.kind, error.message, error.problems);
}

/** Builds the response with problem details (RFC 9457 section 3). */
export function problemResponse(problem: ProblemDetails, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}
