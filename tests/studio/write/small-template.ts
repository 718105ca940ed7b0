import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A template that lays out in a moment: a heading, text, a chart and a table over one query. */
const files: Readonly<Record<string, string>> = {
  "template.yaml": `title: Shops
date: 2026-01-31
languages: [en]
parameters:
  type: object
  properties:
    region: { title: Region, enum: [North, South], default: North }
datasets:
  sales:
    file: data/sales.csv
    columns: { region: text, month: date, sales: integer }
`,
  "report.md": `# Sales in the {{ parameters.region }}

The shops took {{ by_month.last.sales | number }} in the last month.

::chart{spec="trend" data="by_month" title="Sales by month" alt="A line that rises."}

::page-break

## In figures

::table{data="by_month" title="Every month"}
`,
  "queries/by_month.sql": "SELECT month, sales FROM sales WHERE region = $region ORDER BY month\n",
  "charts/trend.vl.json": `{
  "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
  "data": { "name": "data" },
  "mark": "line",
  "encoding": {
    "x": { "field": "month", "type": "temporal" },
    "y": { "field": "sales", "type": "quantitative" }
  }
}
`,
  "data/sales.csv": `region,month,sales
North,2025-10-01,118
North,2025-11-01,121
North,2025-12-01,140
South,2025-10-01,80
South,2025-11-01,84
South,2025-12-01,79
`,
};

/** Writes the template into a folder. @returns its files by path */
export async function writeSmallTemplate(folder: string): Promise<Readonly<Record<string, string>>> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return files;
}
