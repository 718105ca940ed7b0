import type { ChartRequest } from "../document/document.ts";
import { BroadsheetError } from "../../errors.ts";
import type { Warn } from "../../errors.ts";
import type { Tables } from "../query/table.ts";
import { alignEndLabels } from "./scene/align-end-labels.ts";
import { alignHeaders } from "./scene/align-headers.ts";
import { breakGridlines } from "./scene/break-gridlines.ts";
import type { Chart } from "./chart.ts";
import { chartFailed, vegaWords, withVegaErrors } from "./chart-failed.ts";
import { chartLogger } from "./chart-logger.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { checkColumnTypes } from "./check/check-column-types.ts";
import { checkFields } from "./check/check-fields.ts";
import { checkSizes } from "./check/check-sizes.ts";
import { describeChart } from "./scene/describe-chart.ts";
import { drawScene } from "./scene/draw-scene.ts";
import { drawnData } from "./scene/drawn-data.ts";
import { explainFailure } from "./check/explain-failure.ts";
import { standingClock } from "./dataflow/expression-functions.ts";
import { fillData, refuseUrls } from "./spec/fill-data.ts";
import { loadVega } from "./load-vega.ts";
import { locateFound } from "./check/locate-found.ts";
import { placeOfWords } from "./check/place-of-words.ts";
import { readShapes } from "./geometry/read-shapes.ts";
import { prepareSpec } from "./spec/prepare-spec.ts";
import { standingLookups, type UnmatchedRegions } from "./dataflow/register-lookups.ts";
import { standingShapes } from "./dataflow/register-shapes.ts";
import { standingOutliner } from "./dataflow/register-placement.ts";
import { requireReferences } from "./check/require-references.ts";
import { runSpec } from "./scene/run-spec.ts";
import { printedSigns } from "./scene/printed-signs.ts";
import { separateLabels } from "./scene/separate-labels.ts";
import { settleColors } from "./scene/settle-colors.ts";
import { settleImages } from "./scene/settle-images.ts";
import { settleLinks } from "./scene/settle-links.ts";
import { settleText } from "./scene/settle-text.ts";
import { signalValues } from "./spec/signal-values.ts";
import { measureTextWith } from "./scene/text-metrics.ts";
import { warnOfRegions } from "./check/warn-of-regions.ts";
import { writeCsv } from "./scene/write-csv.ts";

/** Charts run one at a time: Vega's text metrics and random source are module variables. */
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
  const { name } = request;
  const { where, warn } = settings;
  const modules = await loadVega();
  const { vega } = modules;
  const { authored } = settings;
  const unreadable = checkColumnTypes(request, tables, settings);
  const logger = chartLogger(name, settings, unreadable, (words) => placeOfWords(vega, request, words));
  checkSizes(request, where);
  if (authored?.read === undefined) refuseUrls(request, settings);
  requireReferences(vega, request, settings);

  const prepared = await withVegaErrors(name, where, "the spec does not compile", () =>
    prepareSpec(modules, request, settings, logger),
  );
  const { spec } = prepared;
  const { rows, columns } = fillData(spec, request, tables, await readShapes(request), settings);
  checkFieldsAs(
    authored === undefined ? undefined : (warning) => warn(locateFound(vega, warning, request, where)),
    () => checkFields(vega, spec, columns, request, where, settings.shelf),
  );

  standingClock.now = settings.date === undefined ? undefined : Date.parse(settings.date);
  standingClock.asked = false;
  standingOutliner.current = settings.measurer;
  const unmatched = new Map<string, UnmatchedRegions>();
  standingLookups.found =
    authored === undefined
      ? (regions) => void unmatched.set(JSON.stringify([regions.field, regions.values]), regions)
      : undefined;
  standingShapes.thin = authored === undefined;
  const rewrite = authored === undefined ? printedSigns(settings.locale) : (text: string): string => text;
  const { width: measure } = measureTextWith(vega, settings.measurer, rewrite);
  const scene = await runSpec(
    modules,
    prepared,
    { rows, signals: signalValues(spec, { ...settings.parameters, ...request.params }) },
    request,
    settings,
    logger,
  );
  if (standingClock.asked) settings.tellClock?.();
  for (const regions of unmatched.values()) warn(warnOfRegions(regions, name, where));
  await settleImages(scene.root, request, settings);
  settleColors(scene, name, { where, warn: (problem) => warn(locateFound(vega, problem, request, where)) });
  settleText(scene.root, measure, rewrite, name, settings);
  settleLinks(scene.root, name, settings);
  if (authored === undefined) {
    alignHeaders(scene.root);
    alignEndLabels(scene.root, -scene.origin[0], scene.width - scene.origin[0]);
    for (const warning of separateLabels(scene.root, name, where)) warn(warning);
    breakGridlines(scene.root, settings.theme.rule);
  }

  const drawn = drawnData(scene.root, new Map(prepared.fields));
  const alt = settings.alt ?? descriptionOf(request);
  if (alt === undefined) {
    warn({
      code: "missing-alt",
      message: `Chart "${name}" has no alternative text; one was composed from its axes and data`,
      where: { ...where, name },
      hint: `say what the chart shows: ::chart{alt="..."}`,
    });
  }
  return {
    name,
    width: scene.width * scene.scale,
    height: scene.height * scene.scale,
    alt: alt ?? describeChart(spec, drawn, settings.locale),
    ...(settings.attach && drawn.columns.length > 0 ? { csv: writeCsv(drawn) } : {}),
    draw(context) {
      // Vega cuts text that exceeds its limit while drawing, by measuring it.
      measureTextWith(vega, settings.measurer, rewrite);
      context.save();
      context.scale(scene.scale, scene.scale);
      try {
        drawScene(vega, scene.root, scene, context);
      } catch (error) {
        throw chartFailed(name, where, { message: `the chart cannot be drawn: ${vegaWords(error)}` }, error);
      }
      context.restore();
    },
  };
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
