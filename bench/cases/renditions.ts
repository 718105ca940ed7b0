import { drawPdfPages } from "../../functions/adapters/pages/draw-pdf-pages.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import { makeHtml } from "../../functions/core/report/make-html.ts";
import { makeOfficeFile } from "../../functions/core/report/make-office-file.ts";
import type { Case } from "../case.ts";
import { flagshipRequest, openFlagshipWorld } from "../content/flagship.ts";
import { atMost } from "../goal.ts";
import { median } from "../measure/statistics.ts";

/** Time that each form may take, ms, and all of them together. */
const goals = { html: 150, xlsx: 150, docx: 200, pptx: 200 } as const;
const together = 1000;

type Form = keyof typeof goals;

const names: Readonly<Record<Form, string>> = {
  html: "a web page",
  xlsx: "a workbook",
  docx: "a text document",
  pptx: "slides",
};

const forms = Object.keys(goals) as readonly Form[];

/** The flagship in other forms than PDF, after its layout: what a rendition adds to making the report again. */
export const renditions: Case = {
  name: "renditions",
  title: "The flagship as a web page, a workbook, a text document and slides, after its layout (warm, both languages)",
  async run({ full }) {
    const [warmUp, runs] = full ? [30, 40] : [6, 10];
    const world = await openFlagshipWorld();
    const times: Record<Form, number[]> = { html: [], xlsx: [], docx: [], pptx: [] };
    const cpu: Record<Form, number[]> = { html: [], xlsx: [], docx: [], pptx: [] };
    const drawing = { ...world, drawPages: drawPdfPages };
    for (let iteration = 0; iteration < warmUp + runs; iteration++) {
      const accepted = await acceptReport(flagshipRequest(iteration), world);
      const { report, laidOut } = await makeReport(accepted, world);
      const make: Readonly<Record<Form, () => Promise<unknown>>> = {
        html: () => makeHtml(accepted, laidOut, world, report.sha256),
        xlsx: () => makeOfficeFile("xlsx", accepted, laidOut, drawing, report.sha256),
        docx: () => makeOfficeFile("docx", accepted, laidOut, drawing, report.sha256),
        pptx: () => makeOfficeFile("pptx", accepted, laidOut, drawing, report.sha256),
      };
      for (const form of forms) {
        const [begun, used] = [performance.now(), process.cpuUsage()];
        await make[form]();
        if (iteration < warmUp) continue;
        times[form].push(performance.now() - begun);
        const { user, system } = process.cpuUsage(used);
        cpu[form].push((user + system) / 1000);
      }
    }
    const all = times.html.map((ms, run) => ms + times.xlsx[run]! + times.docx[run]! + times.pptx[run]!);
    return {
      lines: forms.map((form) => ({ contender: names[form].replace(/^a /, ""), ms: times[form] })),
      notes: [
        `CPU time, which other programs do not lengthen by their turns: ${forms.map((form) => `${names[form]} ${median(cpu[form]).toFixed(0)} ms`).join(", ")}.`,
        "They read nothing again: what a server adds is making the report, and reading the file back.",
      ],
      goals: [
        ...forms.map((form) =>
          atMost(`${names[form]} within ${goals[form]} ms`, goals[form], median(times[form]), "ms"),
        ),
        atMost(`all of them within ${together} ms`, together, median(all), "ms"),
      ],
    };
  },
};
