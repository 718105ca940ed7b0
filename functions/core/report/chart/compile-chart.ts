import type { ChartRequest } from "../document/document.ts";
import { BroadsheetError } from "../../errors.ts";
import type { Warn } from "../../errors.ts";
import type { Tables } from "../query/table.ts";
import { alignEndLabels } from "./scene/labels/align-end-labels.ts";
import { alignHeaders } from "./scene/align-headers.ts";
import { breakGridlines } from "./scene/break-gridlines.ts";
import { clearNotes } from "./scene/labels/clear-notes.ts";
import type { Chart } from "./chart.ts";
import { chartFailed, vegaWords, withVegaErrors } from "./chart-failed.ts";
import { chartLogger, type ChartLogger } from "./chart-logger.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { checkColumnTypes } from "./check/check-column-types.ts";
import { checkFields } from "./check/check-fields.ts";
import { describeChart } from "./scene/describe-chart.ts";
import { drawScene } from "./scene/draw-scene.ts";
import { fixedLevels } from "./spec/fixed-levels.ts";
import { drawnData } from "./scene/drawn-data.ts";
import { explainFailure } from "./check/explain-failure.ts";
import { fillData } from "./spec/fill-data.ts";
import { loadVega } from "./load-vega.ts";
import { locateFound } from "./check/locate-found.ts";
import { placeOfWords } from "./check/place-of-words.ts";
import { readShapes } from "./geometry/read-shapes.ts";
import { plotHeights } from "./spec/plot-heights.ts";
import { prepareSpec } from "./spec/prepare-spec.ts";
import type { ChartInputs, UnmatchedRegions } from "./dataflow/chart-inputs.ts";
import { readMarks } from "./marks/read-marks.ts";
import { runSpec, type Scene } from "./scene/run-spec.ts";
import { plotHeight } from "./scene/plot-height.ts";
import { plotWidth } from "./scene/plot-width.ts";
import { printedSigns } from "./scene/printed-signs.ts";
import { sceneTexts } from "./scene/scene-texts.ts";
import { separateLabels } from "./scene/labels/separate-labels.ts";
import { settleColors } from "./scene/settle-colors.ts";
import { settleImages } from "./scene/settle-images.ts";
import { settleLinks } from "./scene/settle-links.ts";
import { settleText } from "./scene/settle-text.ts";
import { specChecks } from "./check/spec-checks.ts";
import type { Spec } from "./spec.ts";
import { signalValues } from "./spec/signal-values.ts";
import { measureTextWith, type TextMetrics } from "./scene/text-metrics.ts";
import type { Vega } from "./vega.ts";
import { warnOfNoise } from "./warn-of-noise.ts";
import { warnOfRegions } from "./check/warn-of-regions.ts";
import { writeCsv } from "./scene/write-csv.ts";

/** Charts run one at a time: Vega's text metrics, random source and locale are module variables. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Turns a chart request into a chart that is ready to draw:
 *
 *     spec ──► prepareSpec ──► fillData ──► checkFields ──► runSpec ──► Chart
 *              (Vega-Lite →     (rows of     (columns        (dataflow,
 *               Vega, theme)     queries)     there are)      width)
 *
 * The dataflow runs here, so that `draw` only walks the scenegraph. The outer width is `settings.width` if the chart
 * can be made to fit; a chart that stays wider is scaled down, with the warning `scaled-figure`.
 *
 * @throws BroadsheetError `chart-failed`: a spec that does not compile or run, an unknown query or
 *   field, a URL, an image; `limit-exceeded`: more marks than `settings.limits.marks`
 */
export function compileChart(request: ChartRequest, tables: Tables, settings: ChartSettings): Promise<Chart> {
  const chart = turn
    .then(() => compile(request, tables, settings))
    .catch(async (error: unknown) => {
      throw await explainFailure(await loadVega(), error, request, settings.where);
    });
  turn = chart.catch(() => undefined);
  return chart;
}

async function compile(request: ChartRequest, tables: Tables, settings: ChartSettings): Promise<Chart> {
  const modules = await loadVega();
  const { vega } = modules;
  const { name } = request;
  const logger = loggerFor(vega, request, tables, settings);
  for (const check of specChecks) check(vega, request, settings);
  const prepared = await withVegaErrors(name, settings.where, "the spec does not compile", () =>
    prepareSpec(modules, request, settings, logger),
  );
  const { spec } = prepared;
  const { rows, columns } = fillData(spec, request, tables, await readShapes(request), settings);
  checkColumns(vega, spec, columns, request, settings);
  const rewrite = settings.authored === undefined ? printedSigns(settings.locale) : (text: string): string => text;
  const metrics = measureTextWith(vega, settings.measurer, rewrite);
  const seen = watchChart(request, settings);
  const signals = signalValues(spec, { ...settings.parameters, ...request.params });
  const scene = await runSpec(modules, prepared, { rows, signals, chart: seen.inputs }, request, settings, logger);
  seen.tell();
  await settleScene(vega, scene, metrics.width, rewrite, request, settings);
  const drawn = drawnData(scene.root, new Map(prepared.fields));
  const noise = warnOfNoise(spec, drawn, settings, name);
  if (noise !== undefined) settings.warn(noise);
  return {
    name,
    width: scene.width * scene.scale,
    height: scene.height * scene.scale,
    alt: altOf(request, settings) ?? describeChart(spec, drawn, settings.locale),
    ...(settings.attach && drawn.columns.length > 0
      ? {
          csv: writeCsv(drawn),
          data: { columns: drawn.columns, rows: drawn.rows },
          marks: () => readMarks(scene.root, new Map(prepared.fields), fixedLevels(spec)),
        }
      : {}),
    plot: plotWidth(scene.root) * scene.scale,
    ...(plotHeights(spec, request, signals).size > 0 && { plots: plotHeight(scene.root) * scene.scale }),
    ...(settings.rows !== undefined && { texts: sceneTexts(scene.root, scene) }),
    draw(context) {
      // Vega cuts text that exceeds its limit while drawing, by measuring it.
      measureTextWith(vega, settings.measurer, rewrite);
      drawScaled(vega, scene, request, settings, context);
    },
  };
}

function loggerFor(vega: Vega, request: ChartRequest, tables: Tables, settings: ChartSettings): ChartLogger {
  const unreadable = checkColumnTypes(request, tables, settings);
  return chartLogger(request.name, settings, unreadable, (words) => placeOfWords(vega, request, words));
}

/** Checks that the fields of a spec are columns. Where Vega's own behaviour is wanted, faults become warnings. */
function checkColumns(
  vega: Vega,
  spec: Spec,
  columns: Parameters<typeof checkFields>[2],
  request: ChartRequest,
  settings: ChartSettings,
): void {
  const { where, warn, authored, shelf } = settings;
  checkFieldsAs(
    authored === undefined ? undefined : (warning) => warn(locateFound(vega, warning, request, where)),
    () => checkFields(vega, spec, columns, request, where, shelf),
  );
}

/** The inputs of a chart's dataflow, and what it told them. */
function watchChart(
  { name }: ChartRequest,
  { date, locale, measurer, authored, tellClock, warn, where }: ChartSettings,
): { readonly inputs: ChartInputs; tell(): void } {
  let asked = false;
  const unmatched = new Map<string, UnmatchedRegions>();
  return {
    inputs: {
      now: date === undefined ? undefined : Date.parse(date),
      tellClock: () => void (asked = true),
      outliner: measurer,
      locale,
      thin: authored === undefined,
      tellUnmatched:
        authored === undefined
          ? (regions) => void unmatched.set(JSON.stringify([regions.field, regions.values]), regions)
          : undefined,
    },
    tell() {
      if (asked) tellClock?.();
      for (const regions of unmatched.values()) warn(warnOfRegions(regions, name, where));
    },
  };
}

/** Settles what a scene leaves to those who draw it, so that drawing only walks it. */
async function settleScene(
  vega: Vega,
  scene: Scene,
  measure: TextMetrics["width"],
  rewrite: (text: string) => string,
  request: ChartRequest,
  settings: ChartSettings,
): Promise<void> {
  const { name } = request;
  const { where, warn } = settings;
  await settleImages(scene.root, request, settings);
  settleColors(scene, name, { where, warn: (problem) => warn(locateFound(vega, problem, request, where)) });
  settleText(scene.root, measure, rewrite, name, settings);
  settleLinks(scene.root, name, settings);
  if (settings.authored !== undefined) return;
  alignHeaders(scene.root);
  clearNotes(scene.root);
  alignEndLabels(scene.root, -scene.origin[0], scene.width - scene.origin[0]);
  for (const warning of separateLabels(scene.root, name, where)) warn(warning);
  breakGridlines(scene.root, settings.theme.rule);
}

/** The alternative text that the author gave; undefined, with a warning, if there is none. */
function altOf(request: ChartRequest, { alt, where, warn }: ChartSettings): string | undefined {
  const given = alt ?? descriptionOf(request);
  if (given === undefined)
    warn({
      code: "missing-alt",
      message: `Chart "${request.name}" has no alternative text; one was composed from its axes and data`,
      where: { ...where, name: request.name },
      hint: `say what the chart shows: ::chart{alt="..."}`,
    });
  return given;
}

function drawScaled(
  vega: Vega,
  scene: Scene,
  { name }: ChartRequest,
  { where }: ChartSettings,
  context: Parameters<Chart["draw"]>[0],
): void {
  context.save();
  context.scale(scene.scale, scene.scale);
  try {
    drawScene(vega, scene.root, scene, context);
  } catch (error) {
    throw chartFailed(name, where, { message: `the chart cannot be drawn: ${vegaWords(error)}` }, error);
  }
  context.restore();
}

/** Turns errors about unknown fields into warnings where Vega's own behaviour is wanted. */
function checkFieldsAs(warn: Warn | undefined, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (warn === undefined || !(error instanceof BroadsheetError)) throw error;
    for (const problem of error.problems) warn({ ...problem, code: "chart-warning" });
  }
}

function descriptionOf({ spec }: ChartRequest): string | undefined {
  const description = spec["description"];
  return typeof description === "string" && description.trim() !== "" ? description : undefined;
}
