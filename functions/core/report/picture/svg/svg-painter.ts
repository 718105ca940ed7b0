import { PictureFault } from "../picture-fault.ts";
import { readRaster } from "../raster/read-raster.ts";
import { readClipPath } from "./clip-path.ts";
import { moveBounds, pathBounds, type Bounds } from "./path-bounds.ts";
import { refuseOverlaps, type Painted } from "./refuse-overlaps.ts";
import { shapeOutline, shapes } from "./shape-outline.ts";
import { readStyleSheets, styledAttributes } from "./style-sheet.ts";
import { elementsIn, isSilent, type SvgElement } from "./svg-element.ts";
import { readGradient } from "./svg-gradient.ts";
import { inked, tracePath, within, type Draw, type Ink } from "./svg-ink.ts";
import type { OutlineSegment } from "./svg-path.ts";
import { inUnits, shifted, type Place } from "./svg-place.ts";
import { initialStyle, readOpacity, readStyle, type Paint } from "./svg-style.ts";
import { drawText, readText } from "./svg-text.ts";
import { multiply, readTransform } from "./svg-transform.ts";
import { readView, type View } from "./view-box.ts";

/** Most things painted, including repeats by `<use>`, and levels of uses. */
const most = { painted: 40_000, depth: 20 };

/**
 * Converts the elements of an SVG file to the steps of a canvas.
 *
 * @throws PictureFault with the line of anything that cannot be drawn faithfully
 */
export class SvgPainter {
  readonly #named = new Map<string, SvgElement>();
  readonly #rules: ReturnType<typeof readStyleSheets>;
  #count = 0;

  constructor(root: SvgElement) {
    this.#rules = readStyleSheets(root);
    const visit = (element: SvgElement): void => {
      const id = element.attributes.get("id");
      if (id !== undefined && !this.#named.has(id)) this.#named.set(id, element);
      elementsIn(element).forEach(visit);
    };
    visit(root);
  }

  /** The steps that draw the whole file into its view. */
  paint(root: SvgElement, view: View): Draw[] {
    const own = styledAttributes(root, this.#rules);
    const style = readStyle(own, initialStyle, root.line, view.box.width);
    const place: Place = {
      style,
      opacity: readOpacity(own.get("opacity"), 1),
      matrix: view.matrix,
      view: view.box,
      depth: 0,
    };
    return this.#inside(elementsIn(root), place).map(({ draw }) => draw);
  }

  #inside(elements: readonly SvgElement[], place: Place): Painted[] {
    return elements.flatMap((element) => this.#element(element, place));
  }

  #element(element: SvgElement, parent: Place): Painted[] {
    const { name, line } = element;
    if (isSilent(element)) return [];
    if (name === "script" || name === "foreignObject")
      throw new PictureFault(`has <${name}>: a drawing cannot run or load anything`, { line });
    const attributes = styledAttributes(element, this.#rules);
    if (attributes.get("display") === "none") return [];
    const style = readStyle(attributes, parent.style, line, parent.view.width);
    const transform = readTransform((attributes.get("transform") ?? "").trim());
    if (transform === undefined)
      throw new PictureFault(`has transform="${attributes.get("transform")?.slice(0, 60)}", which cannot be read`, {
        line,
      });
    const place: Place = {
      ...parent,
      style,
      opacity: parent.opacity * readOpacity(attributes.get("opacity"), 1),
      matrix: multiply(parent.matrix, transform),
    };
    const painted = this.#painted(element, attributes, place);
    if (place.opacity < parent.opacity && !shapes.has(name)) refuseOverlaps(painted, line);
    return this.#clipped(painted, attributes, place, line);
  }

  #painted(element: SvgElement, attributes: ReadonlyMap<string, string>, place: Place): Painted[] {
    const { name, line } = element;
    switch (name) {
      case "g":
      case "a":
        return this.#inside(elementsIn(element), place);
      case "switch":
        return this.#inside(
          elementsIn(element)
            .filter(({ name: inner }) => inner !== "foreignObject")
            .slice(0, 1),
          place,
        );
      case "svg":
        return this.#viewed({ ...element, attributes }, element, place);
      case "use":
        return this.#used(attributes, place, line);
      case "image":
        return this.#image(attributes, place, line);
      case "text":
        return this.#text(element, place);
    }
    if (!shapes.has(name))
      throw new PictureFault(`has <${name}>, which is not drawn`, {
        line,
        hint: "let the drawing program turn it into paths",
      });
    const outline = shapeOutline(name, inUnits(attributes, place));
    if (outline === undefined) throw new PictureFault(`has a <${name}> whose outline cannot be read`, { line });
    return this.#shape(
      outline,
      name === "line" ? { ...place, style: { ...place.style, fill: undefined } } : place,
      line,
    );
  }

  #shape(outline: readonly OutlineSegment[], place: Place, line: number): Painted[] {
    const { style, opacity, matrix, view } = place;
    const bounds = pathBounds(outline);
    if (bounds === undefined || !style.visible) return [];
    this.#counted(line);
    const reach = moveBounds(bounds, matrix, style.stroke === undefined ? 0 : style.strokeWidth / 2);
    if (!reach.every((value) => Math.abs(value) < 1e7))
      throw new PictureFault("has coordinates that are not numbers or lie far outside any page", { line });
    const fill = this.#ink(style.fill, style.fillOpacity * opacity, bounds, view.width, line);
    const stroke =
      style.strokeWidth > 0
        ? this.#ink(style.stroke, style.strokeOpacity * opacity, bounds, view.width, line)
        : undefined;
    const draw: Draw = (context) => {
      context.save();
      context.transform(...matrix);
      context.beginPath();
      tracePath(context, outline);
      if (fill !== undefined)
        inked(context, fill, "fillStyle", () => context.fill(style.evenOdd ? "evenodd" : "nonzero"));
      if (stroke !== undefined) {
        // The line is as wide as in the shape's space, whatever the gradient's space.
        const unit =
          "make" in stroke
            ? 1 / Math.sqrt(Math.abs(stroke.matrix[0] * stroke.matrix[3] - stroke.matrix[1] * stroke.matrix[2]))
            : 1;
        context.lineWidth = style.strokeWidth * unit;
        context.lineCap = style.cap;
        context.lineJoin = style.join;
        context.miterLimit = style.miter;
        context.setLineDash(style.dashes.map((dash) => dash * unit));
        context.lineDashOffset = style.dashOffset * unit;
        inked(context, stroke, "strokeStyle", () => context.stroke());
      }
      context.restore();
    };
    return fill === undefined && stroke === undefined ? [] : [{ draw, bounds: reach }];
  }

  #text(element: SvgElement, { style, opacity, matrix, view }: Place): Painted[] {
    const pieces = readText(element, style, opacity, view, (inner, parent) => {
      const attributes = styledAttributes(inner, this.#rules);
      if (attributes.get("display") === "none") return undefined;
      return {
        style: readStyle(attributes, parent, inner.line, view.width),
        opacity: readOpacity(attributes.get("opacity"), 1),
      };
    }).filter((piece) => piece.style.visible);
    if (pieces.length === 0) return [];
    this.#counted(element.line);
    const inks = new Map(
      pieces.map((piece) => [
        piece,
        {
          fill: this.#flat(piece.style.fill, piece.style.fillOpacity * piece.opacity, element.line),
          stroke: this.#flat(
            piece.style.strokeWidth > 0 ? piece.style.stroke : undefined,
            piece.style.strokeOpacity * piece.opacity,
            element.line,
          ),
        },
      ]),
    );
    const draw: Draw = (context) => {
      context.save();
      context.transform(...matrix);
      drawText(context, pieces, (piece, part) => {
        const ink = inks.get(piece)![part];
        if (ink === undefined) return false;
        context[part === "fill" ? "fillStyle" : "strokeStyle"] = ink.color;
        context.globalAlpha = ink.alpha;
        if (part === "stroke") context.lineWidth = piece.style.strokeWidth;
        return true;
      });
      context.restore();
    };
    return [{ draw, bounds: undefined }];
  }

  #flat(paint: Paint, alpha: number, line: number): { readonly color: string; readonly alpha: number } | undefined {
    if (paint === undefined || alpha === 0) return undefined;
    if ("gradient" in paint)
      throw new PictureFault("has a text painted with a gradient, which is not drawn", {
        line,
        hint: "turn the text into paths",
      });
    return { color: paint.color, alpha: paint.alpha * alpha };
  }

  #ink(paint: Paint, alpha: number, bounds: Bounds, view: number, line: number): Ink | undefined {
    if (paint === undefined || alpha === 0) return undefined;
    if ("color" in paint) return { color: paint.color, alpha: paint.alpha * alpha };
    const element = this.#named.get(paint.gradient);
    if (element === undefined)
      throw new PictureFault(`is painted with url(#${paint.gradient}), which is not in the file`, { line });
    return readGradient(element, this.#named, this.#rules, bounds, alpha, view);
  }

  #used(attributes: ReadonlyMap<string, string>, place: Place, line: number): Painted[] {
    const target = this.#referenced(attributes, line);
    if (place.depth >= most.depth)
      throw new PictureFault("has <use> elements nested too deep", { line, allowed: most.depth });
    const moved = shifted({ ...place, depth: place.depth + 1 }, attributes);
    if (target.name !== "symbol" && target.name !== "svg") return this.#element(target, moved);
    const sizes = [...attributes].filter(([key]) => key === "width" || key === "height");
    const { x: _x, y: _y, ...own } = Object.fromEntries(target.attributes);
    return this.#viewed({ ...target, attributes: new Map([...Object.entries(own), ...sizes]) }, target, moved);
  }

  /** An inner `<svg>` or a `<symbol>`, which has its own view. */
  #viewed(framed: SvgElement, element: SvgElement, place: Place): Painted[] {
    const view = readView(framed, place.view);
    const outer = shifted(place, framed.attributes);
    const inside = this.#inside(elementsIn(element), {
      ...outer,
      matrix: multiply(outer.matrix, view.matrix),
      view: view.box,
    });
    return inside.map(({ draw, bounds }) => ({
      bounds,
      draw: within(outer.matrix, (context) => context.rect(0, 0, view.width, view.height), draw),
    }));
  }

  #image(attributes: ReadonlyMap<string, string>, place: Place, line: number): Painted[] {
    const href = attributes.get("href") ?? attributes.get("xlink:href") ?? "";
    const data = /^data:image\/(?:png|jpe?g);base64,([\s\S]*)$/i.exec(href)?.[1];
    if (data === undefined)
      throw new PictureFault("has an image from elsewhere, but nothing is loaded", {
        line,
        seen: href.slice(0, 60),
        allowed: "PNG and JPEG as data: URIs",
        hint: "embed the image",
      });
    const raster = readRaster(Buffer.from(data, "base64"));
    if (raster === undefined) throw new PictureFault("has an embedded image that is neither PNG nor JPEG", { line });
    const box = new Map([...attributes, ["viewBox", `0 0 ${raster.width} ${raster.height}`]]);
    const view = readView(
      { name: "image", attributes: box, children: [], line },
      { width: raster.width / 0.75, height: raster.height / 0.75 },
    );
    const outer = shifted(place, attributes);
    this.#counted(line);
    const draw: Draw = (context) => {
      context.save();
      context.transform(...multiply(outer.matrix, view.matrix));
      context.globalAlpha = place.opacity;
      raster.draw(context);
      context.restore();
    };
    return place.style.visible
      ? [
          {
            draw: within(outer.matrix, (context) => context.rect(0, 0, view.width, view.height), draw),
            bounds: moveBounds([0, 0, view.width, view.height], outer.matrix),
          },
        ]
      : [];
  }

  /** Clips what is painted to a `clip-path`. */
  #clipped(
    painted: readonly Painted[],
    attributes: ReadonlyMap<string, string>,
    place: Place,
    line: number,
  ): Painted[] {
    const value = attributes.get("clip-path") ?? "none";
    if (value === "none" || painted.length === 0) return [...painted];
    const id = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value)?.[1] ?? "";
    const clip = this.#named.get(id);
    if (clip?.name !== "clipPath")
      throw new PictureFault(`is clipped by ${value.slice(0, 40)}, which is not in the file`, { line });
    const { trace, rule } = readClipPath(clip, place, this.#rules, (use) => this.#referenced(use.attributes, use.line));
    return painted.map(({ draw, bounds }) => ({ bounds, draw: within(place.matrix, trace, draw, rule) }));
  }

  #referenced(attributes: ReadonlyMap<string, string>, line: number): SvgElement {
    const href = attributes.get("href") ?? attributes.get("xlink:href") ?? "";
    const target = href.startsWith("#") ? this.#named.get(href.slice(1)) : undefined;
    if (target === undefined)
      throw new PictureFault(`uses ${href === "" ? "nothing" : href.slice(0, 60)}, which is not in the file`, {
        line,
        allowed: "#id of an element of the file",
      });
    return target;
  }

  #counted(line: number): void {
    this.#count += 1;
    if (this.#count > most.painted)
      throw new PictureFault("paints too much", {
        line,
        allowed: `${most.painted} shapes and texts`,
        hint: "simplify it, or use a PNG",
      });
  }
}
