import type { ChartRequest } from "../../document/document.ts";
import { applyConventions } from "./apply-conventions.ts";
import type { ChartLogger } from "../chart-logger.ts";
import type { ChartSettings } from "../chart-settings.ts";
import { vegaConfig, vegaLiteConfig } from "./chart-theme.ts";
import { compileSpec } from "./compile-spec.ts";
import type { VegaModules } from "../vega.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import { legendSide } from "./legend-side.ts";
import { dropMissingCategories, noDataColour, settleMaps } from "./settle-maps.ts";
import { settleRanges } from "./settle-ranges.ts";
import { settleScales } from "./settle-scales.ts";
import { settleTimeBars } from "./settle-time-bars.ts";
import { settlePointRadii } from "./settle-point-radii.ts";

export interface BuiltSpec {
  /** Vega, without data and parameters. */
  readonly spec: Spec;
  /** Vega config; Vega-Lite's is in the spec already. */
  readonly config: Spec | undefined;
}

/**
 * Turns a chart request's spec into Vega: Vega-Lite is compiled in the house style, with its outer width if possible
 * (single and layered views); Vega keeps everything but its width. A chart drawn as authored is only compiled.
 *
 * @throws whatever Vega-Lite throws
 */
export function buildSpec(
  modules: VegaModules,
  { dialect, spec }: ChartRequest,
  settings: Pick<ChartSettings, "authored" | "theme" | "width">,
  logger: ChartLogger,
): BuiltSpec {
  const { authored, theme, width } = settings;
  if (dialect === "vega-lite") {
    const compiled =
      authored === undefined
        ? compileInStyle(modules, spec, settings, logger)
        : compileSpec(modules, spec, authored.config, logger);
    return { spec: settle(compiled), config: undefined };
  }
  // The request's own spec stays unchanged.
  const own = structuredClone(spec);
  return authored === undefined
    ? { spec: settle(widenVega(own, width)), config: vegaConfig(theme, width) }
    : { spec: settle(own), config: authored.config === undefined ? undefined : settleRanges(authored.config) };
}

function settle(spec: Spec): Spec {
  return settleRanges(settlePointRadii(applyConventions(spec)));
}

function compileInStyle(
  modules: VegaModules,
  authored: Spec,
  settings: Pick<ChartSettings, "theme" | "width">,
  logger: ChartLogger,
): Spec {
  const { $schema: _schema, autosize: _autosize, ...spec } = authored;
  const single =
    ["facet", "repeat", "concat", "hconcat", "vconcat"].every((operator) => spec[operator] === undefined) &&
    !hasFacets(spec);
  const fits = single && !isSpec(spec["width"]);
  const sized = fits ? { ...spec, width: settings.width } : freeWidths(spec);
  const config = vegaLiteConfig(settings.theme, settings.width, spec["facet"] !== undefined || hasFacets(spec));
  const noData = noDataColour(settings.theme);
  const drawn = settleTimeBars(settleMaps(modules.vega, sized, noData));
  const compiled = dropMissingCategories(compileSpec(modules, drawn, config, logger), noData);
  // Set in Vega, not Vega-Lite, which would warn of every chart whose height comes from its categories.
  const cleared = settleScales(clearTitles(compiled, legendSide(compiled)));
  return fits ? { ...cleared, autosize: { type: "fit-x", contains: "padding" } } : cleared;
}

/** Nested views have no container to fill; their widths are fitted together. */
function freeWidths(spec: Spec): Spec {
  const { width, ...rest } = spec;
  const freed: Record<string, unknown> = width === undefined || width === "container" ? rest : { ...rest, width };
  if (isSpec(spec["spec"])) freed["spec"] = freeWidths(spec["spec"]);
  for (const operator of ["concat", "hconcat", "vconcat"]) {
    if (Array.isArray(spec[operator])) freed[operator] = specs(spec[operator]).map(freeWidths);
  }
  return freed;
}

/**
 * Vega sets a top legend close to the plot; it must leave the line of the y title free.
 *
 * @param side of legends that name none
 */
function clearTitles(group: Spec, side: unknown): Spec {
  const titled = specs(group["axes"]).some(
    ({ orient, title }) => (orient === "left" || orient === "right") && Boolean(title),
  );
  const marks = Array.isArray(group["marks"])
    ? { marks: specs(group["marks"]).map((mark) => (mark["type"] === "group" ? clearTitles(mark, side) : mark)) }
    : {};
  if (!titled) return { ...group, ...marks };
  const legends = specs(group["legends"]).map((legend) =>
    (legend["orient"] ?? side) === "top" ? { offset: 26, ...legend } : legend,
  );
  return { ...group, ...marks, ...(legends.length > 0 ? { legends } : {}) };
}

function hasFacets(spec: Spec): boolean {
  const encoding = isSpec(spec["encoding"]) ? spec["encoding"] : {};
  return ["row", "column", "facet"].some((channel) => encoding[channel] !== undefined);
}

/** Vega fits a spec without its own layout; one with a layout or a computed width is measured later. */
function widenVega(spec: Spec, width: number): Spec {
  const computed = specs(spec["signals"]).some((signal) => signal["name"] === "width");
  if (computed || isSpec(spec["width"]) || spec["layout"] !== undefined || spec["autosize"] !== undefined) return spec;
  return { padding: 0, ...spec, width, autosize: { type: "fit-x", contains: "padding" } };
}
