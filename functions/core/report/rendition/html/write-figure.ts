import type { Chart } from "../../chart/chart.ts";
import type { Figure, Picture } from "../../document/document.ts";
import { element, join, type Markup, nothing, text } from "../markup.ts";
import { drawSvg, type SvgView } from "../svg/draw-svg.ts";
import { line, writeCaption, writeSource } from "./write-caption.ts";
import { type HtmlContext, ownId } from "./html-context.ts";
import { plainText } from "../../document/plain-text.ts";
import { printedLabel } from "../../layout/printed-label.ts";

/** Pixels of CSS for a point of a chart: labels of 8.5 points become 12.75 pixels high. */
const pixelsPerPoint = 1.5;
/** Pixels of CSS for a point of a picture, which keeps its size. */
const pixelsOfPoint = 96 / 72;

/**
 * A figure: caption, chart, source and note, and its data as a table that opens. It holds the chart wide and narrow;
 * the style sheet shows the one that its place has room for.
 */
export function writeFigure(context: HtmlContext, figure: Figure): Markup {
  const chart = context.charts.get(figure.id);
  if (chart === undefined) throw new TypeError(`the figure "${figure.id}" was never drawn`);
  return element(
    "figure",
    { id: figure.id, class: "figure" },
    writeCaption(context, figure, context.locale.words.figure),
    writeChart(context, figure, chart),
    writeSource(context, figure),
    writeData(context, figure, chart),
  );
}

function writeChart(context: HtmlContext, figure: Figure, chart: Chart): Markup {
  const narrow = context.narrow.get(figure.id);
  const drawn = (one: Chart, kind: string): Markup =>
    drawSvg(
      one,
      {
        measurer: context.measurer,
        language: context.locale.tag,
        prefix: ownId(context, `${kind}-${figure.id}`),
      },
      { class: kind, width: Math.round(one.width * pixelsPerPoint) },
    );
  if (narrow?.kind === "scrolled") {
    const name = nameOf(context, figure, chart);
    return element(
      "div",
      { class: "chart scroll", tabindex: 0, role: "group", "aria-label": name },
      drawn(chart, "whole"),
    );
  }
  if (narrow === undefined) return element("div", { class: "chart" }, drawn(chart, "only"));
  return element("div", { class: "chart" }, drawn(chart, "wide"), drawn(narrow.chart, "narrow"));
}

/** The data drawn, where it may be attached: as a table, which is opened on wish. */
function writeData(context: HtmlContext, figure: Figure, { data, name }: Chart): Markup {
  if (data === undefined || data.rows.length === 0) return nothing;
  const { words } = context.locale;
  const of = printedLabel(context, figure, words.figure) || plainText(figure.title) || name;
  const label = `${words.data}${words.colon}${of}`;
  const head = element("tr", {}, ...data.columns.map((column) => element("th", { scope: "col" }, text(column))));
  const rows = data.rows.map((row) =>
    element(
      "tr",
      {},
      ...row.map((cell) =>
        element("td", typeof cell === "number" ? { class: "number" } : {}, text(cell === null ? "" : String(cell))),
      ),
    ),
  );
  return element(
    "details",
    { class: "data" },
    element("summary", {}, text(label)),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": label },
      element("table", { "aria-label": label }, element("thead", {}, head), element("tbody", {}, join(rows))),
    ),
  );
}

function nameOf(context: HtmlContext, figure: Figure, { alt }: Chart): string {
  return printedLabel(context, figure, context.locale.words.figure) || alt;
}

/** An image: title and deck if it is a figure, the picture, its caption and source. */
export function writePicture(context: HtmlContext, picture: Picture): Markup {
  const drawing = context.charts.get(picture.id);
  if (drawing === undefined) throw new TypeError(`the image "${picture.id}" was never drawn`);
  const { width: asked, crop } = picture;
  const view = crop === undefined ? undefined : croppedView(drawing, crop);
  const width =
    asked === undefined
      ? Math.round((view ?? drawing).width * pixelsOfPoint)
      : "share" in asked
        ? `${Math.round(asked.share * 10_000) / 100}%`
        : Math.round(asked.points * pixelsOfPoint);
  const svg = drawSvg(
    drawing,
    { measurer: context.measurer, language: context.locale.tag, prefix: ownId(context, `picture-${picture.id}`) },
    { width },
    view,
  );
  return element(
    "figure",
    { id: picture.id, class: `picture ${picture.align ?? "left"}` },
    picture.alt === undefined ? nothing : writeCaption(context, picture, context.locale.words.figure),
    svg,
    line(context, "deck", picture.caption),
    writeSource(context, picture),
  );
}

/** The part of a picture that a crop leaves. */
function croppedView({ width, height }: Chart, { ratio, focus }: NonNullable<Picture["crop"]>): SvgView {
  const wide = Math.min(width, height * ratio);
  const high = wide / ratio;
  return {
    x: within(focus.x * width, wide, width),
    y: within(focus.y * height, high, height),
    width: wide,
    height: high,
  };
}

/** Where a part begins, about a middle and inside the whole. */
function within(middle: number, part: number, whole: number): number {
  return Math.min(whole - part, Math.max(0, middle - part / 2));
}
