import { findReport } from "../../answer/find-report.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { refuseUnready } from "../../answer/refuse-unready.ts";
import { binary, ref, reportId } from "../../schemas/schema-parts.ts";
import { sendPdf } from "../../answer/send-pdf.ts";
import type { Services } from "../../services.ts";

/** `GET /reports/{id}/report.pdf`. */
export function addReportPdfRoute(app: DescribedApp, services: Services): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/reports/{id}/report.pdf",
      access: "reports:read",
      operationId: "getReportPdf",
      tags: ["reports"],
      summary: "The PDF of a report that is ready",
      request: { params: { id: reportId } },
      responses: {
        200: {
          description: "The PDF, or a link to it if the client accepts only JSON and the response would be 302.",
          content: { "application/pdf": { schema: binary }, "application/json": { schema: ref("SignedLink") } },
        },
        206: { description: "The requested range.", content: { "application/pdf": { schema: binary } } },
        302: { description: "A link to the PDF, valid for fifteen minutes." },
        304: { description: "The client already has the PDF." },
        ...problems({
          404: "There is no such report, or it failed and has no PDF.",
          409: "The report is not ready yet; `Retry-After` says when to ask again.",
          416: "The range lies outside the file.",
        }),
      },
    },
    async (c) => {
      const report = await findReport(c.req.param("id") ?? "", services);
      return report.state === "ready" ? sendPdf(c, report, services) : refuseUnready(report);
    },
  );
}
