import type { ChartMarks, MarkPoint } from "../../chart/chart-marks.ts";
import { element, join, type Markup, nothing } from "../markup.ts";
import { richText, textLook } from "./chart-drawing.ts";
import { type ChartLook, labelSize } from "./chart-look.ts";
import { valueFormat } from "./value-format.ts";

/** A label with its place among the cells of its series. */
export interface PlacedLabel {
  readonly index: number;
  readonly point: MarkPoint;
}

/**
 * The labels of a series: its value where a format prints it as the report does, so that it follows the data; else the
 * words.
 */
export function writeLabels(marks: ChartMarks, labels: readonly PlacedLabel[], look: ChartLook): Markup {
  if (labels.length === 0) return nothing;
  return element("c:dLbls", {}, join(labels.map((label) => writeLabel(marks, label, look))), ...shows(false));
}

function writeLabel(marks: ChartMarks, { index, point }: PlacedLabel, look: ChartLook): Markup {
  const { lines, side, color, moved } = point.label!;
  const [only = "", more] = lines;
  const format = more === undefined && point.value !== null ? valueFormat(point.value, only, look.locale) : undefined;
  const position = positionOf(marks, point, side);
  return element(
    "c:dLbl",
    {},
    element("c:idx", { val: index }),
    moved === undefined
      ? nothing
      : element(
          "c:layout",
          {},
          element("c:manualLayout", {}, element("c:x", { val: 0 }), element("c:y", { val: moved })),
        ),
    format === undefined
      ? element("c:tx", {}, richText(lines, color, labelSize(look), look.locale.tag))
      : element("c:numFmt", { formatCode: format, sourceLinked: 0 }),
    element("c:spPr", {}, element("a:noFill", {}), element("a:ln", {}, element("a:noFill", {}))),
    textLook("c:txPr", color, labelSize(look), "none"),
    position === undefined ? nothing : element("c:dLblPos", { val: position }),
    ...shows(true),
  );
}

/** Where a label stands (ECMA-376-1, 21.2.3.10), among the places that its kind of chart has. */
function positionOf(
  { kind, stacked }: ChartMarks,
  { value }: MarkPoint,
  side: NonNullable<MarkPoint["label"]>["side"],
): string | undefined {
  switch (kind) {
    case "bar":
      if (stacked) return "ctr";
      return side === "inside" && Number(value) !== 0 ? "inEnd" : "outEnd";
    case "ring":
    case "area":
      return undefined;
    default:
      return { left: "l", right: "r", above: "t", below: "b", inside: "ctr" }[side];
  }
}

/** What labels show: their value, or nothing. In words of their own they show these. */
function shows(value: boolean): Markup[] {
  return [
    element("c:showLegendKey", { val: 0 }),
    element("c:showVal", { val: Number(value) }),
    ...["CatName", "SerName", "Percent", "BubbleSize"].map((name) => element(`c:show${name}`, { val: 0 })),
  ];
}

/** The title of an axis, or lines above the chart. */
export function writeTitle(words: string | readonly string[] | undefined, look: ChartLook): Markup {
  if (words === undefined) return nothing;
  return element(
    "c:title",
    {},
    element("c:tx", {}, richText([words].flat(), look.muted, labelSize(look), look.locale.tag)),
    element("c:overlay", { val: 0 }),
  );
}

/** The format of an axis. */
export function writeFormat(format: string): Markup {
  return element("c:numFmt", { formatCode: format, sourceLinked: 0 });
}
