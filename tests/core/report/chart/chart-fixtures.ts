import { readFileSync } from "node:fs";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import { compileChart } from "../../../../functions/core/report/chart/compile-chart.ts";
import type { ChartSettings } from "../../../../functions/core/report/chart/chart-settings.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { faceFile } from "../../../../functions/core/report/fonts/font-faces.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import type { Row, Table, Tables } from "../../../../functions/core/report/query/table.ts";
import { canvasPage, type CanvasPage } from "../pdf/canvas-page.ts";
import { defaultTheme } from "../../../../functions/core/report/template/theme/default-theme.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";

const root = new URL("../../../../", import.meta.url);

const fonts = createFontFiles();

export function testTypesetter(language = "en"): Typesetter {
  return openTypesetter(fonts, language, () => undefined);
}

/** Parses a file of vega-datasets. */
export function dataset(name: string): readonly Row[] {
  const text = readFileSync(new URL(`node_modules/vega-datasets/data/${name}`, root), "utf8");
  if (name.endsWith(".json")) return JSON.parse(text) as readonly Row[];
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, i) => [column, readCell(cells[i] ?? "")]));
  });
}

function readCell(text: string): string | number | null {
  if (text === "") return null;
  return Number.isNaN(Number(text)) ? text : Number(text);
}

export function table(name: string, rows: readonly Row[], columns = Object.keys(rows[0] ?? {})): Table {
  return { name, rows, columns: columns.map((column) => ({ name: column, type: "text" })), hash: name };
}

export function tablesOf(queries: Readonly<Record<string, readonly Row[]>>): Tables {
  return new Map(Object.entries(queries).map(([name, rows]) => [name, table(name, rows)]));
}

export interface TestChart {
  readonly chart: Chart;
  readonly warnings: readonly Warning[];
}

/** Compiles a spec whose data named "data" is `rows` (the query "rows"). */
export async function testChart(
  spec: Spec,
  rows: readonly Row[] = [],
  settings: Partial<ChartSettings> = {},
  dialect: "vega-lite" | "vega" = "vega-lite",
): Promise<TestChart> {
  const warnings: Warning[] = [];
  const chart = await compileChart(
    { name: "test", dialect, spec, data: rows.length > 0 ? { data: "rows" } : {} },
    rows.length > 0 ? tablesOf({ rows }) : new Map(),
    testSettings({ warn: (warning) => warnings.push(warning), ...settings }),
  );
  return { chart, warnings };
}

export function testSettings(settings: Partial<ChartSettings> = {}): ChartSettings {
  return {
    width: 480,
    theme: defaultTheme,
    locale: localeFor("en"),
    language: "en",
    measurer: testTypesetter(),
    parameters: {},
    attach: true,
    where: { file: "report.md", line: 7 },
    warn: () => undefined,
    limits: { marks: 50_000 },
    ...settings,
  };
}

/** Writes a one-page PDF of a chart with a margin of 24 points. */
export function chartPage(chart: Chart, typesetter = testTypesetter()): Promise<CanvasPage> {
  const { width, height } = { width: chart.width + 48, height: chart.height + 48 };
  return canvasPage(typesetter, readFace, width, height, (context) => chart.draw(context), [
    1,
    0,
    0,
    -1,
    24,
    height - 24,
  ]);
}

export function readFace(key: string): Uint8Array {
  const { bytes, load } = fonts.open(faceFile(key));
  load(0, bytes.length);
  return bytes;
}
