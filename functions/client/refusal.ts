import type { components } from "./schema.ts";

/** What a call of the client gives. */
export interface Answer<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

export type ProblemDetails = components["schemas"]["ProblemDetails"];

/** A refusal of the API, thrown by what calls it more than once (`pages`, `settled`). */
export class Refusal extends Error {
  /** HTTP status code. */
  readonly status: number;
  /** Problem details (RFC 9457), which name every faulty field; absent if something else than Broadsheet answered. */
  readonly problem: ProblemDetails | undefined;
  /** The body, as it was read. */
  readonly body: unknown;
  readonly response: Response;

  constructor(response: Response, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(`${response.status}: ${problem?.detail ?? problem?.title ?? response.statusText}`);
    this.name = "Refusal";
    this.status = response.status;
    this.problem = problem;
    this.body = body;
    this.response = response;
  }
}

function isProblem(body: unknown): body is ProblemDetails {
  return typeof body === "object" && body !== null && "title" in body && "status" in body;
}

/**
 * The body of an answer that succeeded.
 *
 * @throws Refusal otherwise
 */
export function dataOf<Data>({ data, error, response }: Answer<Data>): Data {
  if (!response.ok || data === undefined) throw new Refusal(response, error);
  return data;
}
