import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { writeChartFiles } from "../content/page-files.ts";
import { measureLine } from "../measure/measure-line.ts";
import { peers } from "../peers/peers.ts";

const ours = join(import.meta.dirname, "../broadsheet/chart.ts");

/** The flagship's charts in turn, each from spec and rows to its own PDF. */
export const chart: Case = {
  name: "chart",
  title: "One chart to PDF, the flagship's charts in turn (compiled specs kept by all)",
  async run(settings) {
    const files = await writeChartFiles(settings.folder);
    const notes: string[] = [];
    const lines: Line[] = [];
    const contenders = [
      { name: "Broadsheet", module: ours, missing: () => undefined },
      peers.svgToPdfkit,
      peers.chromium,
      peers.vl2pdf,
    ];
    for (const { name, module, missing } of contenders) {
      const job = { kind: "files", files, lanes: 1, size: { width: 480, height: 360 } };
      const runs = files.length * (settings.full ? 10 : 2);
      const line = await measureLine(
        { contender: name, about: { charts: 1 }, settings, notes, missing: missing() },
        { module, job, warmUp: files.length, runs },
      );
      if (line !== undefined) lines.push(line);
    }
    return { lines, notes, goals: [] };
  },
};
