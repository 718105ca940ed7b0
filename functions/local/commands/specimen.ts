import type { TemplateFiles } from "../../core/report/template/template.ts";

const sales = [
  ["North", 2024, 182, 4],
  ["North", 2025, 195, 7.1],
  ["South", 2024, 141, -1.2],
  ["South", 2025, 133, -5.7],
  ["East", 2024, 97, 2],
  ["East", 2025, 99, 2.1],
  ["West", 2024, 88, 0.9],
  ["West", 2025, 104, 18.2],
  ["Islands", 2024, 41, -3],
  ["Islands", 2025, 39, -4.9],
  ["Online", 2024, 63, 11],
  ["Online", 2025, 92, 46],
];

const chart = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  data: { name: "data" },
  height: 150,
  mark: { type: "bar" },
  encoding: {
    x: { field: "sales", type: "quantitative", axis: { title: null } },
    y: { field: "region", type: "nominal", sort: "-x", axis: { title: null } },
    color: { field: "region", type: "nominal", legend: null },
  },
};

const report = `# A specimen of the theme

This page shows what a template looks like with it: text, numbers, colours.

::key-figures{data="totals"}

::chart{spec="regions" data="latest" title="Colours of categories" deck="Sales by region, 2025" alt="Bars of the six regions, the longest for North."}

## Tables and changes

Numbers that changed for the better, and for the worse, have colours of their own.[^made]

::table{data="latest" title="Regions" columns="region: Region, sales: Sales | number: d | heat, change: Change | percent: 1 | change"}

:::callout{title="A box"}
Words on the tint.
:::

:::pull-quote{by="The theme"}
Words set large.
:::

[^made]: The data are made up.
`;

/** A page that shows a theme: text, key figures, a chart, a table, a box, a quotation. @param base names the theme */
export function specimenWith(base: string): TemplateFiles {
  const texts: Readonly<Record<string, string>> = {
    "template.yaml": `title: A specimen
kicker: Theme
publication: Specimen
languages: [en]
date: "2026-01-31"
theme: { base: "${base}" }
datasets:
  sales: { file: data/sales.csv, columns: { region: text, year: integer, sales: number, change: number } }
`,
    "report.md": report,
    "queries/latest.sql": "SELECT region, sales, change FROM sales WHERE year = 2025 ORDER BY sales DESC",
    "queries/totals.sql":
      "SELECT year::VARCHAR AS label, sum(sales) AS value, 'd' AS format, 'all regions' AS note FROM sales GROUP BY year ORDER BY year",
    "charts/regions.vl.json": JSON.stringify(chart),
    "data/sales.csv": ["region,year,sales,change", ...sales.map((row) => row.join(","))].join("\n"),
  };
  return new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
