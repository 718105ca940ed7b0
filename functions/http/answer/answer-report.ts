import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ReportStatus } from "../../core/service/lifecycle/status/report-status.ts";
import { describeReport, type PresentReport } from "./describe-report.ts";
import { findReport } from "./find-report.ts";
import { longestWait, parsePreferredWait, restOfWait, within } from "../request/prefer.ts";
import { problemDetails, problemOf, problemResponse } from "../problem-details.ts";
import { sendPdf } from "./send-pdf.ts";
import type { Services } from "../services.ts";

/** Longest time until a report can be read again after a wait, ms. */
const readingMs = 1_000;

/** Whether a report will still change by itself. */
export function isPending(report: ReportStatus): boolean {
  return report.state === "queued" || report.state === "rendering";
}

/**
 * Answers a request for a report: has it rendered if necessary, waits as long as the client prefers, and answers with
 * the report's status, or with the PDF if the client accepts only that.
 */
export async function answerReport(c: Context, requested: PresentReport, services: Services): Promise<Response> {
  const { id, generation } = requested;
  const wantsPdf =
    accepts(c, { header: "Accept", supports: ["application/json", "application/pdf"], default: "application/json" }) ===
    "application/pdf";
  const preferred = parsePreferredWait(c.req.header("prefer"));
  // A client that accepts only the PDF cannot use any other answer.
  const wait = preferred ?? (wantsPdf ? longestWait : 0);

  let report = requested;
  if (isPending(report)) {
    services.claimed(id, generation, report.accepted.template.name);
    const rest = restOfWait(c, wait, services.clock);
    if (rest > 0) {
      await services.settle(id, generation, rest);
      report = await readAgain(report, services);
    }
  }
  const response = await (wantsPdf ? answerPdf(c, report, requested, services) : answerJson(c, report, requested));
  const headers = {
    location: `/reports/${id}`,
    ...(preferred !== undefined && { "preference-applied": `wait=${preferred}` }),
    ...(isPending(report) ? { "retry-after": "1" } : {}),
  };
  // A redirect to a signed URL has a Location of its own.
  for (const [name, value] of Object.entries(headers))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
}

/** Reads a report after a wait. If that takes long, the client learns what was known before, which it may ask again. */
async function readAgain(before: PresentReport, services: Services): Promise<PresentReport> {
  try {
    return (
      (await within(
        2 * readingMs,
        services.admit(readingMs, () => findReport(before.id, services)),
      )) ?? before
    );
  } catch (error) {
    if (error instanceof BroadsheetError && error.problems[0]?.code === "too-busy") return before;
    throw error;
  }
}

function answerJson(c: Context, report: PresentReport, requested: PresentReport): Response {
  if (isPending(report)) return c.json(describeReport(report), 202);
  return c.json(describeReport(report), report.state === "ready" && isPending(requested) ? 201 : 200);
}

function answerPdf(
  c: Context,
  report: PresentReport,
  requested: PresentReport,
  services: Services,
): Promise<Response> | Response {
  if (report.state === "ready") return sendPdf(c, report, services, isPending(requested) ? 201 : 200);
  if (report.state === "failed") return problemResponse(problemOf(new BroadsheetError(report.kind, report.problems)));
  const message = `the report is ${report.state}; rendering continues, so ask again`;
  return problemResponse(
    problemDetails("not-ready", message, [{ code: "report-not-ready", message, seen: report.state, allowed: "ready" }]),
  );
}
