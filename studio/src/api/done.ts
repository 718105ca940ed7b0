import { type ProblemDetails, RefusedError } from "./refused-error.ts";

/** Waits for a call that answers nothing. @throws RefusedError */
export async function done(call: Promise<{ readonly response: Response; readonly error?: unknown }>): Promise<void> {
  const { response, error } = await call;
  if (!response.ok)
    throw new RefusedError(
      response.status,
      typeof error === "object" && error !== null ? (error as ProblemDetails) : undefined,
    );
}
