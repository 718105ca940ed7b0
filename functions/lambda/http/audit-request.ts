import type { Caller } from "../../core/service/lifecycle/records/records.ts";
import type { Logger } from "../../core/ports.ts";

/**
 * Logs one line per request: who requested what, and the result. Queries and bodies are left out, since they may be
 * confidential.
 */
export function auditRequest(
  request: Request,
  { status, headers }: Response,
  caller: Caller | undefined,
  logger: Logger,
): void {
  const path = new URL(request.url).pathname;
  // A requested report is named only in the response's Location.
  const report = [path, headers.get("location") ?? ""]
    .map((text) => /^\/reports\/([0-9a-f]{64})(?:\/|$)/.exec(text)?.[1])
    .find((id) => id !== undefined);
  logger.info("a request was answered", {
    audit: true,
    caller: caller ?? null,
    method: request.method,
    path,
    status,
    id: report,
  });
}
