import type { Picture } from "../../document/document.ts";
import { BroadsheetError } from "../../../errors.ts";
import { asideOf } from "../aside-of.ts";
import { floatMaterial } from "../float-material.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { pictureBox } from "../picture-box.ts";
import { slice, type Material, type Slice } from "../slice.ts";
import { stackHeight, stackSlices } from "../stack-slices.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import { setCaption, setSource } from "./set-caption.ts";

/** Space between a caption and the picture, points. */
const gap = 6;
/** Minimum width of a caption under a small picture, points. */
const leastCaption = 130;
/** Largest share of the page's height for a picture without a stated width. */
const tallest = 0.6;

/**
 * An image: title and deck if it is a figure, the picture, its caption and source, always on one page. A picture larger
 * than its space is scaled down; if its width was stated, with the warning `scaled-figure`.
 *
 * @throws BroadsheetError `chart-failed` if the picture was never drawn
 */
export function setPicture(context: LayoutContext, picture: Picture, area: Area): Material {
  const drawing = context.charts.get(picture.id);
  if (drawing === undefined) {
    throw new BroadsheetError("chart-failed", {
      code: "missing-chart",
      message: `There is no drawing for the image "${picture.id}"`,
      where: picture.where,
    });
  }
  const { theme, structure, locale } = context;
  const { alt, crop, width: asked } = picture;
  const element = alt === undefined ? undefined : structure.add("Figure", area.parent, { alt });
  const head = element === undefined ? [] : setCaption(context, picture, locale.words.figure, area, element);
  const ratio = crop?.ratio ?? drawing.width / drawing.height;
  const natural = crop === undefined ? drawing.width : Math.min(drawing.width, drawing.height * ratio);
  const wanted =
    asked === undefined ? Math.min(area.width, natural) : "share" in asked ? area.width * asked.share : asked.points;
  /** The lines below it under a picture of some width: for a small one they are wider, and aligned as it is. */
  const belowAt = (width: number, on: LayoutContext): Slice[] => {
    const span = Math.min(area.width, Math.max(width, leastCaption));
    const beneath = { ...area, left: area.left + shiftOf(picture, area.width - span), width: span };
    const align = span > width ? (picture.align ?? "left") : "left";
    return [...setCaptionLine(on, picture, beneath, element, align), ...setSource(on, picture, beneath, align)];
  };
  const highAt = (below: readonly Slice[]): number => {
    const room = context.textHeight - stackHeight(head) - gap - stackHeight(below) - theme.leading;
    return asked === undefined ? Math.min(room, context.textHeight * tallest) : room;
  };
  // A tall picture becomes narrower, and its lines more.
  const widest = Math.min(wanted, area.width);
  const guessed = Math.min(widest, Math.max(1, highAt(belowAt(widest, asideOf(context)))) * ratio);
  const below = belowAt(guessed, context);
  const high = highAt(below);
  const width = Math.min(guessed, Math.max(1, high) * ratio);
  if (asked !== undefined && width < wanted * 0.999) {
    context.warn({
      code: "scaled-figure",
      message: `An image was drawn at ${Math.round((width / wanted) * 100)}% of its width to fit its space`,
      where: picture.where,
      seen: `${Math.round(wanted)} × ${Math.round(wanted / ratio)} pt`,
      allowed: `${Math.round(area.width)} × ${Math.round(high)} pt`,
      hint: "Make it narrower, or its column wider.",
    });
  }
  if (drawing.leastWidth !== undefined && width < drawing.leastWidth) {
    context.warn({
      code: "scaled-figure",
      message: "A barcode is so small that scanners may not read it",
      where: picture.where,
      seen: millimetres(width),
      allowed: `at least ${millimetres(drawing.leastWidth)}`,
      hint: "Give it more room, or a shorter value.",
    });
  }
  const place = { x: area.left + shiftOf(picture, area.width - width), y: 0, width, height: width / ratio };
  const box = pictureBox(drawing, picture.id, place, element ?? "layout", crop?.focus);
  const bare = head.every(({ height }) => height === 0);
  const shown: Slice = slice({ height: place.height, boxes: [box] }, { keep: true, before: bare ? 0 : gap });
  const whole = stackSlices([...head, shown, ...below], { before: theme.leading, after: theme.leading, keep: false });
  return floatMaterial(context, picture, [whole]);
}

/** The lines under a picture. */
function setCaptionLine(
  context: LayoutContext,
  { caption }: Picture,
  area: Area,
  element: number | undefined,
  align: "left" | "center" | "right",
): Slice[] {
  if (caption.length === 0) return [];
  const { styles, structure } = context;
  const means =
    element === undefined ? structure.add("P", area.parent) : structure.add("P", structure.add("Caption", element));
  const lines = setText(context, flattenInlines(context, caption, styles.deck.run, means), {
    left: area.left,
    width: area.width,
    align,
    hang: true,
  });
  return lineSlices(context, lines, styles.deck, { together: true, before: 4 }).map((part) => ({
    ...part,
    keep: true,
  }));
}

/** Offset from the left, points. @param room width that it leaves free */
function shiftOf({ align }: Picture, room: number): number {
  return align === "center" ? room / 2 : align === "right" ? room : 0;
}

function millimetres(points: number): string {
  return `${((points / 72) * 25.4).toFixed(1)} mm wide`;
}
