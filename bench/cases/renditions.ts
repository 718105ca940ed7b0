import { drawPdfPages } from "../../functions/adapters/pages/draw-pdf-pages.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import { makeHtml } from "../../functions/core/report/make-html.ts";
import { makeOfficeFile } from "../../functions/core/report/make-office-file.ts";
import type { Case } from "../case.ts";
import { flagshipRequest, openFlagshipWorld } from "../content/flagship.ts";
import { atMost } from "../goal.ts";
import { median } from "../measure/statistics.ts";

/** Time that each form may take, ms. */
const goal = 150;

/** The flagship in other forms than PDF, after its layout: what a rendition adds to making the report again. */
export const renditions: Case = {
  name: "renditions",
  title: "The flagship as a web page and as a workbook, after its layout (warm, both languages)",
  async run({ full }) {
    const [warmUp, runs] = full ? [30, 40] : [6, 10];
    const world = await openFlagshipWorld();
    const times: Record<"html" | "xlsx", number[]> = { html: [], xlsx: [] };
    for (let iteration = 0; iteration < warmUp + runs; iteration++) {
      const accepted = await acceptReport(flagshipRequest(iteration), world);
      const { report, laidOut } = await makeReport(accepted, world);
      const begun = performance.now();
      await makeHtml(accepted, laidOut, world, report.sha256);
      const between = performance.now();
      await makeOfficeFile("xlsx", accepted, laidOut, { ...world, drawPages: drawPdfPages }, report.sha256);
      if (iteration < warmUp) continue;
      times.html.push(between - begun);
      times.xlsx.push(performance.now() - between);
    }
    return {
      lines: [
        { contender: "web page", ms: times.html },
        { contender: "workbook", ms: times.xlsx },
      ],
      notes: ["Both read nothing again: what a server adds is making the report, and reading the file back."],
      goals: [
        atMost(`a web page within ${goal} ms`, goal, median(times.html), "ms"),
        atMost(`a workbook within ${goal} ms`, goal, median(times.xlsx), "ms"),
      ],
    };
  },
};
