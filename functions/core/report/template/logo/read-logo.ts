import { PictureFault } from "../../picture/picture-fault.ts";
import { shapeOutline } from "../../picture/svg/shape-outline.ts";
import type { OutlineSegment } from "../../picture/svg/svg-path.ts";
import { multiply, type Matrix } from "../../picture/svg/svg-transform.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { Logo, LogoShape, LogoText } from "../theme.ts";
import type { LogoFaces } from "./logo-faces.ts";
import { readAttributes, readPaint, startPaint, type LogoPaint } from "./logo-paint.ts";
import { moveLine } from "./logo-line.ts";
import { moveSegment } from "./move-segment.ts";
import { readLogoText } from "./read-logo-text.ts";

const containers = new Set(["svg", "g", "a"]);
/** Elements that draw nothing, and neither do their children. */
const silent = new Set(["title", "desc", "metadata", "defs", "style"]);
/** A comment, an instruction, a tag or characters. */
const tag =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<!\[CDATA\[[\s\S]*?\]\]>/g;
const byAttributes = { hint: "let the drawing program write presentation attributes" };
/** Most outlines of a logo: it is on the first page only, but each outline is drawn. */
const mostShapes = 2000;

/** An element whose end has not come yet. */
interface OpenElement {
  readonly name: string;
  readonly paint: LogoPaint;
  readonly silent: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads an SVG file as vectors: shapes, paths, groups and transforms with plain colours, and letters in the theme's
 * typefaces. Anything else in it (images, gradients, styles, scripts) is a problem rather than left out: a logo is
 * drawn faithfully or not at all.
 *
 * @param faces in which its letters may be set
 * @returns undefined if it cannot be drawn faithfully
 */
export function readLogo(file: string, svg: string, problems: TemplateProblems, faces: LogoFaces): Logo | undefined {
  const before = problems.count();
  const reader = new LogoReader(file, svg, problems, faces);
  const { box, shapes, texts } = reader.read();
  if (box === undefined || !(box[2]! > 0 && box[3]! > 0))
    reader.refuse(0, "the logo needs an <svg> with a viewBox, or a width and a height");
  else if (shapes.length === 0 && texts.length === 0 && problems.count() === before)
    reader.refuse(0, "the logo draws nothing");
  if (shapes.length > mostShapes) reader.refuse(0, `the logo has more than ${mostShapes} shapes`);
  if (problems.count() > before || box === undefined) return undefined;
  const [left, top, width, height] = box as [number, number, number, number];
  const toCorner: Matrix = [1, 0, 0, 1, -left, -top];
  return {
    width,
    height,
    shapes: shapes.map((shape) => ({
      ...shape,
      segments: shape.segments.map((segment) => moveSegment(segment, toCorner)),
    })),
    ...(texts.length > 0 && { texts: texts.map((text) => ({ ...text, matrix: multiply(toCorner, text.matrix) })) }),
  };
}

/** Reads the tags of a logo one by one. */
class LogoReader {
  readonly #shapes: LogoShape[] = [];
  readonly #texts: LogoText[] = [];
  readonly #stack: OpenElement[] = [];
  readonly #file: string;
  readonly #svg: string;
  readonly #problems: TemplateProblems;
  readonly #faces: LogoFaces;
  /** Most problems that are reported of one logo. */
  readonly #most: number;
  #box: readonly number[] | undefined;
  /** Where a `<text>` begins whose end has not come yet. */
  #letters: number | undefined;

  constructor(file: string, svg: string, problems: TemplateProblems, faces: LogoFaces) {
    this.#file = file;
    this.#svg = svg;
    this.#problems = problems;
    this.#faces = faces;
    this.#most = problems.count() + 9;
  }

  read(): {
    readonly box: readonly number[] | undefined;
    readonly shapes: readonly LogoShape[];
    readonly texts: readonly LogoText[];
  } {
    for (const { 0: whole, 1: end, 2: name, 3: list = "", 4: empty, index } of this.#svg.matchAll(tag)) {
      if (name === undefined) continue;
      if (this.#letters !== undefined) {
        if (end === "/" && name === "text") this.#text(this.#letters, index + whole.length);
      } else if (end === "/") this.#stack.pop();
      else if (name === "text" && this.#stack.at(-1)?.silent !== true) {
        if (empty !== "/") this.#letters = index;
      } else {
        if (name === "style" && empty !== "/") this.#styleSheet(index, index + whole.length);
        this.#element(name, readAttributes(list), index, empty === "/");
      }
    }
    if (this.#letters !== undefined) this.refuse(this.#letters, "<text> has no end");
    return { box: this.#box, shapes: this.#shapes, texts: this.#texts };
  }

  /** @param place offset in the file, or line */
  refuse(
    place: number | { readonly line: number },
    message: string,
    about: PictureFault["about"] = { hint: "let the drawing program export plain paths with plain colours" },
  ): void {
    if (this.#problems.count() > this.#most) return;
    const line = typeof place === "number" ? this.#lineOf(place) : place.line;
    const file = this.#file;
    const { line: _, ...more } = about;
    this.#problems.add({ code: "invalid-logo", message: `${file}: ${message}`, where: { file, line }, ...more });
  }

  #lineOf(offset: number): number {
    return this.#svg.slice(0, offset).split("\n").length;
  }

  /** Refuses rules, which could change anything that is drawn. @param start of its content */
  #styleSheet(at: number, start: number): void {
    const end = this.#svg.indexOf("</style", start);
    const rules = this.#svg
      .slice(start, end < 0 ? undefined : end)
      .replaceAll(/\/\*[\s\S]*?\*\/|<!--|-->|<!\[CDATA\[|\]\]>/g, "");
    if (rules.trim() !== "")
      this.refuse(at, "a style sheet is not read, and may change what the logo shows", byAttributes);
  }

  #element(name: string, attributes: ReadonlyMap<string, string>, at: number, closed: boolean): void {
    const parent = this.#stack.at(-1);
    const quiet = parent?.silent === true || silent.has(name) || attributes.get("display") === "none";
    const paint = quiet
      ? startPaint
      : readPaint(attributes, parent?.paint ?? startPaint, (message) => this.refuse(at, message));
    if (name === "svg" && this.#box === undefined) this.#box = viewBox(attributes);
    else if (name === "svg" && !quiet) this.refuse(at, "an <svg> inside another is not drawn");
    else if (!quiet && !containers.has(name)) {
      const outline = shapeOutline(name, attributes);
      if (outline === undefined) this.refuse(at, `<${name}> cannot be drawn`);
      else {
        const painted = paintShape(outline, paint);
        if (painted.every(isDrawable)) this.#shapes.push(...painted);
        else
          this.refuse(
            at,
            `the sizes and transforms of <${name}> give coordinates that are not numbers or lie far outside any page`,
          );
      }
    }
    if (!closed) this.#stack.push({ name, paint, silent: quiet, attributes });
  }

  #text(from: number, to: number): void {
    this.#letters = undefined;
    const line = this.#lineOf(from);
    const [, , width = 0, height = 0] = this.#box ?? [];
    try {
      const text = readLogoText(this.#svg.slice(from, to), line, {
        parents: this.#stack.map(({ attributes }) => attributes),
        matrix: this.#stack.at(-1)?.paint.matrix ?? startPaint.matrix,
        view: { width, height },
        above: this.#shapes.length,
        faces: this.#faces,
      });
      if (text !== undefined) this.#texts.push(text);
    } catch (error) {
      if (!(error instanceof PictureFault)) throw error;
      this.refuse({ line: error.about.line ?? line }, `the logo ${error.message}`, error.about);
    }
  }
}

/** No drawing program uses coordinates beyond this, and no PDF can hold them. */
const farthest = 1e7;

function isDrawable({ segments, stroke }: LogoShape): boolean {
  // NaN is not below anything.
  const { width = 0, dashes = [], dashOffset = 0 } = stroke ?? {};
  return [...segments.flatMap(([, ...numbers]) => numbers), width, ...dashes, dashOffset].every(
    (number) => Math.abs(number) < farthest,
  );
}

function viewBox(attributes: ReadonlyMap<string, string>): readonly number[] | undefined {
  const box = attributes
    .get("viewBox")
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  if (box !== undefined) return box.length === 4 && box.every(Number.isFinite) ? box : undefined;
  return [0, 0, Number.parseFloat(attributes.get("width") ?? ""), Number.parseFloat(attributes.get("height") ?? "")];
}

function paintShape(
  outline: readonly OutlineSegment[],
  { fill, stroke, line, evenOdd, visible, matrix }: LogoPaint,
): LogoShape[] {
  const drawn = stroke === "none" || line.width === 0 ? undefined : moveLine(line, matrix);
  if (!visible || (fill === "none" && drawn === undefined) || outline.length === 0) return [];
  return [
    {
      segments: outline.map((segment) => moveSegment(segment, matrix)),
      ...(fill !== "none" && { fill }),
      ...(evenOdd ? { evenOdd } : {}),
      ...(drawn !== undefined && { stroke: { ...drawn, color: stroke } }),
    },
  ];
}
