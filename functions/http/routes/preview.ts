import { acceptReport } from "../../core/accept-report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { requestReport } from "../../core/lifecycle/request/request-report.ts";
import { assertName } from "../../core/name.ts";
import { openTemplate } from "../../core/template/open-template.ts";
import { isPending } from "../answer-report.ts";
import { describeReport } from "../describe-report.ts";
import { matchMediaType } from "../media-type.ts";
import { previewPage } from "../pages/preview-page.ts";
import { problemLine } from "../../core/wording/problem-line.ts";
import { addPage, type DescribedApp } from "../open-api.ts";
import type { Services } from "../services.ts";

const mediaTypes: ReadonlyMap<string, "json"> = new Map([["application/json", "json"]]);

/**
 * Adds `GET /preview/{template}`, a page that shows the report with default values and follows every change of the
 * template, and `POST` to the same path, by which the page gets the present state. It serves authors on their own
 * machines, so it is not part of the documented API.
 */
export function addPreviewRoutes(app: DescribedApp, services: Services, faults: (template: string) => readonly string[]): void {
  addPage(app, { method: "get", path: "/preview/{template}", access: "previews:run" }, async (c) => {
    const name = assertName(c.req.param("template") ?? "", "template");
    if (faults(name).length === 0) await openTemplate(services.store, { name });
    return previewPage(name);
  });

  addPage(app, { method: "post", path: "/preview/{template}", access: "previews:run" }, async (c) => {
    matchMediaType(c.req.header("content-type"), mediaTypes);
    const name = assertName(c.req.param("template") ?? "", "template");
    const problems = [...faults(name)];
    if (problems.length > 0) return c.json({ problems });
    try {
      const { status } = await requestReport(await acceptReport({ template: name }, services), services);
      if (isPending(status)) services.claimed(status.id, status.generation, name);
      const failures = status.state === "failed" ? status.problems : [];
      const warnings = status.state === "ready" ? status.warnings : [];
      return c.json({ report: describeReport(status), problems: failures.map(problemLine), warnings: warnings.map(problemLine) });
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      return c.json({ problems: error.problems.map(problemLine) });
    }
  });
}
