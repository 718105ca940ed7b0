import { BroadsheetError } from "../../core/errors.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";
import type { PresentReport } from "./describe-report.ts";
import { problemDetails, problemOf, problemResponse } from "../problem-details.ts";

/**
 * The answer to a request for something that only a ready report has: 409 while it is pending, or 503 under an address
 * that a `POST` which could not wait any longer leads to, as the client of that expects.
 *
 * @throws BroadsheetError `not-found` if it failed
 */
export function refuseUnready(
  report: Exclude<PresentReport, ReadyReport>,
  as: "conflict" | "not-ready" = "conflict",
): Response {
  if (report.state === "failed")
    throw new BroadsheetError("not-found", [
      {
        code: "report-failed",
        message: "the report failed and has no PDF",
        seen: report.id,
        hint: "POST /reports/{id}/retry tries again",
      },
      ...report.problems,
    ]);
  const problem = {
    code: "report-not-ready",
    message: `the report is ${report.state}`,
    seen: report.state,
    allowed: "ready",
  };
  const details =
    as === "conflict"
      ? problemOf(new BroadsheetError("conflict", problem))
      : problemDetails("not-ready", `${problem.message}; ask again`, [problem]);
  return problemResponse(details, { "retry-after": "1" });
}
