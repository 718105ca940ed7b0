import { contrastRatio, readableOn } from "../../../contrast-ratio.ts";
import type { TemplateFiles } from "../template.ts";
import type { Theme } from "../theme.ts";
import type { SharedTheme } from "./load-theme.ts";
import { sheetReport } from "./sheet-report.ts";
import { withTheme } from "./take-theme.ts";

/** One coloured cell of the sheet: its place in its row from 0 to 1, and the ink that is read best on it. */
interface Cell {
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly color: string;
  readonly ink: string;
  readonly name: string;
  readonly contrast: string;
}

const sales = [
  ["North", "北部", 2024, 182, 4],
  ["North", "北部", 2025, 195, 7.1],
  ["South", "南部", 2024, 141, -1.2],
  ["South", "南部", 2025, 133, -5.7],
  ["East", "东部", 2024, 97, 2],
  ["East", "东部", 2025, 99, 2.1],
  ["West", "西部", 2024, 88, 0.9],
  ["West", "西部", 2025, 104, 18.2],
  ["Islands", "海岛", 2024, 41, -3],
  ["Islands", "海岛", 2025, 39, -4.9],
  ["Online", "网上", 2024, 63, 11],
  ["Online", "网上", 2025, 92, 46],
];

const figures = [
  ["Sales", "销售额", 662, 640, 8.2, "up"],
  ["Returns", "退货数", 41, 35, 5.1, "down"],
  ["Shops", "门店数", 118, 120, 1.7, "up"],
];

const bars = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  data: { name: "data" },
  height: 118,
  mark: { type: "bar" },
  encoding: {
    x: { field: "sales", type: "quantitative", axis: { title: null, tickCount: 4 } },
    y: { field: "region", type: "nominal", sort: "-x", axis: { title: null } },
    color: { field: "region", type: "nominal", legend: null },
  },
};

const place = { field: "row", type: "nominal", sort: null, axis: { title: null, domain: false, ticks: false } };
const along = { scale: { domain: [0, 1], nice: false }, axis: null };
const cellText = (field: string, dy: number) => ({
  transform: [{ calculate: "(datum.from + datum.to) / 2", as: "middle" }],
  mark: { type: "text", baseline: "middle", dy, fontSize: 7 },
  encoding: {
    x: { field: "middle", type: "quantitative", ...along },
    y: place,
    text: { field, type: "nominal" },
    color: { field: "ink", type: "nominal", scale: null, legend: null },
  },
});

const swatches = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  data: { name: "data" },
  height: 140,
  layer: [
    {
      mark: { type: "rect", height: { band: 0.86 } },
      encoding: {
        x: { field: "from", type: "quantitative", ...along },
        x2: { field: "to" },
        y: place,
        color: { field: "color", type: "nominal", scale: null, legend: null },
      },
    },
    cellText("name", -5),
    cellText("contrast", 5),
  ],
};

/**
 * The files of a template that shows a theme on a page: type, key figures, a chart, a table, and each of its colours
 * with its contrast against the paper. Words and boxes come last: with large type they are on a second page. The theme
 * is taken in; the data are made up, and always the same.
 */
export function themeSheet(theme: Pick<SharedTheme, "name" | "version" | "settings" | "files">): TemplateFiles {
  const { name, version, settings, files } = theme;
  const texts: Readonly<Record<string, string>> = {
    "template.yaml": `title: { en: "The theme ${name}", zh: "主题 ${name}" }
kicker: { en: Theme, zh: 主题 }
languages: [en, zh]
date: "2026-01-31"
theme: { base: "${name}@${version}" }
parameters:
  properties:
    language: { type: string, enum: [en, zh], default: en }
datasets:
  sales: { file: data/sales.csv, columns: { region_en: text, region_zh: text, year: integer, sales: number, change: number } }
  figures: { file: data/figures.csv, columns: { label_en: text, label_zh: text, value: number, target: number, change: number, sense: text } }
  colors: { file: data/colors.csv, columns: { position: integer, row_en: text, row_zh: text, from: number, to: number, color: text, ink: text, name: text, contrast: text } }
`,
    "report.md": sheetReport(name, "en"),
    "report.zh.md": sheetReport(name, "zh"),
    "queries/latest.sql": `SELECT CASE $language WHEN 'zh' THEN region_zh ELSE region_en END AS region, sales, change
FROM sales WHERE year = 2025 ORDER BY sales DESC`,
    "queries/totals.sql": `SELECT CASE $language WHEN 'zh' THEN label_zh ELSE label_en END AS label, value, target, change, sense, 'd' AS format
FROM figures`,
    "queries/swatches.sql": `SELECT CASE $language WHEN 'zh' THEN row_zh ELSE row_en END AS row, "from", "to", color, ink, name, contrast
FROM colors ORDER BY position`,
    "charts/regions.vl.json": JSON.stringify(bars),
    "charts/colors.vl.json": JSON.stringify(swatches),
    "data/sales.csv": csv(["region_en", "region_zh", "year", "sales", "change"], sales),
    "data/figures.csv": csv(["label_en", "label_zh", "value", "target", "change", "sense"], figures),
    "data/colors.csv": csv(
      ["position", "row_en", "row_zh", "from", "to", "color", "ink", "name", "contrast"],
      colorsOf(settings).map(({ row, from, to, color, ink, name: role, contrast }, at) => [
        at,
        row,
        rowsInChinese[row] ?? row,
        from,
        to,
        color,
        ink,
        role,
        contrast,
      ]),
    ),
  };
  const own = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  return withTheme(own, name, files);
}

const rowsInChinese: Readonly<Record<string, string>> = {
  Page: "页面",
  Meaning: "含义",
  Categories: "类别",
  Measures: "度量",
  "Around a middle": "居中偏离",
};

/** Colours of a ramp, by their place in it from 1. */
function numbered(colors: readonly string[]): readonly (readonly [string, string])[] {
  return colors.map((color, at) => [String(at + 1), color]);
}

/** Each row of the theme's colours, spread over the width of the sheet. */
function colorsOf(theme: Theme): readonly Cell[] {
  const { ink, muted, paper, accent, rule, tint, good, watch, bad, above, below } = theme;
  const rows: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ["Page", Object.entries({ ink, muted, accent, rule, tint, paper })],
    ["Meaning", Object.entries({ good, watch, bad, above, below })],
    ["Categories", numbered(theme.palette)],
    ["Measures", numbered(theme.sequential)],
    ["Around a middle", numbered(theme.diverging)],
  ];
  return rows.flatMap(([row, colors]) =>
    colors.map(([name, color], at) => ({
      row,
      from: at / colors.length,
      to: (at + 1) / colors.length,
      color,
      ink: readableOn(color, ink, paper),
      name,
      contrast: `${contrastRatio(color, paper).toFixed(1)}:1`,
    })),
  );
}

function csv(names: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [names, ...rows].map((row) => row.map(csvCell).join(",")).join("\n");
}

function csvCell(value: string | number): string {
  return /[",\n]/.test(String(value)) ? `"${value}"` : String(value);
}
