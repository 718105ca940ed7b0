import { element, join, type Markup, nothing } from "../markup.ts";
import { stroke, textLook } from "./chart-drawing.ts";
import { writeFormat, writeTitle } from "./chart-labels.ts";
import { type ChartLook, labelSize } from "./chart-look.ts";
import type { OfficeAxis } from "./office-axis.ts";
import type { OfficeChart } from "./office-chart.ts";

/** The numbers of the two axes, by which charts refer to them. */
export const axisIds = [111_111_111, 222_222_222] as const;

/** Width of an axis and of a line across the plot, points. */
const [axisWidth, gridWidth] = [0.75, 0.5];

/** The axis of places and that of values, in the order that Office writes. */
export function writeAxes(chart: OfficeChart, look: ChartLook): Markup {
  const { marks, values } = chart;
  if (values === undefined) return nothing;
  return join([writePlaces(chart, look), writeValues(chart, values, look, marks.values!.title)]);
}

function writePlaces({ marks, places: axis }: OfficeChart, look: ChartLook): Markup {
  const { places, across, kind } = marks;
  const at = across ? "l" : "b";
  if (places.kind === "names")
    return element(
      "c:catAx",
      {},
      // Bars are drawn from the bottom; the report's first one is at the top.
      ...opening(0, { reversed: across }, !places.shown, at),
      writeTitle(places.title, look),
      ...looks("General", places.shown, look),
      ...crossing(1, kind === "bar" || marks.values!.domain[0] <= 0 ? "autoZero" : "min"),
      element("c:auto", { val: 0 }),
      element("c:lblAlgn", { val: "ctr" }),
      element("c:lblOffset", { val: 100 }),
      element("c:noMultiLvlLbl", { val: 1 }),
    );
  const { min, max, labels } = axis!;
  const shared = [
    ...opening(0, { min, max }, labels === undefined, at),
    places.grid ? gridLines(look) : nothing,
    writeTitle(places.title, look),
    ...looks(labels?.format ?? "General", labels !== undefined, look),
    ...crossing(1, "min"),
  ];
  if (places.kind === "numbers")
    return element(
      "c:valAx",
      {},
      ...shared,
      element("c:crossBetween", { val: "midCat" }),
      labels === undefined ? nothing : element("c:majorUnit", { val: labels.step }),
    );
  return element(
    "c:dateAx",
    {},
    ...shared,
    element("c:auto", { val: 0 }),
    element("c:lblOffset", { val: 100 }),
    element("c:baseTimeUnit", { val: "days" }),
    labels === undefined ? nothing : element("c:majorUnit", { val: labels.step }),
    labels === undefined ? nothing : element("c:majorTimeUnit", { val: labels.unit ?? "days" }),
  );
}

function writeValues(
  { marks }: OfficeChart,
  { min, max, labels }: OfficeAxis,
  look: ChartLook,
  title: string | undefined,
): Markup {
  const { across, kind, places, values } = marks;
  return element(
    "c:valAx",
    {},
    ...opening(1, { min, max }, labels === undefined, across ? "b" : "l"),
    values!.grid ? gridLines(look) : nothing,
    writeTitle(title, look),
    ...looks(labels?.format ?? "General", labels !== undefined, look, across ? "nextTo" : "low", 0),
    // The places of bars run downwards, and the values stand below them.
    ...crossing(0, across ? "max" : places.kind === "names" ? "autoZero" : "min"),
    element("c:crossBetween", {
      val: kind === "bar" ? "between" : kind === "line" && places.kind === "names" ? "between" : "midCat",
    }),
    labels === undefined ? nothing : element("c:majorUnit", { val: labels.step }),
  );
}

/** What every axis begins with. */
function opening(
  own: 0 | 1,
  { min, max, reversed = false }: { readonly min?: number; readonly max?: number; readonly reversed?: boolean },
  deleted: boolean,
  at: "l" | "b",
): Markup[] {
  return [
    element("c:axId", { val: axisIds[own] }),
    element(
      "c:scaling",
      {},
      element("c:orientation", { val: reversed ? "maxMin" : "minMax" }),
      max === undefined ? nothing : element("c:max", { val: max }),
      min === undefined ? nothing : element("c:min", { val: min }),
    ),
    element("c:delete", { val: Number(deleted) }),
    element("c:axPos", { val: at }),
  ];
}

function gridLines({ rule }: ChartLook): Markup {
  return element("c:majorGridlines", {}, element("c:spPr", {}, stroke(rule, gridWidth)));
}

/** @param width of its line, points */
function looks(
  format: string,
  shown: boolean,
  look: ChartLook,
  // Beside the plot, also where bars reach below zero.
  place: "low" | "nextTo" = "low",
  width = axisWidth,
): Markup[] {
  return [
    writeFormat(format),
    element("c:majorTickMark", { val: "none" }),
    element("c:minorTickMark", { val: "none" }),
    element("c:tickLblPos", { val: shown ? place : "none" }),
    element("c:spPr", {}, stroke(look.rule, width)),
    textLook("c:txPr", look.muted, labelSize(look)),
  ];
}

function crossing(other: 0 | 1, where: "autoZero" | "min" | "max"): Markup[] {
  return [element("c:crossAx", { val: axisIds[other] }), element("c:crosses", { val: where })];
}
