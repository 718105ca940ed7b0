import type { LayoutContext } from "../layout-context.ts";
import type { LogoShape } from "../../template/theme.ts";
import type { ImageBox, LineStyle, PathBox, PathSegment } from "../page.ts";

/** Height of the logo beside a title and on a cover, and the space under it, points. */
const heights = { title: 24, cover: 36 } as const;
const above = 16;
/** Most of the text's width that it may take. */
const widest = 0.4;

/** The theme's logo above the text of the first page, as part of the header; nothing without one. */
export function setLogo(
  { theme: { logo }, page: { margins }, grid }: LayoutContext,
  side: "left" | "right",
  place: "title" | "cover",
): (PathBox | ImageBox)[] {
  if (logo === undefined) return [];
  const room = place === "cover" ? heights.cover : Math.min(heights.title, Math.max(8, margins.top - above - 8));
  const scale = Math.min(room / logo.height, (grid.width * widest) / logo.width);
  const [width, height] = [logo.width * scale, logo.height * scale].map(round) as [number, number];
  const x = round(side === "left" ? margins.left : margins.left + grid.width - width);
  const y = round(place === "cover" ? margins.top : margins.top - above - height);
  if ("png" in logo)
    return [
      {
        kind: "image",
        means: "header",
        x,
        y,
        width,
        height,
        png: logo.png,
        pixels: { width: logo.width, height: logo.height },
      },
    ];
  if (logo.texts !== undefined) throw new TypeError("the letters of the logo are not outlined");
  return logo.shapes.map(({ segments, fill, evenOdd, stroke, opacity }): PathBox => ({
    kind: "path",
    means: "header",
    x,
    y,
    width,
    height,
    segments: segments.map(
      ([command, ...points]) => [command, ...points.map((value) => round(value * scale))] as unknown as PathSegment,
    ),
    fill,
    evenOdd,
    ...(stroke !== undefined && { stroke: strokeOf(stroke, scale) }),
    ...(opacity !== undefined && { opacity }),
  }));
}

/** @param scale points of a unit of the logo */
function strokeOf(
  { color, width, cap, join, miter, dashes, dashOffset, pen }: NonNullable<LogoShape["stroke"]>,
  scale: number,
): NonNullable<PathBox["stroke"]> {
  const line: LineStyle = {
    cap,
    join,
    miter,
    dashes: dashes.map((length, at) => (at % 2 === 0 && length === 0 ? dot : roundFinely(length * scale))),
    dashStart: roundFinely(dashOffset * scale),
    ...(pen !== undefined && { pen: pen.map(roundFinely) as unknown as NonNullable<LineStyle["pen"]> }),
  };
  return { color, width: round(width * scale), line };
}

/** A dash without length, of which only round or square ends are seen, points: some readers lengthen one of zero. */
const dot = 0.001;

/** Errors in dashes add up along a line. */
function roundFinely(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
