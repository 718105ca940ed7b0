import { BroadsheetError } from "../../errors.ts";
import type { Problem, Where } from "../../errors.ts";

/** Makes a `chart-failed` error about one chart. The problem's code defaults to `chart-failed`. */
export function chartFailed(
  name: string,
  where: Where,
  problem: Omit<Problem, "code" | "where"> & { code?: string },
  cause?: unknown,
): BroadsheetError {
  return new BroadsheetError(
    "chart-failed",
    { code: "chart-failed", ...problem, message: `Chart "${name}": ${problem.message}`, where: { ...where, name } },
    cause === undefined ? {} : { cause },
  );
}

/** Runs a step of Vega and turns what it throws into a `chart-failed` error with Vega's own words. */
export async function withVegaErrors<T>(
  name: string,
  where: Where,
  doing: string,
  step: () => T | Promise<T>,
): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    throw chartFailed(name, where, { message: `${doing}: ${vegaWords(error)}` }, error);
  }
}

/**
 * Vega's message about a spec. Where Vega does not check its input, it fails with an internal JavaScript error. That
 * message says little to an author, but is quoted for those who search for it.
 */
export function vegaWords(error: unknown): string {
  if (isFaultOfCode(error)) return `it holds a value of a kind that Vega cannot use (Vega says: "${error.message}")`;
  const words = error instanceof Error ? error.message : String(error);
  // Vega-Lite quotes whole specs.
  return words.replace(/ ?\{".{100,}\}/su, "");
}

/** Whether JavaScript itself threw an error, rather than code that checks its input. */
export function isFaultOfCode(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
