import { join } from "node:path";
import type { Case, Line } from "../case.ts";
import { makeDatasetFiles } from "../content/dataset-files.ts";
import { atMost } from "../goal.ts";
import { measureLine } from "../measure/measure-line.ts";
import { median } from "../measure/statistics.ts";

const ours = join(import.meta.dirname, "../broadsheet/dataset.ts");
const plain = join(import.meta.dirname, "../peers/plain-vega.ts");

/** A one-page report on a stored dataset, compared with Vega, which reads and sums the rows itself. */
export const datasets: Case = {
  name: "datasets",
  title: "Datasets to a one-page report (Parquet; the plain Vega path reads the same rows as CSV)",
  async run(settings) {
    const lines: Line[] = [];
    const notes: string[] = [];
    for (const rows of settings.full ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000]) {
      const files = await makeDatasetFiles(settings.folder, rows);
      for (const { contender, module, nodeOptions, runs } of [
        {
          contender: "Broadsheet",
          module: ours,
          nodeOptions: [],
          runs:
            rows > 10_000 ? { warmUp: 1, runs: settings.full ? 5 : 2 } : { warmUp: 3, runs: settings.full ? 20 : 8 },
        },
        // Plain Vega may use as much heap as it wants.
        {
          contender: "plain Vega",
          module: plain,
          nodeOptions: ["--max-old-space-size=12000"],
          runs:
            rows > 10_000 ? { warmUp: 0, runs: settings.full ? 2 : 1 } : { warmUp: 3, runs: settings.full ? 20 : 8 },
        },
      ]) {
        const line = await measureLine(
          { contender, about: { rows }, settings, notes },
          { module, job: files, ...runs, nodeOptions, patienceMs: 120_000 },
        );
        if (line !== undefined) lines.push(line);
      }
    }
    const large = lines.find(({ contender, rows }) => contender === "Broadsheet" && rows === 10_000_000);
    if (!settings.full)
      return { lines, notes: [...notes, "10,000,000 rows and their goals are measured only with --full."], goals: [] };
    return {
      lines,
      notes,
      goals: [
        atMost("10,000,000 rows: at most 3 s", 3000, large && median(large["ms"] as readonly number[]), "ms"),
        atMost("10,000,000 rows: at most 1 GB", 1024, large && Number(large["peak MiB"]), "MiB"),
      ],
    };
  },
};
