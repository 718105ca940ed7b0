import type { ChartRequest } from "../../document/document.ts";
import { chartFailed, isFaultOfCode, vegaWords, withVegaErrors } from "../chart-failed.ts";
import type { ChartLogger } from "../chart-logger.ts";
import type { ChartSettings } from "../chart-settings.ts";
import type { ScenePlacement } from "./draw-scene.ts";
import { refusedUrl } from "../spec/fill-data.ts";
import { expressionRuntime } from "../dataflow/expression-runtime.ts";
import { fitWidth, outerHeight, outerWidth, settleFrame } from "./fit-width.ts";
import { nameOperator } from "../dataflow/name-operator.ts";
import type { Vega, VegaModules } from "../vega.ts";
import { giveInputs, type ChartInputs } from "../dataflow/chart-inputs.ts";
import { ownLocale, standInLocale } from "../dataflow/stand-in-locale.ts";
import { type Inputs, parseSpec } from "../dataflow/parse-spec.ts";
import { plotHeights } from "../spec/plot-heights.ts";
import type { PreparedSpec } from "../spec/prepare-spec.ts";
import { printView } from "../dataflow/print-view.ts";
import type { Mend } from "./mend-guides.ts";
import { mendedSpec, refineGuides } from "./refine-guides.ts";
import { noDataColour } from "../spec/settle-maps.ts";
import { releaseView } from "./release-view.ts";
import type { SceneMark } from "./scene.ts";
import {
  checkMarks,
  checkSize,
  largestSide,
  moreColours,
  warnOfCrowding,
  warnOfScale,
  type View,
} from "./judge-view.ts";
import { type Spec, specs } from "../spec.ts";
import type { TextMetrics } from "./text-metrics.ts";

/** The scene of a dataflow that has run, ready to draw. */
export interface Scene extends ScenePlacement {
  readonly root: SceneMark;
  /** 1, or less if the chart stays wider than the target. */
  readonly scale: number;
}

/** A function that Vega's types omit. */
interface RandomSource {
  setRandom(source: () => number): void;
  randomLCG(seed: number): () => number;
}

/** Vega's seeded generator, so that jitter and samples are the same in every render. */
const seed = 20_260_101;

/** A signal that a Vega-Lite timer sets once, so that a selection on a map finds the places drawn by then. */
const firstTick = "geo_interval_init_tick";

/** Each refinement may make room that calls for another: labels in lines that a narrower view must turn after all. */
const mostRefinements = 6;

/** What a run needs beside the spec. */
export interface RunInputs extends Inputs {
  readonly chart: ChartInputs;
}

/**
 * Runs a Vega spec's dataflow once and sizes it.
 *
 * @throws BroadsheetError `chart-failed` with Vega's message; `limit-exceeded` for too many marks
 */
export async function runSpec(
  modules: VegaModules,
  prepared: PreparedSpec,
  inputs: RunInputs,
  request: ChartRequest,
  settings: ChartSettings,
  logger: ChartLogger,
): Promise<Scene> {
  const { vega } = modules;
  const { setRandom, randomLCG } = vega as unknown as RandomSource;
  setRandom(randomLCG(seed));
  const runner = new SpecRunner(vega, prepared, inputs, request, settings, logger);
  return withVegaErrors(request.name, settings.where, "the spec fails", () => runner.run());
}

/** Runs one spec, as often as its guides need mending. */
class SpecRunner {
  readonly #vega: Vega;
  readonly #prepared: PreparedSpec;
  readonly #inputs: RunInputs;
  readonly #request: ChartRequest;
  readonly #settings: ChartSettings;
  readonly #logger: ChartLogger;
  /** Files that the settings refused. */
  readonly #refused: Error[] = [];

  constructor(
    vega: Vega,
    prepared: PreparedSpec,
    inputs: RunInputs,
    request: ChartRequest,
    settings: ChartSettings,
    logger: ChartLogger,
  ) {
    this.#vega = vega;
    this.#prepared = prepared;
    this.#inputs = inputs;
    this.#request = request;
    this.#settings = settings;
    this.#logger = logger;
  }

  async run(): Promise<Scene> {
    const { spec } = this.#prepared;
    const first = await this.#runOnce(spec);
    checkSize(first, this.#request, this.#settings);
    if (this.#settings.authored !== undefined) return authoredScene(first, this.#request, this.#settings);
    const { view, reached } = await this.#refine(first);
    for (const error of this.#logger.errors) throw error;
    const wanted = this.#settings.width;
    const scale = reached > wanted + 0.5 ? wanted / reached : 1;
    if (scale < 1) warnOfScale(reached, scale, this.#request, this.#settings);
    warnOfCrowding(view, spec, this.#request, this.#settings);
    return sceneOf(view, scale, reached);
  }

  async #runOnce(runnable: Spec): Promise<View> {
    const vega = this.#vega;
    const settings = this.#settings;
    // A view takes the default locale at its creation, and keeps it.
    standInLocale(vega, settings);
    const inputs = { ...this.#inputs, signals: this.#signals(runnable) };
    const runtime = parseSpec(vega, runnable, this.#prepared.config, inputs, settings.shelf);
    const view = new (printView(vega))(runtime, {
      renderer: "none",
      expr: expressionRuntime(runtime.expressions) as never,
      logger: this.#logger as never,
      loader: dataLoader(this.#request.name, settings, this.#refused) as never,
      ...ownLocale(runtime, settings),
    }) as unknown as View;
    giveInputs(view, this.#inputs.chart);
    await view.runAsync();
    view.tellEmptyExtents();
    if (specs(runnable["signals"]).some((signal) => signal["name"] === firstTick))
      await view.signal(firstTick, {}).runAsync();
    for (const error of [...this.#refused, ...this.#logger.errors])
      throw withCulprit(error, view, runnable, this.#request, settings);
    checkMarks(view.scenegraph().root, this.#request, settings);
    return view;
  }

  /** The signals given, and the heights that make the plots taller. */
  #signals(runnable: Spec): ReadonlyMap<string, unknown> {
    const { signals } = this.#inputs;
    const { stretch = 1 } = this.#settings;
    if (stretch === 1) return signals;
    const heights = [...plotHeights(runnable, this.#request, signals)];
    return new Map([...signals, ...heights.map(([name, height]) => [name, height * stretch] as const)]);
  }

  /** Mends the guides of a view, by running its spec anew, until nothing is left to mend. */
  async #refine(view: View): Promise<{ readonly view: View; readonly reached: number }> {
    const { spec } = this.#prepared;
    // Labels that will be broken or turned would squeeze a plot that is fitted before. Several views have no size before.
    const early = view.autosize().type !== "fit-x";
    let reached = early ? await this.#fit(view) : undefined;
    let mend: Mend = {};
    for (let round = 0; round < mostRefinements; round++) {
      const next = this.#nextMend(view, mend);
      if (next === undefined && reached !== undefined) break;
      if (next === undefined) {
        reached = await this.#fit(view);
        continue;
      }
      mend = next;
      releaseView(view, view.scenegraph().root);
      view = await this.#runOnce(mendedSpec(spec, mend));
      reached = early ? await this.#fit(view) : undefined;
    }
    return { view, reached: reached ?? (await this.#fit(view)) };
  }

  #nextMend(view: View, mend: Mend): Mend | undefined {
    const { spec } = this.#prepared;
    const { width, theme, locale } = this.#settings;
    const { textMetrics } = this.#vega as unknown as { readonly textMetrics: TextMetrics };
    return refineGuides({
      root: view.scenegraph().root,
      spec,
      mend,
      width,
      left: view.origin()[0],
      colours: moreColours(view, spec, theme),
      noData: { label: capitalized(locale.chart.noData), colour: noDataColour(theme) },
      measure: (style, text) => textMetrics.width(style, text),
    });
  }

  async #fit(view: View): Promise<number> {
    const { root } = view.scenegraph();
    if (view.autosize().type === "fit-x") await settleFrame(view, () => root.items[0]!.bounds);
    return fitWidth(view, this.#prepared.spec, this.#inputs.signals, this.#settings.width);
  }
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Vega's failure, with the part of the spec where it occurred. */
function withCulprit(
  error: unknown,
  { running }: View,
  spec: Spec,
  { name }: ChartRequest,
  { where }: ChartSettings,
): unknown {
  const culprit = running === undefined || !isFaultOfCode(error) ? undefined : nameOperator(running, spec);
  return culprit === undefined
    ? error
    : chartFailed(name, where, { message: `${culprit.words} fails: ${vegaWords(error)}`, seen: culprit.name }, error);
}

/** The scene at its own size, unless no PDF page is that large. */
function authoredScene(view: View, { name }: ChartRequest, { where, warn }: ChartSettings): Scene {
  const [width, height] = [outerWidth(view), outerHeight(view)];
  const scale = Math.min(1, largestSide / Math.max(width, height));
  if (scale < 1) {
    warn({
      code: "scaled-figure",
      message: `Chart "${name}" is ${Math.round(width)} × ${Math.round(height)} points and was made ${Math.round((1 - scale) * 100)}% smaller`,
      where: { ...where, name },
      seen: [Math.round(width), Math.round(height)],
      allowed: `at most ${largestSide} points, the largest page of a PDF`,
    });
  }
  return sceneOf(view, scale, width);
}

function sceneOf(view: View, scale: number, width: number): Scene {
  const { left, top, bottom } = view.padding();
  const [x, y] = view.origin();
  const { root } = view.scenegraph();
  // Vega leaves the height of a legend beside a fitted plot out of the chart's.
  const height = Math.max(outerHeight(view), Math.ceil(legendsEnd(root) + y + top + bottom));
  const scene: Scene = { root, scale, width, height, origin: [left + x, top + y], background: view.background() };
  releaseView(view, scene.root);
  return scene;
}

/** The lower end of the lowest legend, from the plot's top. */
function legendsEnd(root: SceneMark): number {
  const legends = root.items.flatMap(({ items = [] }) => items.filter(({ role }) => role === "legend"));
  return Math.max(0, ...legends.flatMap(({ items }) => items.map(({ bounds }) => bounds.y2)));
}

/**
 * Refuses files that the settings do not allow. Vega reports a failed load only as a warning, so errors are also kept
 * in `refused`.
 */
function dataLoader(name: string, { where, authored }: ChartSettings, refused: Error[]): object {
  const refuse = async (url: unknown): Promise<never> => {
    const error = refusedUrl(name, where, url, authored);
    refused.push(error);
    throw error;
  };
  const load = async (url: unknown): Promise<string> => {
    if (authored?.read === undefined || typeof url !== "string") return refuse(url);
    try {
      return new TextDecoder().decode(await authored.read(url));
    } catch (error) {
      refused.push(error as Error);
      throw error;
    }
  };
  return { options: {}, load, sanitize: refuse, http: refuse, file: refuse };
}
