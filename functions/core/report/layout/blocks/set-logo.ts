import type { LayoutContext } from "../layout-context.ts";
import type { ImageBox, PathBox, PathSegment } from "../page.ts";

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
    ...(stroke !== undefined && { stroke: { color: stroke.color, width: round(stroke.width * scale) } }),
    ...(opacity !== undefined && { opacity }),
  }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
