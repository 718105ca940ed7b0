import type { ClippedPaints, DrawnBox, Ink, Paint, PaintedGlyphs, PaintedImage, Pen } from "./drawn.ts";
import type { DrawnKit } from "./drawn-kit.ts";

/** Paths of paints: what an edit leaves alone keeps its paints. */
const paths = new WeakMap<Paint, Path2D>();

/**
 * Paints boxes on a canvas, in their order.
 *
 * @param context its transform is that of the page, in points
 * @param thinnest width of a pixel, points: no line is drawn thinner, as pdf.js does
 */
export function paintBoxes(
  context: CanvasRenderingContext2D,
  boxes: readonly DrawnBox[],
  kit: DrawnKit,
  thinnest: number,
): void {
  const painter = new Painter(context, kit, thinnest);
  for (const box of boxes) painter.box(box);
}

class Painter {
  readonly #context: CanvasRenderingContext2D;
  readonly #kit: DrawnKit;
  #thinnest: number;

  constructor(context: CanvasRenderingContext2D, kit: DrawnKit, thinnest: number) {
    this.#context = context;
    this.#kit = kit;
    this.#thinnest = thinnest;
  }

  box(box: DrawnBox): void {
    if (box.figure === undefined) return this.#paints(box.paints);
    const context = this.#context;
    const thinnest = this.#thinnest;
    context.save();
    if (box.cut !== undefined) {
      context.beginPath();
      context.rect(...box.cut);
      context.clip();
    }
    context.transform(...box.matrix);
    this.#thinnest = thinnest / box.matrix[0];
    this.#paints(this.#kit.figures.get(box.figure) ?? []);
    this.#thinnest = thinnest;
    context.restore();
  }

  #paints(paints: readonly Paint[]): void {
    for (const paint of paints) {
      if (paint.kind === "clip") this.#clip(paint);
      else if (paint.kind === "image") this.#image(paint);
      else this.#path(paint);
    }
  }

  #clip({ path, evenOdd, paints }: ClippedPaints): void {
    this.#context.save();
    this.#context.clip(new Path2D(path), evenOdd === true ? "evenodd" : "nonzero");
    this.#paints(paints);
    this.#context.restore();
  }

  #image(paint: PaintedImage): void {
    const image = this.#kit.images.get(paint.image);
    if (image === undefined) return;
    const context = this.#context;
    context.save();
    context.globalAlpha = paint.alpha ?? 1;
    context.globalCompositeOperation = (paint.blend ?? "source-over") as GlobalCompositeOperation;
    context.transform(...paint.matrix);
    const { a, b, c, d } = context.getTransform();
    // As pdf.js does: what is enlarged keeps its pixels.
    context.imageSmoothingEnabled = Math.hypot(a, b) <= image.width && Math.hypot(c, d) <= image.height;
    context.drawImage(image, 0, 0, 1, 1);
    context.restore();
  }

  #path(paint: Exclude<Paint, ClippedPaints | PaintedImage>): void {
    const context = this.#context;
    const path = this.#pathOf(paint);
    const pen = paint.kind === "fill" ? undefined : paint.pen;
    const plain = typeof paint.ink === "string" && (paint.kind !== "stroke" || paint.matrix === undefined);
    if (!plain) context.save();
    context.globalAlpha = paint.alpha ?? 1;
    context.globalCompositeOperation = (paint.blend ?? "source-over") as GlobalCompositeOperation;
    if (paint.kind === "stroke" && paint.matrix !== undefined) context.transform(...paint.matrix);
    const shown = this.#ink(paint.ink, pen === undefined ? "fillStyle" : "strokeStyle", path);
    if (pen === undefined) context.fill(shown, paint.kind === "fill" && paint.evenOdd === true ? "evenodd" : "nonzero");
    else {
      this.#take(pen);
      context.stroke(shown);
    }
    if (!plain) context.restore();
  }

  /** Sets an ink. @returns the path in the space in which it is then painted */
  #ink(ink: Ink, style: "fillStyle" | "strokeStyle", path: Path2D): Path2D {
    const context = this.#context;
    if (typeof ink === "string") {
      context[style] = ink;
      return path;
    }
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = ink.ends;
    const gradient =
      ink.ends.length === 4 ? context.createLinearGradient(a, b, c, d) : context.createRadialGradient(a, b, c, d, e, f);
    for (const { offset, color, alpha } of ink.stops) gradient.addColorStop(offset, withAlpha(color, alpha));
    context[style] = gradient;
    const inner = new Path2D();
    inner.addPath(path, new DOMMatrix([...ink.matrix]).inverse());
    context.transform(...ink.matrix);
    return inner;
  }

  #take({ width, cap = "butt", join = "miter", miter = 10, dashes = [], dashStart = 0 }: Pen): void {
    const context = this.#context;
    context.lineWidth = Math.max(width, this.#thinnest);
    context.lineCap = cap;
    context.lineJoin = join;
    context.miterLimit = miter;
    context.setLineDash(dashes as number[]);
    context.lineDashOffset = dashStart;
  }

  #pathOf(paint: Exclude<Paint, ClippedPaints | PaintedImage>): Path2D {
    let path = paths.get(paint);
    if (path === undefined) {
      path = paint.kind === "glyphs" ? this.#outlines(paint) : new Path2D(paint.path);
      paths.set(paint, path);
    }
    return path;
  }

  /** The outlines of a run of glyphs at their places. */
  #outlines({ face: name, size, matrix: [a, b, c, d, e, f], glyphs }: PaintedGlyphs): Path2D {
    const run = new Path2D();
    const face = this.#kit.faces.get(name);
    if (face === undefined) return run;
    const unit = size / face.em;
    for (let at = 0; at < glyphs.length; at += 3) {
      const outline = face.glyphs.get(glyphs[at]!);
      if (outline === undefined) continue;
      const [x, y] = [glyphs[at + 1]!, glyphs[at + 2]!];
      const place = {
        a: a * unit,
        b: b * unit,
        c: -c * unit,
        d: -d * unit,
        e: a * x + c * y + e,
        f: b * x + d * y + f,
      };
      run.addPath(outline, place);
    }
    return run;
  }
}

function withAlpha(color: string, alpha: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return `rgb(${parts.join(" ")} / ${alpha})`;
}
