import { acceptReport } from "../../../core/report/accept-report.ts";
import type { PresentReport } from "../../../core/service/lifecycle/status/report-status.ts";
import { requestReport } from "../../../core/service/lifecycle/request/request-report.ts";
import { answerReport } from "../../answer/answer-report.ts";
import { callerOf } from "../../access/caller-of.ts";
import { matchMediaType } from "../../request/media-type.ts";
import { addRoute, type DescribedApp, json, problems } from "../../open-api.ts";
import { parseJson } from "../../request/parse-json.ts";
import { longestWait, patienceOf } from "../../request/prefer.ts";
import { readBody } from "../../request/read-body.ts";
import type { Services } from "../../services.ts";

/** Largest request, bytes: parameters are settings, not data. */
const bodyLimit = 256 * 1024;

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

const location = { Location: { description: "The report.", schema: { type: "string" } } } as const;
/** Only JSON, so that typed clients need no cast. A client that requests the PDF itself needs no type. */
const bodies = json("Report");

/** Request headers that it heeds. */
const headers = {
  "cache-control": {
    type: "string",
    description: "`no-cache`: render a ready or failed report again, with the current engine.",
    examples: ["no-cache"],
  },
  prefer: {
    type: "string",
    description: `\`wait=N\`: answer when the report is ready, after N seconds at the latest (RFC 7240; at most ${longestWait}).`,
    examples: ["wait=20"],
  },
};

/** `POST /reports`. */
export function addPostReportRoute(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/reports",
      access: "reports:write",
      operationId: "requestReport",
      tags: ["reports"],
      summary: "Request a report",
      description:
        "Requesting the same (template version, parameters, dataset versions, date) makes one report. With `Accept: application/pdf` " +
        "the response waits for the report and is the PDF itself, or a problem. (The responses below omit the PDF, so that a typed client needs no cast.)",
      request: {
        headers,
        body: { required: true, ...json("ReportRequest") },
      },
      responses: {
        200: { description: "It is already ready, or it failed and would fail again: `failure` says why.", ...bodies },
        201: { description: "It became ready while the client waited.", headers: location, ...bodies },
        202: {
          description: "It is accepted and will be rendered.",
          headers: {
            ...location,
            "Retry-After": { description: "Seconds to wait before asking again.", schema: { type: "integer" } },
          },
          ...json("Report"),
        },
        303: { description: "For `Accept: application/pdf`: a link to the PDF, valid for fifteen minutes." },
        ...problems({
          400: "The body is not JSON, or a field, parameter, dataset alias or date is not valid; each is named by JSON pointer.",
          404: "There is no such template or dataset; a local server lists the existing ones in `allowed`.",
          413: "The body is too large.",
          415: "The body is not declared as application/json.",
          422: "The template, a dataset, a query or a chart is faulty, or data are older than the template takes for fresh (`stale-data`).",
          503: "More requests arrive than the service can accept (`too-busy`), or, with `Accept: application/pdf`, the report is not ready in time; `Retry-After` says when to ask again.",
        }),
      },
    },
    async (c) => {
      matchMediaType(c.req.header("content-type"), mediaTypes);
      const body = parseJson(await readBody(c, bodyLimit));
      const accept = async (): Promise<PresentReport> => {
        const accepted = await acceptReport(body, services, services.clock.now());
        return (
          await requestReport(accepted, services, {
            anew: asksAnew(c.req.header("cache-control")),
            caller: callerOf(c),
          })
        ).status;
      };
      return answerReport(c, await services.admit(patienceOf(c, services.clock), accept), services);
    },
  );
}

/** Whether `Cache-Control` (RFC 9111) says `no-cache`: the client wants a new render. */
function asksAnew(cacheControl: string | undefined): boolean {
  return cacheControl?.split(",").some((directive) => directive.trim().toLowerCase() === "no-cache") ?? false;
}
