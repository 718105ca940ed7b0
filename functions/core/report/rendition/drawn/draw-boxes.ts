import type { Chart } from "../../chart/chart.ts";
import type { Typesetter } from "../../fonts/typesetter.ts";
import type { ShapedGlyph } from "../../fonts/shaped-glyph.ts";
import type { Box, ChartBox, ImageBox, LineBox, PathBox, PathSegment, PlacedRun, TextBox } from "../../layout/page.ts";
import type { CanvasMatrix } from "../../pdf/canvas/canvas-matrix.ts";
import type { DrawnBox, FilledPath, FigureBox, Paint, Pen } from "./drawn.ts";
import { DrawnUses } from "./drawn-uses.ts";
import { idsOf, ListCanvas, placedGlyphs } from "./list-canvas.ts";

/** What the boxes of a page show. */
export interface DrawnPage {
  readonly boxes: readonly DrawnBox[];
  /** The drawings that boxes name. */
  readonly figures: ReadonlyMap<string, DrawnFigure>;
  /** Glyphs and images of the boxes, not of the figures. */
  readonly uses: DrawnUses;
}

/** A chart or a picture. */
export interface DrawnFigure {
  readonly paints: readonly Paint[];
  readonly uses: DrawnUses;
}

export interface DrawingWorld {
  /** The typesetter that measured the layout. */
  readonly typesetter: Typesetter;
  /** Figure id → chart. */
  readonly charts: ReadonlyMap<string, Chart>;
  /** Figure id → digest of its drawing, with the fonts in which it is drawn. */
  readonly digests: ReadonlyMap<string, string>;
  /** Keeps drawings by their digest. */
  readonly figures: { get(digest: string): DrawnFigure | undefined; set(digest: string, drawn: DrawnFigure): unknown };
}

/**
 * Lists what a page shows, box by box in the order of painting, as `drawPage` writes it into a PDF. Structure, links
 * and destinations show nothing.
 *
 * @throws TypeError if the layout names a chart that does not exist
 */
export function drawBoxes({ boxes }: { readonly boxes: readonly Box[] }, world: DrawingWorld): DrawnPage {
  const uses = new DrawnUses();
  const figures = new Map<string, DrawnFigure>();
  const drawn = boxes.flatMap((box): DrawnBox[] => {
    switch (box.kind) {
      case "text":
        return textBox(box, world.typesetter, uses);
      case "rectangle": {
        const { x, y, width, height, fill } = box;
        return [{ paints: [filled(rectangle(x, y, width, height), fill)], area: [x, y, x + width, y + height] }];
      }
      case "line":
        return [lineBox(box)];
      case "path":
        return [{ paints: pathPaints(box) }];
      case "image":
        return [imageBox(box, uses)];
      case "chart":
        return [figureBox(box, world, figures)];
      default:
        return [];
    }
  });
  return { boxes: drawn, figures, uses };
}

function textBox({ runs, y, turn }: TextBox, typesetter: Typesetter, uses: DrawnUses): DrawnBox[] {
  const shown = runs.filter(({ text }) => text !== "");
  if (shown.length === 0) return [];
  const paints = [
    ...shown.map((run) => glyphsOf(run, y, turn, typesetter, uses)),
    ...shown.flatMap((run) => linesOf(run, y, turn, typesetter)),
  ];
  if (turn !== undefined) return [{ paints }];
  const reach = Math.max(...shown.map(({ size, rise = 0 }) => size + Math.abs(rise)));
  return [
    {
      paints,
      area: [
        Math.min(...shown.map(({ x }) => x)) - reach,
        y - 2 * reach,
        Math.max(...shown.map(({ x, width }) => x + width)) + reach,
        y + 2 * reach,
      ],
    },
  ];
}

function glyphsOf(
  { text, face: key, x, size, color, features, letterSpacing = 0, wordSpacing = 0, rightToLeft, rise = 0 }: PlacedRun,
  y: number,
  turn: TextBox["turn"],
  typesetter: Typesetter,
  uses: DrawnUses,
): Paint {
  const shaped = typesetter.shape(text, key, { features, spaced: letterSpacing !== 0, rightToLeft });
  const extra = (glyph: ShapedGlyph): number => letterSpacing + (wordSpacing !== 0 && isSpace(glyph) ? wordSpacing : 0);
  return {
    kind: "glyphs",
    ink: color,
    face: uses.face(typesetter.face(key), idsOf(shaped)),
    size,
    matrix: turned(turn, x, y - rise),
    glyphs: placedGlyphs(shaped, size, extra),
  };
}

/** Lines under and through a run, at the font's positions. */
function linesOf(
  { face, size, rise = 0, x, width, color, underline, strike }: PlacedRun,
  y: number,
  turn: TextBox["turn"],
  typesetter: Typesetter,
): Paint[] {
  if (underline !== true && strike !== true) return [];
  const { metrics, underline: line } = typesetter.face(face);
  const thickness = Math.max(0.4, line.thickness * size);
  const rule = (middle: number): Paint => {
    const top = y - rise - middle - thickness / 2;
    const [a, b, c, d, e, f] = turned(turn, x, top);
    const corner = (right: number, down: number): string => `${a * right + c * down + e} ${b * right + d * down + f}`;
    return filled(`M${corner(0, 0)}L${corner(width, 0)}L${corner(width, thickness)}L${corner(0, thickness)}Z`, color);
  };
  return [
    ...(underline === true ? [rule(line.position * size)] : []),
    ...(strike === true ? [rule((metrics.xHeight * size) / 2)] : []),
  ];
}

/** Moves the origin to a place, which may be turned about a point of the page. */
function turned(turn: TextBox["turn"], x: number, y: number): CanvasMatrix {
  if (turn === undefined) return [1, 0, 0, 1, x, y];
  const { cos, sin, x: aboutX, y: aboutY } = turn;
  const [dx, dy] = [x - aboutX, y - aboutY];
  return [cos, -sin, sin, cos, aboutX + cos * dx + sin * dy, aboutY - sin * dx + cos * dy];
}

function lineBox({ x1, y1, x2, y2, color, width }: LineBox): DrawnBox {
  return {
    paints: [{ kind: "stroke", ink: color, path: `M${x1} ${y1}L${x2} ${y2}`, pen: { width } }],
    area: [Math.min(x1, x2) - width, Math.min(y1, y2) - width, Math.max(x1, x2) + width, Math.max(y1, y2) + width],
  };
}

function pathPaints({ x, y, segments, fill, evenOdd, stroke, opacity }: PathBox): Paint[] {
  const inPlace = pathOf(segments, (left, top) => [x + left, y + top]);
  const paints: Paint[] = [];
  if (fill !== undefined)
    paints.push({ ...filled(inPlace, fill), alpha: opacity, evenOdd: evenOdd === true ? true : undefined });
  if (stroke === undefined) return paints;
  const { line } = stroke;
  const common = { kind: "stroke", ink: stroke.color, alpha: opacity, pen: penOf(stroke.width, line) } as const;
  if (line?.pen === undefined) return [...paints, { ...common, path: inPlace }];
  const [a, b, c, d] = line.pen;
  const area = a * d - b * c;
  // The matrix stretches the pen; points are written so that they stay where they are.
  const path = pathOf(segments, (left, top) => {
    const [px, py] = [x + left, y + top];
    return [(d * px - c * py) / area, (a * py - b * px) / area];
  });
  return [...paints, { ...common, path, matrix: [a, b, c, d, 0, 0] }];
}

function penOf(width: number, line: NonNullable<PathBox["stroke"]>["line"]): Pen {
  if (line === undefined) return { width };
  const { cap, join, miter, dashes, dashStart } = line;
  return { width, cap, join, miter, ...(dashes.length > 0 && { dashes, dashStart }) };
}

function pathOf(
  segments: readonly PathSegment[],
  place: (left: number, top: number) => readonly [number, number],
): string {
  return segments
    .map(([command, ...points]) => {
      const numbers: number[] = [];
      for (let at = 0; at < points.length; at += 2)
        numbers.push(...place(points[at]!, points[at + 1]!).map((value) => Math.round(value * 1e4) / 1e4));
      return `${command}${numbers.join(" ")}`;
    })
    .join("");
}

function imageBox({ x, y, width, height, png, pixels }: ImageBox, uses: DrawnUses): DrawnBox {
  const image = uses.image({ format: "png", ...pixels, bytes: bytesOf(png) });
  return { paints: [{ kind: "image", image, matrix: [width, 0, 0, height, x, y] }] };
}

function figureBox(
  { x, y, width, height, figure, scale, offset }: ChartBox,
  world: DrawingWorld,
  figures: Map<string, DrawnFigure>,
): FigureBox {
  const chart = world.charts.get(figure);
  if (chart === undefined) throw new TypeError(`the layout places the figure "${figure}", which has no chart`);
  const digest = world.digests.get(figure);
  if (digest === undefined) throw new TypeError(`the drawing of the figure "${figure}" has no digest`);
  const known = world.figures.get(digest);
  const drawn = known ?? drawFigure(chart, world.typesetter);
  if (known === undefined) world.figures.set(digest, drawn);
  figures.set(digest, drawn);
  return {
    figure: digest,
    matrix: [scale, 0, 0, scale, x - (offset?.x ?? 0), y - (offset?.y ?? 0)],
    ...(offset !== undefined && { cut: [x, y, width, height] }),
  };
}

function drawFigure(chart: Chart, typesetter: Typesetter): DrawnFigure {
  const uses = new DrawnUses();
  const canvas = new ListCanvas(typesetter, uses);
  chart.draw(canvas);
  return { paints: canvas.end(), uses };
}

function filled(path: string, ink: string): FilledPath {
  return { kind: "fill", ink, path };
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}Z`;
}

const decoded = new Map<string, Uint8Array>();

/** The bytes of an image in base64: the same object for the same text, so that its digest is known. */
function bytesOf(png: string): Uint8Array {
  let bytes = decoded.get(png);
  if (bytes === undefined) {
    if (decoded.size > 8) decoded.clear();
    decoded.set(png, (bytes = Buffer.from(png, "base64")));
  }
  return bytes;
}

function isSpace({ codePoints }: ShapedGlyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20;
}
