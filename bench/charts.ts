import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import PdfKit from "pdfkit";
import * as vega from "vega";
import { compile } from "vega-lite";
import { createFontFiles } from "../functions/adapters/font-files.ts";
import type { Chart } from "../functions/core/chart/chart.ts";
import { compileChart } from "../functions/core/chart/compile-chart.ts";
import type { Layout } from "../functions/core/layout/page.ts";
import { openTypesetter } from "../functions/core/pdf/open-typesetter.ts";
import { writePdf } from "../functions/core/pdf/write-pdf.ts";
import { defaultTheme } from "../functions/core/template/default-theme.ts";
import { localeFor } from "../functions/core/template/locale-for.ts";
import { readContained } from "../functions/local/read-contained.ts";
import { corpusData, readCorpus, type CorpusSpec } from "../tests/chart-corpus/corpus.ts";
import type { Measurement } from "./measurement.ts";

/** Charts as reports have them, and some that are heavy to draw. */
const names = [
  "example/bar_grouped", "example/line_color", "example/trellis_barley", "example/stacked_area", "example/layer_candlestick", "example/point_color_with_shape",
  "example/rect_binned_heatmap", "example/circle_github_punchcard", "example/repeat_splom_cars", "vega-lite/boxplot", "vega-lite/arc-donut-with-labels", "vega-lite/map-choropleth",
  "vega-lite/facet-grid", "vega-lite/density-grouped", "vega/treemap", "vega/text-lines",
];

const fonts = createFontFiles();
const silent = { level: () => silent, error: () => silent, warn: () => silent, info: () => silent, debug: () => silent };

/** A view that has run, for both: as a chart of Broadsheet's and as Vega's own. */
interface Compared {
  readonly chart: Chart;
  readonly view: vega.View;
}

/**
 * Drawing views that have run into a PDF, by Broadsheet and by way of SVG and svg-to-pdfkit, in turn
 * in one process. Compiling and running the dataflow is left out: it is the same for both.
 */
export async function measureCharts(runs: number): Promise<Measurement[]> {
  const typesetter = openTypesetter(fonts, "en", () => undefined);
  const compared: Compared[] = [];
  for (const spec of readCorpus().filter(({ name }) => names.includes(name))) compared.push(await run(spec, typesetter));
  const charts = compared.map(({ chart }) => chart);
  const ours: number[] = [];
  const theirs: number[] = [];
  let bytes = [0, 0];
  const warmUp = 2;
  for (let round = 0; round < runs + warmUp; round += 1) {
    const begun = performance.now();
    const our = await drawOurs(charts);
    const between = performance.now();
    const their = await drawTheirs(compared);
    if (round >= warmUp) {
      ours.push(between - begun);
      theirs.push(performance.now() - between);
    }
    bytes = [our, their];
  }
  const ratios = theirs.map((time, index) => time / ours[index]!);
  return [
    { what: `${charts.length} charts drawn by Broadsheet (${bytes[0]} bytes)`, unit: "ms", values: ours },
    { what: `the same by svg-to-pdfkit (${bytes[1]} bytes)`, unit: "ms", values: theirs },
    { what: "  times faster", unit: "×", values: ratios },
    { what: "  their bytes to ours", unit: "×", values: [bytes[1]! / bytes[0]!] },
  ];
}

function readCorpusData(url: string): Promise<Uint8Array> {
  return readContained(corpusData, url);
}

async function run({ name, dialect, spec }: CorpusSpec, measurer: ReturnType<typeof openTypesetter>): Promise<Compared> {
  const chart = await compileChart({ name, dialect, spec, data: {} }, new Map(), {
    width: 600, authored: { read: readCorpusData }, theme: defaultTheme, locale: localeFor("en"), language: "en", measurer, parameters: {},
    attach: false, alt: name, where: {}, warn: () => undefined, limits: { marks: 250_000 },
  });
  const compiled = dialect === "vega" ? spec : compile(spec as never, { logger: silent as never }).spec;
  const loader = { options: {}, load: (url: string) => readFile(join(corpusData, url), "utf8"), sanitize: async (href: string) => ({ href }) };
  const view = new vega.View(vega.parse(compiled as never), { loader: loader as never, logger: silent as never });
  await view.runAsync();
  return { chart, view };
}

/** One document, a page for each chart. @returns its size, bytes */
async function drawOurs(charts: readonly Chart[]): Promise<number> {
  const typesetter = openTypesetter(fonts, "en", () => undefined);
  const layout: Layout = {
    pages: charts.map(({ width, height }, index) => ({
      width, height, boxes: [{ kind: "chart", means: index + 1, x: 0, y: 0, width, height, figure: String(index), scale: 1 }],
    })),
    structure: [{ index: 0, role: "Document" }, ...charts.map(({ alt }, index) => ({ index: index + 1, role: "Figure" as const, parent: 0, alt }))],
    outline: [],
  };
  const info = { title: "Charts", reportId: "0".repeat(64), date: "2026-01-01", language: "en", producer: "Broadsheet" };
  const { bytes } = await writePdf(layout, new Map(charts.map((chart, index) => [String(index), chart])), { typesetter, info, attachments: [], warn: () => undefined });
  return bytes.length;
}

const inter = fileURLToPath(new URL("../node_modules/@expo-google-fonts/inter/", import.meta.url));

async function drawTheirs(compared: readonly Compared[]): Promise<number> {
  const { default: drawSvg } = (await import("svg-to-pdfkit" as string)) as { default: (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: object) => void };
  const document = new PdfKit({ autoFirstPage: false });
  let bytes = 0;
  document.on("data", (chunk: Uint8Array) => (bytes += chunk.length));
  const ended = new Promise((resolve) => document.on("end", resolve));
  document.registerFont("Inter", join(inter, "400Regular/Inter_400Regular.ttf"));
  document.registerFont("Inter-Bold", join(inter, "700Bold/Inter_700Bold.ttf"));
  for (const { chart, view } of compared) {
    document.addPage({ size: [chart.width, chart.height], margin: 0 });
    drawSvg(document, await view.toSVG(), 0, 0, { assumePt: true, fontCallback: (_family: string, bold: boolean) => (bold ? "Inter-Bold" : "Inter"), warningCallback: () => undefined });
  }
  document.end();
  await ended;
  return bytes;
}
