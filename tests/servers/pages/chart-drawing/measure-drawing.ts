import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import PdfKit from "pdfkit";
import * as vega from "vega";
import { compile } from "vega-lite";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import { compileChart } from "../../../../functions/core/report/chart/compile-chart.ts";
import type { Layout } from "../../../../functions/core/report/layout/page.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../../../functions/core/report/pdf/write-pdf.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { readContained } from "../../../../functions/local/inputs/read-contained.ts";
import { corpusData, readCorpus, type CorpusSpec } from "../../../chart-corpus/corpus.ts";

/** Charts like those in reports, and some that are expensive to draw. */
const names = [
  "example/bar_grouped",
  "example/line_color",
  "example/trellis_barley",
  "example/stacked_area",
  "example/layer_candlestick",
  "example/point_color_with_shape",
  "example/rect_binned_heatmap",
  "example/circle_github_punchcard",
  "example/repeat_splom_cars",
  "vega-lite/boxplot",
  "vega-lite/arc-donut-with-labels",
  "vega-lite/map-choropleth",
  "vega-lite/facet-grid",
  "vega-lite/density-grouped",
  "vega/treemap",
  "vega/text-lines",
];

const fonts = createFontFiles();
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/** A view that has run, once as a chart of Broadsheet and once as Vega's own. */
interface Compared {
  readonly chart: Chart;
  readonly view: vega.View;
}

/** Charts drawn by both: CPU time in ms, and bytes of documents that hold only them. */
export interface Drawing {
  readonly name: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ourBytes: number;
  readonly theirBytes: number;
}

/**
 * Measures how long views that have run take to draw into PDFs, with Broadsheet and through SVG and svg-to-pdfkit, in
 * turns in one process. The time to compile and run the dataflow is left out, since it is the same for both.
 *
 * @param rounds number of rounds whose fastest counts (another program on the machine only ever adds time), after two
 *   of all charts to warm up
 * @returns first a line for all charts as pages of one document, then a line for each chart
 */
export async function measureDrawing(rounds: number): Promise<readonly Drawing[]> {
  const typesetter = openTypesetter(fonts, "en", () => undefined);
  const compared: Compared[] = [];
  for (const spec of readCorpus().filter(({ name }) => names.includes(name)))
    compared.push(await run(spec, typesetter));
  const drawings: Drawing[] = [];
  for (const group of [compared, ...compared.map((one) => [one])]) {
    const name = group.length > 1 ? `${group.length} charts` : group[0]!.chart.name;
    const [ours, theirs]: [number[], number[]] = [[], []];
    let [ourBytes, theirBytes] = [0, 0];
    for (let round = group.length > 1 ? -2 : 0; round < rounds; round += 1) {
      const [own, other] = [
        await cpuTimeOf(async () => void (ourBytes = await drawOurs(group.map(({ chart }) => chart)))),
        await cpuTimeOf(async () => void (theirBytes = await drawTheirs(group))),
      ];
      if (round < 0) continue;
      ours.push(own);
      theirs.push(other);
    }
    drawings.push({ name, ours: Math.min(...ours), theirs: Math.min(...theirs), ourBytes, theirBytes });
  }
  return drawings;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/**
 * Measures CPU time of this process, ms, which a busy machine does not change. Garbage is collected before, because
 * otherwise the garbage of one contender would be collected in the other's turn, round after round.
 */
async function cpuTimeOf(work: () => Promise<void>): Promise<number> {
  collectGarbage();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function readCorpusData(url: string): Promise<Uint8Array> {
  return readContained(corpusData, url);
}

async function run(
  { name, dialect, spec }: CorpusSpec,
  measurer: ReturnType<typeof openTypesetter>,
): Promise<Compared> {
  const chart = await compileChart({ name, dialect, spec, data: {} }, new Map(), {
    width: 600,
    authored: { read: readCorpusData },
    theme: defaultTheme,
    locale: localeFor("en"),
    language: "en",
    measurer,
    parameters: {},
    attach: false,
    alt: name,
    where: {},
    warn: () => undefined,
    limits: { marks: 250_000 },
  });
  const compiled = dialect === "vega" ? spec : compile(spec as never, { logger: silent as never }).spec;
  const loader = {
    options: {},
    load: (url: string) => readFile(join(corpusData, url), "utf8"),
    sanitize: async (href: string) => ({ href }),
  };
  const view = new vega.View(vega.parse(compiled as never), { loader: loader as never, logger: silent as never });
  await view.runAsync();
  return { chart, view };
}

/** Draws one document with a page for each chart. @returns its size, bytes */
async function drawOurs(charts: readonly Chart[]): Promise<number> {
  const typesetter = openTypesetter(fonts, "en", () => undefined);
  const layout: Layout = {
    pages: charts.map(({ width, height }, index) => ({
      width,
      height,
      boxes: [{ kind: "chart", means: index + 1, x: 0, y: 0, width, height, figure: String(index), scale: 1 }],
    })),
    structure: [
      { index: 0, role: "Document" },
      ...charts.map(({ alt }, index) => ({ index: index + 1, role: "Figure" as const, parent: 0, alt })),
    ],
    outline: [],
  };
  const info = {
    title: "Charts",
    reportId: "0".repeat(64),
    date: "2026-01-01",
    language: "en",
    producer: "Broadsheet",
  };
  const { bytes } = await writePdf(layout, new Map(charts.map((chart, index) => [String(index), chart])), {
    typesetter,
    info,
    attachments: [],
    warn: () => undefined,
  });
  return bytes.length;
}

const inter = fileURLToPath(new URL("../../../../node_modules/@expo-google-fonts/inter/", import.meta.url));

async function drawTheirs(compared: readonly Compared[]): Promise<number> {
  const { default: drawSvg } = (await import("svg-to-pdfkit" as string)) as {
    default: (document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: object) => void;
  };
  const document = new PdfKit({ autoFirstPage: false });
  let bytes = 0;
  document.on("data", (chunk: Uint8Array) => (bytes += chunk.length));
  const ended = new Promise((resolve) => document.on("end", resolve));
  document.registerFont("Inter", join(inter, "400Regular/Inter_400Regular.ttf"));
  document.registerFont("Inter-Bold", join(inter, "700Bold/Inter_700Bold.ttf"));
  for (const { chart, view } of compared) {
    document.addPage({ size: [chart.width, chart.height], margin: 0 });
    drawSvg(document, await view.toSVG(), 0, 0, {
      assumePt: true,
      fontCallback: (_family: string, bold: boolean) => (bold ? "Inter-Bold" : "Inter"),
      warningCallback: () => undefined,
    });
  }
  document.end();
  await ended;
  return bytes;
}
