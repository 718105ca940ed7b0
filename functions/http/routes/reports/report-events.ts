import { streamSSE } from "hono/streaming";
import { readReport } from "../../../core/service/lifecycle/status/read-report.ts";
import { isPending } from "../../answer/answer-report.ts";
import { describeReport } from "../../answer/describe-report.ts";
import { findReport, isGone } from "../../answer/find-report.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { reportId } from "../../schemas/schema-parts.ts";
import type { Services } from "../../services.ts";

/** Time between two looks at the store, ms. */
const lookMs = 100;
/** Looks without news after which the stream gives a sign of life: proxies close what is silent. */
const beatLooks = 150;

/** `GET /reports/{id}/events`, where answers can be streamed. */
export function addReportEventsRoute(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/events",
      access: "reports:read",
      operationId: "watchReport",
      tags: ["reports"],
      summary: "The states of a report, as they change",
      description:
        "Server-sent events: `report` with the report as `GET /reports/{id}` gives it, at once and whenever its state or stage changes; the stream ends with the outcome, or with `gone` if the report is deleted. Only a local server has this route; elsewhere clients poll `GET /reports/{id}`.",
      request: { params: { id: reportId } },
      responses: {
        200: { description: "A stream of events.", content: { "text/event-stream": { schema: { type: "string" } } } },
        ...problems({ 404: "There is no such report, or it was deleted." }),
      },
    },
    async (c) => {
      const { id } = await findReport(c.req.param("id") ?? "", services);
      return streamSSE(c, async (stream) => {
        let last = "";
        for (let silent = 0; !stream.aborted; silent += 1) {
          const status = await readReport(id, services);
          if (status === undefined || isGone(status)) {
            await stream.writeSSE({ event: "gone", data: "{}" });
            return;
          }
          const data = JSON.stringify(describeReport(status));
          if (data !== last) {
            await stream.writeSSE({ event: "report", data });
            silent = 0;
          } else if (silent > 0 && silent % beatLooks === 0) await stream.write(":\n\n");
          last = data;
          if (!isPending(status)) return;
          await services.clock.sleep(lookMs);
        }
      });
    },
  );
}
