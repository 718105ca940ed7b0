import type { ReportStatus } from "../../core/service/lifecycle/status/report-status.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { describeProblem, problemOf } from "../problem-details.ts";

/** A report that was not removed. */
export type PresentReport = Exclude<ReportStatus, { readonly state: "deleted" | "expired" }>;

/** A report as the API shows it: the schema `Report`. */
export function describeReport(report: PresentReport): Record<string, unknown> {
  const { id, accepted, state } = report;
  return {
    id,
    status: state,
    template: accepted.template,
    parameters: accepted.parameters,
    datasets: accepted.datasets,
    date: accepted.date,
    language: accepted.language,
    created: isoTime(report.created),
    attempts: report.attempts,
    ...describeState(report),
    self: `/reports/${id}`,
  };
}

function describeState(report: PresentReport): Record<string, unknown> {
  switch (report.state) {
    case "queued":
      return report.retryAt === undefined ? {} : { retryAt: isoTime(report.retryAt) };
    case "rendering":
      return report.stage === undefined ? {} : { stage: report.stage };
    case "ready": {
      const { finished, title, pages, bytes, sha256, engine, timings, warnings, cost } = report;
      return {
        finished: isoTime(finished),
        title,
        pages,
        bytes,
        sha256,
        engine,
        timings,
        warnings: warnings.map(describeProblem),
        cost,
        pdf: `/reports/${report.id}/report.pdf`,
      };
    }
    case "failed":
      return {
        finished: isoTime(report.finished),
        final: report.final,
        engine: report.engine,
        cost: report.cost,
        failure: problemOf(new BroadsheetError(report.kind, report.problems)),
      };
  }
}

/** @param ms milliseconds since the epoch */
function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
