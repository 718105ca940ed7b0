import { BroadsheetError } from "../../core/errors.ts";
import { readReport } from "../../core/service/lifecycle/status/read-report.ts";
import type { GoneReport, ReportStatus } from "../../core/service/lifecycle/status/report-status.ts";
import type { PresentReport } from "./describe-report.ts";
import type { Services } from "../services.ts";

/** Pattern of a report's id: a SHA-256 in lower-case hexadecimal. */
export const idPattern = /^[0-9a-f]{64}$/;

/** @throws BroadsheetError `not-found` unless `id` has the form of a report's id */
export function assertId(id: string): string {
  if (idPattern.test(id)) return id;
  throw unknownReport(id);
}

/**
 * Finds the report that a path names.
 *
 * @throws BroadsheetError `not-found` if it was never requested, was deleted or has expired
 */
export async function findReport(id: string, services: Services): Promise<PresentReport> {
  const report = await readReport(assertId(id), services);
  if (report === undefined) throw unknownReport(id);
  if (!isGone(report)) return report;
  throw new BroadsheetError("not-found", {
    code: `report-${report.state}`,
    message: report.state === "deleted" ? "the report was deleted" : "the report has expired",
    seen: id,
    hint: "POST /reports with the same body renders it again",
  });
}

/** Whether a report was removed. */
export function isGone(report: ReportStatus): report is GoneReport {
  return report.state === "deleted" || report.state === "expired";
}

function unknownReport(id: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-report",
    message: `there is no report "${id.slice(0, 80)}"`,
    seen: id.slice(0, 80),
    hint: "GET /reports lists all reports; ids are 64 hexadecimal digits",
  });
}
