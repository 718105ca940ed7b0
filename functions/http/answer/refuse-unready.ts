import { BroadsheetError } from "../../core/errors.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";
import type { PresentReport } from "./describe-report.ts";
import { problemOf, problemResponse } from "../problem-details.ts";

/**
 * The answer to a request for something that only a ready report has: 409 while it is pending.
 *
 * @throws BroadsheetError `not-found` if it failed
 */
export function refuseUnready(report: Exclude<PresentReport, ReadyReport>): Response {
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
  const pending = new BroadsheetError("conflict", {
    code: "report-not-ready",
    message: `the report is ${report.state}`,
    seen: report.state,
    allowed: "ready",
  });
  return problemResponse(problemOf(pending), { "retry-after": "1" });
}
