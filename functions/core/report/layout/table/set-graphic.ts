import type { CellGraphic } from "../../document/document.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { Meaning, PathBox, PathSegment } from "../page.ts";
import type { FlowBox } from "../slice.ts";

/**
 * Room that a bar or a sparkline takes at least, takes in a table as wide as its content and, where there is more, at
 * most, points.
 */
const narrowest = { bar: 44, sparkline: 56 } as const;
const usual = { bar: 96, sparkline: 72 } as const;
const widest = { bar: 150, sparkline: 96 } as const;
/** Half the side of the mark on a sparkline's last point, points. */
const dot = 1.3;

/** Least and usual width of a cell's picture, points. */
export function graphicWidth({ kind }: CellGraphic): { readonly least: number; readonly natural: number } {
  return { least: narrowest[kind], natural: usual[kind] };
}

interface GraphicPlace {
  readonly left: number;
  readonly room: number;
  readonly mirrored: boolean;
}

/**
 * A cell's picture. A bar repeats the number beside it and is decoration; a sparkline is
 * a Figure with its values as alternative text.
 *
 * @param cell the cell's element
 * @param place its room, from the page's left; in a mirrored table it is at the room's right, and bars grow to the left
 * @param top of the row's first line, and its height
 */
export function setGraphic(
  context: LayoutContext,
  graphic: CellGraphic,
  cell: Meaning,
  { left: start, room, mirrored }: GraphicPlace,
  top: number,
  height: number,
): FlowBox[] {
  const width = Math.min(room, widest[graphic.kind]);
  const left = mirrored ? start + room - width : start;
  if (graphic.kind === "bar" && mirrored)
    return setBar(context, { ...graphic, from: 1 - graphic.from, to: 1 - graphic.to }, left, width, top, height);
  return graphic.kind === "bar"
    ? setBar(context, graphic, left, width, top, height)
    : setSparkline(context, graphic, cell, left, width, top, height);
}

function setBar(
  { theme }: LayoutContext,
  { from, to, quiet }: CellGraphic & { kind: "bar" },
  left: number,
  width: number,
  top: number,
  height: number,
): FlowBox[] {
  const thick = height * 0.55;
  const start = Math.min(from, to) * width;
  const end = Math.max(from, to) * width;
  const boxes: FlowBox[] = [];
  if (end > start)
    boxes.push({
      kind: "rectangle",
      means: "layout",
      x: left + start,
      y: top + (height - thick) / 2,
      width: Math.max(0.5, end - start),
      height: thick,
      fill: quiet === true ? theme.muted : theme.accent,
    });
  // The line that the bars grow from, wherever the column's zero is.
  boxes.push({
    kind: "line",
    means: "layout",
    x1: left + from * width,
    x2: left + from * width,
    y1: top,
    y2: top + height,
    color: theme.muted,
    width: 0.5,
  });
  return boxes;
}

function setSparkline(
  { theme, structure }: LayoutContext,
  { points, alt }: CellGraphic & { kind: "sparkline" },
  cell: Meaning,
  left: number,
  width: number,
  top: number,
  height: number,
): FlowBox[] {
  const inner = { width: width - 2 * dot, height: height - 2 * dot };
  const place = (point: number, index: number): readonly [number, number] => [
    round(dot + (points.length < 2 ? inner.width : (index * inner.width) / (points.length - 1))),
    round(dot + (1 - point) * inner.height),
  ];
  const segments: PathSegment[] = [];
  points.forEach((point, index) => {
    if (point === null) return;
    segments.push([typeof points[index - 1] === "number" ? "L" : "M", ...place(point, index)]);
  });
  const end = points.findLastIndex((point) => point !== null);
  if (end < 0) return [];
  const figure = structure.add("Figure", cell, { alt });
  const box = { kind: "path", means: figure, x: left, y: top, width, height } as const;
  const [x, y] = place(points[end]!, end);
  const mark: PathBox = { ...box, segments: circle(x, y, dot), fill: theme.accent };
  return segments.length < 2 ? [mark] : [{ ...box, segments, stroke: { color: theme.muted, width: 0.9 } }, mark];
}

/** A circle of four Bézier curves; 0.5523 makes each quarter true to 0.03%. */
function circle(x: number, y: number, radius: number): PathSegment[] {
  const bow = radius * 0.5523;
  const curve = (...points: [number, number, number, number, number, number]): PathSegment => [
    "C",
    ...(points.map(round) as typeof points),
  ];
  return [
    ["M", round(x + radius), round(y)],
    curve(x + radius, y + bow, x + bow, y + radius, x, y + radius),
    curve(x - bow, y + radius, x - radius, y + bow, x - radius, y),
    curve(x - radius, y - bow, x - bow, y - radius, x, y - radius),
    curve(x + bow, y - radius, x + radius, y - bow, x + radius, y),
    ["Z"],
  ];
}

function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
