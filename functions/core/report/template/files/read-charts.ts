import { readJson } from "./read-json.ts";
import { readText } from "./read-text.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { ChartSpec, TemplateFiles } from "../template.ts";

const dialects = { vl: "vega-lite", vg: "vega" } as const;

/** Reads `charts/<name>.vl.json` (Vega-Lite) and `charts/<name>.vg.json` (Vega). */
export function readCharts(files: TemplateFiles, problems: TemplateProblems): Map<string, ChartSpec> {
  const charts = new Map<string, ChartSpec>();
  for (const [file, body] of files) {
    if (!file.startsWith("charts/")) continue;
    const [, name, dialect] = /^charts\/([a-z0-9][a-z0-9_-]*)\.(vl|vg)\.json$/.exec(file) ?? [];
    if (name === undefined || dialect === undefined) {
      problems.add({
        code: "unknown-file",
        message: `${file} is not read: charts are named NAME.vl.json (Vega-Lite) or NAME.vg.json (Vega)`,
        where: { file },
        allowed: ["charts/NAME.vl.json", "charts/NAME.vg.json"],
        hint: "names are lower-case letters, digits, hyphens and underscores",
      });
      continue;
    }
    const other = charts.get(name);
    if (other !== undefined) {
      problems.add({
        code: "duplicate-name",
        message: `${file} and ${other.file} are both the chart "${name}"`,
        where: { file },
      });
      continue;
    }
    const text = readText(file, body, problems);
    const spec = readJson(file, text, problems);
    if (spec !== undefined) charts.set(name, { file, text, dialect: dialects[dialect as "vl" | "vg"], spec });
  }
  return charts;
}
