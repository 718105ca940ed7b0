import type { Theme } from "../../template/theme.ts";
import type { Spec } from "../spec.ts";

/** The font family of labels, as the canvas spells it. */
const sans = "Inter";

/**
 * The house style as a Vega-Lite config: light gridlines for measures and none for categories, no
 * frame, quiet titles, legends above the plot, one accent. A spec's own config overrides it.
 *
 * @param width outer width of the chart, points: the default height follows from it
 */
export function vegaLiteConfig(theme: Theme, width: number, faceted: boolean): Spec {
  const height = Math.round(Math.min(240, Math.max(120, width * 0.45)));
  return {
    ...sharedConfig(theme, width),
    font: sans,
    aria: false,
    view: {
      stroke: null,
      fill: null,
      continuousWidth: 200,
      continuousHeight: height,
      discreteWidth: 200,
      discreteHeight: { step: 19 },
    },
    ...axes(theme, width, faceted),
    scale: { barBandPaddingInner: 0.25, tickBandPaddingInner: 0.25, rectBandPaddingInner: 0 },
    header: {
      title: null,
      labelFont: sans,
      labelFontSize: theme.sizes.label,
      labelFontWeight: 600,
      labelColor: theme.ink,
      labelAnchor: "start",
      labelPadding: 6,
      titleFont: sans,
      titleFontSize: theme.sizes.label,
      titleColor: theme.muted,
    },
    mark: { color: theme.accent },
    line: { strokeWidth: 1.75, strokeCap: "round", strokeJoin: "round" },
    area: { opacity: 1, line: false },
    point: { filled: true, size: 36, opacity: 1 },
    circle: { size: 36, opacity: 1 },
    square: { size: 36, opacity: 1 },
    tick: { thickness: 1.5 },
    bar: { continuousBandSize: 8 },
    rule: { color: theme.ink, strokeWidth: 0.75 },
    trail: { color: theme.accent },
    text: { font: sans, fontSize: theme.sizes.label, color: theme.ink },
    arc: { stroke: theme.paper, strokeWidth: 1 },
    geoshape: { stroke: theme.paper, strokeWidth: 0.4 },
    boxplot: {
      size: 16,
      median: { color: theme.paper },
      rule: { strokeWidth: 1 },
      ticks: false,
      outliers: { size: 14, filled: true },
    },
    errorbar: { ticks: false },
    errorband: { opacity: 0.2 },
  };
}

/** The house style as a Vega config, for Vega specs. */
export function vegaConfig(theme: Theme, width: number): Spec {
  const fill = { fill: theme.accent };
  const stroke = { stroke: theme.accent, strokeWidth: 1.75 };
  return {
    ...sharedConfig(theme, width),
    ...axes(theme, width, true),
    arc: fill,
    area: fill,
    rect: fill,
    shape: fill,
    symbol: { ...fill, size: 36 },
    line: { ...stroke, strokeCap: "round", strokeJoin: "round" },
    path: { stroke: theme.accent },
    rule: { stroke: theme.ink, strokeWidth: 0.75 },
    trail: fill,
    text: { font: sans, fontSize: theme.sizes.label, fill: theme.ink },
    style: {
      "guide-label": { font: sans, fontSize: theme.sizes.label, fill: theme.muted },
      "guide-title": { font: sans, fontSize: theme.sizes.label, fontWeight: "normal", fill: theme.muted },
      "group-title": { font: sans, fontSize: theme.sizes.body, fontWeight: 600, fill: theme.ink },
    },
  };
}

function sharedConfig(theme: Theme, width: number): Spec {
  const { label, body } = theme.sizes;
  return {
    background: null,
    padding: 0,
    legend: {
      orient: "top",
      offset: 10,
      padding: 0,
      titlePadding: 4,
      rowPadding: 3,
      columnPadding: 12,
      symbolSize: 56,
      labelFont: sans,
      labelFontSize: label,
      labelColor: theme.ink,
      labelLimit: Math.round(width - 24),
      titleFont: sans,
      titleFontSize: label,
      titleFontWeight: "normal",
      titleColor: theme.muted,
      titleLimit: width,
      gradientThickness: 8,
      gradientLength: 120,
      gradientStrokeColor: null,
      gradientStrokeWidth: 0,
    },
    title: {
      anchor: "start",
      frame: "bounds",
      font: sans,
      fontSize: body,
      fontWeight: 600,
      color: theme.ink,
      offset: 8,
      subtitleFont: sans,
      subtitleFontSize: label,
      subtitleColor: theme.muted,
      limit: width,
    },
    range: {
      category: theme.palette,
      ordinal: { scheme: theme.sequential },
      heatmap: { scheme: theme.sequential },
      ramp: { scheme: theme.sequential },
      diverging: { scheme: theme.diverging },
    },
  };
}

/**
 * @param turned for facets, whose headers are above the plot and whose axes adjoin: y titles run along their axis, and
 *   the outer labels of x stay inside. Otherwise titles are above, where they are read at once
 */
function axes(theme: Theme, width: number, turned: boolean): Spec {
  const { label } = theme.sizes;
  const above = { titleAngle: 0, titleAnchor: "end", titleBaseline: "bottom", titleY: -8 };
  const measure = { grid: true, domain: false, ticks: false, tickCount: 5 };
  const category = { grid: false, ticks: false, domain: true };
  // A tick every 70 points: with more, a time axis of a few years prints every other July.
  const time = {
    grid: false,
    ticks: true,
    domain: true,
    tickCount: Math.max(3, Math.round(width / 70)),
    labelFlush: turned,
  };
  return {
    axis: {
      domainColor: theme.muted,
      domainWidth: 0.75,
      tickColor: theme.muted,
      tickWidth: 0.5,
      tickSize: 4,
      gridColor: theme.rule,
      gridWidth: 0.5,
      labelFont: sans,
      labelFontSize: label,
      labelColor: theme.muted,
      labelPadding: 5,
      labelSeparation: 5,
      titleFont: sans,
      titleFontSize: label,
      titleFontWeight: "normal",
      titleColor: theme.muted,
      titlePadding: 8,
      labelLimit: 0,
      titleLimit: 0,
    },
    ...(!turned && {
      axisLeft: { ...above, titleAlign: "left", titleX: 0 },
      axisRight: { ...above, titleAlign: "right", titleX: 0 },
    }),
    axisXQuantitative: { ...measure, tickCount: 6, labelFlush: turned },
    axisYQuantitative: measure,
    axisXTemporal: time,
    axisYTemporal: time,
    axisXDiscrete: { ...category, labelAngle: 0 },
    axisYDiscrete: category,
  };
}
