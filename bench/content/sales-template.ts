import { datasetColumns } from "./dataset-files.ts";

/** The chart of amount by region and year, from rows that are already summed. */
export const salesSpec = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  data: { name: "sums" },
  mark: "line",
  encoding: {
    x: { field: "year", type: "ordinal", title: null },
    y: { field: "amount", type: "quantitative", title: "Amount" },
    color: { field: "region", type: "nominal", title: null },
  },
} as const;

/** The files of a one-page report on a large dataset: one query, one chart, one table. */
export const salesFiles: Readonly<Record<string, string>> = {
  "template.yaml": `title: Sales
date: "2026-01-30"
parameters:
  type: object
  properties: { least: { type: integer, default: 0 } }
datasets:
  sales: { columns: { ${datasetColumns} } }
`,
  "report.md": `# Sales by region

::chart{spec="sums" data="sums" title="Sales by region and year" deck="Amount" source="Made up" alt="Lines."}

::table{data="regions" columns="region: Region, amount: Amount | number: 0, orders: Orders | number: 0" title="By region"}
`,
  "queries/sums.sql":
    "SELECT region, year(day) AS year, sum(amount) AS amount, count(*) AS orders FROM sales WHERE staff >= $least GROUP BY ALL ORDER BY ALL",
  "queries/regions.sql":
    "SELECT region, sum(amount) AS amount, sum(orders) AS orders FROM sums GROUP BY ALL ORDER BY ALL",
  "charts/sums.vl.json": JSON.stringify(salesSpec),
};
