import type { ChildProcess } from "node:child_process";
import { BroadsheetError } from "../core/errors.ts";

/** What V8 and the watchdog say before they end a process for want of memory. */
const outOfMemory = /heap out of memory|Allocation failed|invalid (?:array|string|size|table)|memory of the process/i;

/**
 * Why a worker ended without being told to.
 *
 * @param lastWords the end of what it wrote to stderr
 * @returns `unavailable`, since another attempt may have more luck, with code `render-out-of-memory` or `render-crashed`
 */
export function explainCrash({ exitCode, signalCode }: ChildProcess, lastWords: string, heapMegabytes: number): BroadsheetError {
  if (outOfMemory.test(lastWords))
    return new BroadsheetError("unavailable", {
      code: "render-out-of-memory",
      message: `the render needed more memory than the ${heapMegabytes} MiB it may have and was ended`,
      allowed: `${heapMegabytes} MiB`,
      hint: "aggregate in the query, so that charts and tables get fewer rows",
    });
  return new BroadsheetError("unavailable", {
    code: "render-crashed",
    message: `the render ended its worker (${signalCode ?? `exit code ${exitCode}`})`,
  });
}
