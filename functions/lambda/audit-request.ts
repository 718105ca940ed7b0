import type { Caller } from "../core/lifecycle/records/records.ts";
import type { Logger } from "../core/ports.ts";

/**
 * Writes one line of the log on a request: who asked for what, and what came of it. Queries and bodies are left out, for they may hold what a client
 * wants to keep.
 */
export function auditRequest(request: Request, { status, headers }: Response, caller: Caller | undefined, logger: Logger): void {
  const path = new URL(request.url).pathname;
  // A report that was asked for is named by the answer's Location only.
  const report = [path, headers.get("location") ?? ""].map((text) => /^\/reports\/([0-9a-f]{64})(?:\/|$)/.exec(text)?.[1]).find((id) => id !== undefined);
  logger.info("a request was answered", {
    audit: true,
    caller: caller ?? null,
    method: request.method,
    path,
    status,
    ...(report === undefined ? {} : { id: report }),
  });
}
