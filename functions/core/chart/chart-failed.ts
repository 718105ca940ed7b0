import { BroadsheetError } from "../errors.ts";
import type { Problem, Where } from "../errors.ts";

/** A `chart-failed` error about one chart. The problem's code defaults to `chart-failed`. */
export function chartFailed(name: string, where: Where, problem: Omit<Problem, "code" | "where"> & { code?: string }, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "chart-failed",
    { code: "chart-failed", ...problem, message: `Chart "${name}": ${problem.message}`, where: { ...where, name } },
    cause === undefined ? {} : { cause },
  );
}

/** Runs a step of Vega; what it throws becomes a `chart-failed` error with Vega's own words. */
export async function withVegaErrors<T>(name: string, where: Where, doing: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    throw chartFailed(name, where, { message: `${doing}: ${error instanceof Error ? error.message : String(error)}` }, error);
  }
}
