import { kindOf, RefusedError } from "../../api/refused-error.ts";

/** Whether an erasure that failed has changed nothing for certain: else some may be gone, and it may be going on. */
export function changedNothing(error: Error, begun: boolean): boolean {
  if (!(error instanceof RefusedError)) return false;
  if (!begun) return error.status < 500;
  return kindOf(error.details) === "invalid-dataset" || error.problems[0]?.code === "version-is-not-current";
}
