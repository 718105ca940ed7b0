import { type LabelStyle, wrappingExpression } from "../dataflow/register-wrapping.ts";
import { legendSide } from "../spec/legend-side.ts";
import { type Spec, isSpec, specs } from "../spec.ts";
import { addNoDataKey, type NoDataKey } from "./no-data-key.ts";

/** Corrections to a chart's axes, legends, headers and colours. */
export interface Mend {
  /** Labels below or above the plot are broken into lines. */
  readonly wrap?: LabelStyle | undefined;
  /** Otherwise they are turned, degrees. */
  readonly slant?: number | undefined;
  /** Labels beside the plot are broken into at most so many lines of this width, points. */
  readonly side?: { readonly style: LabelStyle; readonly width: number; readonly lines: number } | undefined;
  /** Number of ticks of time axes. */
  readonly tickCount?: number | undefined;
  /** Entries per row in legends above or below the plot. */
  readonly columns?: number | undefined;
  /** The same for those beside it. */
  readonly sideColumns?: number | undefined;
  /** Headers of small multiples are broken into lines. */
  readonly headers?: LabelStyle | undefined;
  /** Scales of more categories than the theme's palette has colours, and the colours they get. */
  readonly colours?: { readonly scales: readonly string[]; readonly range: readonly string[] } | undefined;
  readonly key?: NoDataKey | undefined;
}

/** Distance between the lines of a label, as a multiple of its size. */
const lineHeight = 1.15;
/** Gap between labels side by side, points. */
export const labelGap = 4;
/** Height of a row in the house style, points, which grows with its label; one that the author chose stays. */
export const houseStep = 19;

/** Height of a row whose label has some lines, points. */
export function stepFor({ fontSize }: LabelStyle, lines: number): number {
  return Math.ceil(lines * lineHeight * fontSize + 5);
}

/** A Vega spec with corrections applied. */
export function mendGuides(spec: Spec, mend: Mend): Spec {
  const types = new Map<string, unknown>();
  const survey = (group: Spec): void => {
    for (const { name, type } of specs(group["scales"])) types.set(String(name), type);
    for (const mark of specs(group["marks"])) survey(mark);
  };
  survey(spec);
  const side = legendSide(spec);
  const apply = (group: Spec): Spec => ({
    ...group,
    ...(Array.isArray(group["scales"]) && mend.colours !== undefined
      ? { scales: specs(group["scales"]).map((scale) => mendScale(scale, mend)) }
      : {}),
    ...(Array.isArray(group["signals"]) && mend.side !== undefined
      ? { signals: specs(group["signals"]).map((signal) => mendStep(signal, mend)) }
      : {}),
    ...(Array.isArray(group["axes"])
      ? { axes: specs(group["axes"]).map((axis) => mendAxis(axis, types.get(String(axis["scale"])), mend)) }
      : {}),
    ...(Array.isArray(group["legends"])
      ? { legends: specs(group["legends"]).map((legend) => mendLegend(legend, side, mend)) }
      : {}),
    ...(isSpec(group["title"]) && mend.headers !== undefined && group !== spec
      ? { title: mendHeader(group["title"], group, mend.headers) }
      : {}),
    ...(Array.isArray(group["marks"])
      ? { marks: specs(group["marks"]).map((mark) => (mark["type"] === "group" ? apply(mark) : mark)) }
      : {}),
  });
  const mended = apply(spec);
  return mend.key === undefined ? mended : addNoDataKey(mended, mend.key);
}

function mendScale(scale: Spec, { colours }: Mend): Spec {
  return colours?.scales.includes(String(scale["name"])) === true ? { ...scale, range: [...colours.range] } : scale;
}

function mendStep(signal: Spec, { side }: Mend): Spec {
  if (side === undefined || signal["value"] !== houseStep || !/(?:^|_)y_step$/.test(String(signal["name"])))
    return signal;
  return { ...signal, value: Math.max(houseStep, stepFor(side.style, side.lines)) };
}

function mendAxis(axis: Spec, type: unknown, { wrap, slant, side, tickCount }: Mend): Spec {
  const { orient, scale } = axis;
  const discrete = type === "band" || type === "point";
  if (orient === "left" || orient === "right") {
    return !discrete || side === undefined ? axis : withLines(axis, side.style, String(side.width), "-0.5");
  }
  if (type === "utc" && tickCount !== undefined) return { ...axis, tickCount };
  if (!discrete) return axis;
  if (slant !== undefined)
    return { ...axis, labelAngle: slant, labelAlign: orient === "bottom" ? "right" : "left", labelBaseline: "middle" };
  if (wrap === undefined) return axis;
  const name = JSON.stringify(scale);
  return withLines(
    axis,
    wrap,
    `abs(span(range(${name}))) / max(1, length(domain(${name}))) - ${labelGap}`,
    orient === "top" ? "-1" : "0",
  );
}

/**
 * An axis whose labels are broken into lines. @param shift how far a label of several lines moves down, as a part of
 * its further lines' height
 */
function withLines(axis: Spec, style: LabelStyle, width: string, shift: string): Spec {
  const encode = isSpec(axis["encode"]) ? axis["encode"] : {};
  const labels = isSpec(encode["labels"]) ? encode["labels"] : {};
  const update = isSpec(labels["update"]) ? labels["update"] : {};
  const text =
    isSpec(update["text"]) && typeof update["text"]["signal"] === "string" ? update["text"]["signal"] : "datum.label";
  const lines = wrappingExpression(text, width, style);
  const height = style.fontSize * lineHeight;
  return {
    ...axis,
    labelLineHeight: height,
    encode: {
      ...encode,
      labels: {
        ...labels,
        update: {
          ...update,
          text: { signal: lines },
          ...(shift !== "0" && {
            dy: { signal: `isArray(${lines}) ? ${shift} * ${height} * (length(${lines}) - 1) : 0` },
          }),
        },
      },
    },
  };
}

function mendLegend(legend: Spec, side: unknown, { columns, sideColumns }: Mend): Spec {
  if (legend["type"] === "gradient") return legend;
  const orient = legend["orient"] ?? side;
  const wanted = orient === "left" || orient === "right" ? sideColumns : columns;
  return wanted === undefined ? legend : { columns: wanted, ...legend };
}

/** A header broken to the width of its view, or to its height where it stands beside it. */
function mendHeader(title: Spec, group: Spec, style: LabelStyle): Spec {
  const { text, orient } = title;
  const encode = isSpec(group["encode"]) && isSpec(group["encode"]["update"]) ? group["encode"]["update"] : {};
  const size = encode[orient === "left" || orient === "right" ? "height" : "width"];
  const room = !isSpec(size)
    ? undefined
    : typeof size["signal"] === "string"
      ? size["signal"]
      : typeof size["value"] === "number"
        ? String(size["value"])
        : undefined;
  const words =
    typeof text === "string"
      ? JSON.stringify(text)
      : isSpec(text) && typeof text["signal"] === "string"
        ? text["signal"]
        : undefined;
  if (room === undefined || words === undefined) return title;
  return {
    ...title,
    text: { signal: wrappingExpression(words, room, style) },
    lineHeight: style.fontSize * lineHeight,
  };
}
