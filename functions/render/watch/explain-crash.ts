import type { ChildProcess } from "node:child_process";
import { BroadsheetError } from "../../core/errors.ts";
import { memoryVerdict } from "./watch-limits.ts";

/** What V8 prints before it ends a process that is out of memory; the watchdog prints `memoryVerdict`. */
const outOfHeap = /heap out of memory|Allocation failed|invalid (?:array|string|size|table)/i;

/**
 * Explains why a worker ended unexpectedly.
 *
 * @param lastWords the end of what it wrote to stderr
 * @returns `limit-exceeded` with code `render-out-of-memory`: the same work meets the same limit again; or
 *   `unavailable` with code `render-crashed`, since another attempt may succeed
 */
export function explainCrash(
  { exitCode, signalCode }: ChildProcess,
  lastWords: string,
  limits: { readonly heapMegabytes: number; readonly memoryMegabytes: number },
): BroadsheetError {
  const whole = lastWords.includes(memoryVerdict(limits.memoryMegabytes));
  const megabytes = whole ? limits.memoryMegabytes : limits.heapMegabytes;
  if (whole || outOfHeap.test(lastWords))
    return new BroadsheetError("limit-exceeded", {
      code: "render-out-of-memory",
      message: `the render needed more than the ${megabytes} MiB of ${whole ? "memory" : "JavaScript heap"} that it may use, and was stopped`,
      allowed: `${megabytes} MiB`,
      hint: "aggregate in the query, so that charts and tables get fewer rows",
    });
  return new BroadsheetError("unavailable", {
    code: "render-crashed",
    message: `the render crashed its worker (${signalCode ?? `exit code ${exitCode}`})`,
  });
}
