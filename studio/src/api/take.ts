import { type ProblemDetails, RefusedError } from "./refused-error.ts";

interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of an answer.
 *
 * @throws RefusedError with the problems that the API names
 */
export async function take<Data>(call: Promise<Answered<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined && data !== null) return data;
  throw new RefusedError(
    response.status,
    typeof error === "object" && error !== null ? (error as ProblemDetails) : undefined,
  );
}
