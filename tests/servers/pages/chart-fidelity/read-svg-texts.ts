import type { TextMeasurer, TextStyle } from "../../../../functions/core/ports.ts";
import { parseCanvasFont } from "../../../../functions/core/report/fonts/canvas-font.ts";

/** A line of text with its box: beginning of its baseline, direction and length, in points. */
export interface TextPlace {
  readonly text: string;
  readonly x: number;
  /** Distance from the top of the page. */
  readonly y: number;
  /** Radians, clockwise. */
  readonly angle: number;
  readonly width: number;
  readonly size: number;
}

type Matrix = readonly [number, number, number, number, number, number];

interface Element {
  readonly matrix: Matrix;
  readonly attributes: Readonly<Record<string, string>>;
  readonly hidden: boolean;
}

/**
 * Reads the visible texts of Vega's SVG. It leaves out invisible ones (without fill and stroke, or without opacity) and
 * those outside the picture, which the canvas does not draw.
 */
export function readSvgTexts(svg: string, measurer: TextMeasurer): readonly TextPlace[] {
  const places: TextPlace[] = [];
  const stack: Element[] = [{ matrix: [1, 0, 0, 1, 0, 0], attributes: {}, hidden: false }];
  let text: Element | undefined;
  /** Position of the current line inside its text element. */
  let dy = 0;
  for (const [, close, name, rest = "", empty, content] of svg.matchAll(
    /<(\/)?([\w:]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/)?>([^<]*)/g,
  )) {
    if (close === "/") {
      if (name === "text") text = undefined;
      stack.pop();
      continue;
    }
    const attributes = Object.fromEntries(
      [...rest.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, unescapeXml(value)]),
    );
    const outer = stack.at(-1)!;
    const matrix = multiply(outer.matrix, readTransform(attributes["transform"] ?? ""));
    const element: Element = {
      matrix,
      attributes: { ...inherited(outer.attributes), ...attributes },
      hidden: outer.hidden || isHidden(attributes),
    };
    if (name === "text") [text, dy] = [element, 0];
    if (name === "tspan") dy += Number(attributes["dy"] ?? 0);
    if (text !== undefined && content !== undefined && content.trim() !== "" && !element.hidden) {
      const place = placeOf(unescapeXml(content).trim(), text, dy, measurer);
      if (place !== undefined) places.push(place);
    }
    if (empty !== "/") stack.push(element);
  }
  const [, pageWidth = "0", pageHeight = "0"] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return places.filter(({ x, y, width, angle, size }) => {
    const [xs, ys] = [
      [x, x + width * Math.cos(angle)],
      [y, y + width * Math.sin(angle)],
    ];
    return (
      Math.max(...xs) > -size &&
      Math.min(...xs) < Number(pageWidth) + size &&
      Math.max(...ys) > -size / 2 &&
      Math.min(...ys) < Number(pageHeight) + size / 2
    );
  });
}

function inherited({ fill, stroke }: Element["attributes"]): Record<string, string> {
  return { ...(fill === undefined ? {} : { fill }), ...(stroke === undefined ? {} : { stroke }) };
}

function isHidden(attributes: Element["attributes"]): boolean {
  return Number(attributes["opacity"] ?? 1) === 0 || attributes["display"] === "none";
}

function placeOf(
  text: string,
  { attributes, matrix }: Element,
  dy: number,
  measurer: TextMeasurer,
): TextPlace | undefined {
  const painted = (part: "fill" | "stroke"): boolean => {
    const paint = attributes[part];
    return (
      paint !== undefined &&
      paint !== "none" &&
      paint !== "transparent" &&
      Number(attributes[`${part}-opacity`] ?? 1) > 0
    );
  };
  if (!painted("fill") && !painted("stroke")) return undefined;
  const style = styleOf(attributes);
  if (!(style.size > 0)) return undefined;
  const width = measurer.measure(text, style);
  const shift = attributes["text-anchor"] === "middle" ? 0.5 : attributes["text-anchor"] === "end" ? 1 : 0;
  const [a, b, c, d, e, f] = matrix;
  const [x, y] = [-shift * width, dy];
  return { text, x: a * x + c * y + e, y: b * x + d * y + f, angle: Math.atan2(b, a), width, size: style.size };
}

export function styleOf(attributes: Element["attributes"]): TextStyle {
  const {
    "font-style": slant = "",
    "font-weight": weight = "",
    "font-size": size = "10px",
    "font-family": family = "sans-serif",
  } = attributes;
  return parseCanvasFont([slant, weight, size, family].filter(Boolean).join(" "));
}

function readTransform(transform: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list = ""] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [p = 0, q = 0] = list.split(/[\s,]+/).map(Number);
    const radians = (p * Math.PI) / 180;
    const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
    const step: Matrix =
      name === "translate"
        ? [1, 0, 0, 1, p, q]
        : name === "rotate"
          ? [cos, sin, -sin, cos, 0, 0]
          : [p, 0, 0, list.includes(",") ? q : p, 0, 0];
    matrix = multiply(matrix, step);
  }
  return matrix;
}

function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

function unescapeXml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");
}
