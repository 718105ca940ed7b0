import type { Stage } from "../../../report/publish/report.ts";
import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import { isCount, isMembers, isText } from "./member-checks.ts";
import type { ReadyOutcome } from "./records.ts";
import { type Kind, type Subject, subjectOf } from "./subject.ts";

export interface ReportShapes {
  readonly accepted: AcceptedRequest;
  readonly ready: ReadyOutcome;
  readonly progress: { readonly stage: Stage };
}

/** Most renders of one generation of a report, however they were started. */
export const mostAttempts = 3;

/**
 * Reports:
 *
 *     reports/{id}/{generation}/request.json       the claim
 *     reports/{id}/{generation}/attempts/{n}.json  who renders, until when
 *     reports/{id}/{generation}/report.pdf
 *     reports/{id}/{generation}/outcome.json       the only terminal fact
 */
export const reportKind: Kind<ReportShapes> = {
  name: "report",
  root: "reports/",
  recent: "recent/",
  pending: "pending/",
  idPattern: "[0-9a-f]{64}",
  outcome: "outcome.json",
  results: ["report.pdf", "content.json"],
  mostAttempts,
  lost: {
    code: "render-lost",
    message: `${mostAttempts} renders were started and none finished: each ran out of time or brought down its server`,
    hint: "Look for a query, chart or dataset that takes too much memory or time.",
  },
  isAccepted: (value): value is Readonly<Record<string, unknown>> & AcceptedRequest =>
    isText(value["id"]) && isMembers(value["template"]),
  faultOfReady: (record) =>
    ["title", "sha256"].find((name) => !isText(record[name])) ??
    ["pages", "bytes"].find((name) => !isCount(record[name])) ??
    (isMembers(record["timings"]) ? undefined : "timings") ??
    (Array.isArray(record["warnings"]) ? undefined : "warnings"),
  isProgress: (value) => isText(value["stage"]),
};

/** One generation of a report. */
export function reportOf(id: string, generation: number): Subject<ReportShapes> {
  return subjectOf(reportKind, id, generation);
}
