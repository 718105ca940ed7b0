import { hexOf, readCssColor } from "../../../css-color.ts";
import { shapeOutline } from "../../picture/svg/shape-outline.ts";
import type { OutlineSegment } from "../../picture/svg/svg-path.ts";
import { identity, multiply, readTransform, type Matrix } from "../../picture/svg/svg-transform.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { Logo, LogoShape } from "../template.ts";

/** The paint that an element inherits. */
interface Paint {
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly evenOdd: boolean;
  readonly matrix: Matrix;
}

const containers = new Set(["svg", "g", "a"]);
/** Elements that draw nothing, and neither do their children. */
const silent = new Set(["title", "desc", "metadata", "defs"]);
const ignorable =
  /^(xmlns(:.*)?|xml:.*|id|class|version|role|aria-.*|data-.*|viewBox|width|height|x|y|preserveAspectRatio|enable-background|baseProfile|stroke-(linecap|linejoin|miterlimit)|clip-rule|shape-rendering|color|font(-.*)?|(letter|word)-spacing|text-(anchor|rendering))$/;
/** Elements that hold letters. */
const words = new Set(["text", "tspan", "textPath"]);
const asOutlines = "turn the letters into outlines in the drawing program (Inkscape: Path, Object to Path)";
/** A comment, an instruction, a tag or characters. */
const tag =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|<!\[CDATA\[[\s\S]*?\]\]>/g;
/** Most outlines of a logo: it is on the first page only, but each outline is drawn. */
const mostShapes = 2000;

/**
 * Reads an SVG file as vectors: shapes, paths, groups and transforms with plain colours. Anything else in it (text,
 * images, gradients, styles, scripts) is a problem rather than left out: a logo is drawn faithfully or not at all.
 *
 * @returns undefined if it cannot be drawn faithfully
 */
export function readLogo(file: string, svg: string, problems: TemplateProblems): Logo | undefined {
  const before = problems.count();
  const refuse = (
    offset: number,
    message: string,
    hint = "let the drawing program export plain paths with plain colours",
  ): void => {
    if (problems.count() > before + 9) return;
    const line = svg.slice(0, offset).split("\n").length;
    problems.add({ code: "invalid-logo", message: `${file}: ${message}`, where: { file, line }, hint });
  };
  const shapes: LogoShape[] = [];
  const stack: { readonly name: string; readonly paint: Paint; readonly silent: boolean }[] = [];
  let box: readonly number[] | undefined;
  for (const match of svg.matchAll(tag)) {
    const [, end, name, list = "", empty] = match;
    if (name === undefined) continue;
    if (end === "/") {
      stack.pop();
      continue;
    }
    const parent = stack.at(-1);
    const attributes = readAttributes(list);
    const quiet = parent?.silent === true || silent.has(name);
    const paint = quiet
      ? startPaint
      : readPaint(attributes, parent?.paint ?? startPaint, (message) => refuse(match.index, message));
    if (name === "svg" && box === undefined) box = viewBox(attributes);
    else if (!quiet && !containers.has(name)) {
      const outline = shapeOutline(name, attributes);
      if (outline === undefined)
        refuse(match.index, `<${name}> cannot be drawn`, words.has(name) ? asOutlines : undefined);
      else {
        const painted = paintShape(outline, paint);
        if (painted.every(isDrawable)) shapes.push(...painted);
        else
          refuse(
            match.index,
            `the sizes and transforms of <${name}> give coordinates that are not numbers or lie far outside any page`,
          );
      }
    }
    if (empty !== "/") stack.push({ name, paint, silent: quiet });
  }
  if (box === undefined || !(box[2]! > 0 && box[3]! > 0))
    refuse(0, "the logo needs an <svg> with a viewBox, or a width and a height");
  else if (shapes.length === 0) refuse(0, "the logo draws nothing");
  if (shapes.length > mostShapes) refuse(0, `the logo has more than ${mostShapes} shapes`);
  if (problems.count() > before || box === undefined) return undefined;
  const [left, top, width, height] = box as [number, number, number, number];
  return {
    width,
    height,
    shapes: shapes.map((shape) => ({
      ...shape,
      segments: shape.segments.map((segment) => move(segment, [1, 0, 0, 1, -left, -top])),
    })),
  };
}

/** No drawing program uses coordinates beyond this, and no PDF can hold them. */
const farthest = 1e7;

function isDrawable({ segments, stroke }: LogoShape): boolean {
  // NaN is not below anything.
  return [...segments.flatMap(([, ...numbers]) => numbers), stroke?.width ?? 0].every(
    (number) => Math.abs(number) < farthest,
  );
}

const startPaint: Paint = { fill: "#000000", stroke: "none", strokeWidth: 1, evenOdd: false, matrix: identity };

function readAttributes(list: string): Map<string, string> {
  const found = new Map(
    [...list.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = "", double, single]) => [
      name,
      double ?? single ?? "",
    ]),
  );
  for (const part of (found.get("style") ?? "").split(";")) {
    const [name = "", value] = part.split(":").map((text) => text.trim());
    if (value !== undefined) found.set(name, value);
  }
  found.delete("style");
  return found;
}

function readPaint(attributes: ReadonlyMap<string, string>, parent: Paint, refuse: (message: string) => void): Paint {
  let { fill, stroke, strokeWidth, evenOdd, matrix } = parent;
  const colour = (name: string, value: string, inherited: string): string => {
    if (value === "none") return "none";
    if (value === "inherit") return inherited;
    const color = readCssColor(value);
    if (color?.alpha === 1) return hexOf(color.components);
    if (color?.alpha === 0) return "none";
    refuse(
      color === undefined
        ? `${name} "${value}" is not a colour`
        : `${name} "${value}" is transparent: use a lighter colour`,
    );
    return "none";
  };
  for (const [name, value] of attributes) {
    if (name === "fill") fill = colour(name, value, fill);
    else if (name === "stroke") stroke = colour(name, value, stroke);
    else if (name === "stroke-width") strokeWidth = Number.parseFloat(value);
    else if (name === "fill-rule") evenOdd = value === "evenodd";
    else if (name === "transform") {
      const step = readTransform(value.trim());
      if (step === undefined) refuse(`the transform "${value}" cannot be read`);
      else matrix = multiply(matrix, step);
    } else if (["opacity", "fill-opacity", "stroke-opacity"].includes(name)) {
      if (Number(value) !== 1) refuse(`${name} is not drawn: use a lighter colour`);
    } else if (
      /^(filter|mask|clip-path|marker.*|stroke-dasharray|href|xlink:href|on.*)$/.test(name) &&
      value !== "none"
    )
      refuse(`${name} is not drawn`);
    else if (!ignorable.test(name) && !shapeAttributes.has(name)) refuse(`the attribute ${name} is unknown`);
  }
  return { fill, stroke, strokeWidth, evenOdd, matrix };
}

const shapeAttributes = new Set([
  "d",
  "cx",
  "cy",
  "r",
  "rx",
  "ry",
  "x1",
  "x2",
  "y1",
  "y2",
  "points",
  "display",
  "visibility",
  "overflow",
  "isolation",
  "mix-blend-mode",
  "stroke-dashoffset",
  "font-family",
  "paint-order",
  "href",
  "filter",
  "mask",
  "clip-path",
  "stroke-dasharray",
]);

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
  { fill, stroke, strokeWidth, evenOdd, matrix }: Paint,
): LogoShape[] {
  if ((fill === "none" && (stroke === "none" || strokeWidth === 0)) || outline.length === 0) return [];
  const [a, b, c, d] = matrix;
  const scale = Math.sqrt(Math.abs(a * d - b * c));
  return [
    {
      segments: outline.map((segment) => move(segment, matrix)),
      ...(fill !== "none" && { fill }),
      ...(evenOdd ? { evenOdd } : {}),
      ...(stroke === "none" || strokeWidth === 0 ? {} : { stroke: { color: stroke, width: strokeWidth * scale } }),
    },
  ];
}

function move(segment: OutlineSegment, [a, b, c, d, e, f]: Matrix): OutlineSegment {
  const [command, ...points] = segment;
  const moved = points.map((value, index) => {
    const [x, y] = index % 2 === 0 ? [value, points[index + 1]!] : [points[index - 1]!, value];
    return index % 2 === 0 ? a * x + c * y + e : b * x + d * y + f;
  });
  return [command, ...moved] as unknown as OutlineSegment;
}
