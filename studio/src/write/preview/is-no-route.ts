import { RefusedError } from "../../api/refused-error.ts";

/**
 * Whether a server has no such route at all: only a local one lays out previews. API Gateway says so without details.
 */
export function isNoRoute(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 404 && error.problems.every(({ code }) => code === "unknown-path" || code === "refused");
}
