import { readCssColor } from "../../../css-color.ts";
import type { CanvasContext, CanvasGradient } from "../../../drawing.ts";
import { PictureFault } from "../picture-fault.ts";
import type { Bounds } from "./path-bounds.ts";
import { readStyleSheets, styledAttributes } from "./style-sheet.ts";
import { elementsIn, type SvgElement } from "./svg-element.ts";
import { readLength } from "./svg-length.ts";
import { readOpacity } from "./svg-style.ts";
import { identity, multiply, readTransform, type Matrix } from "./svg-transform.ts";

/** A gradient as used by a shape. */
export interface SvgGradient {
  /** From the gradient's space to the shape's. */
  readonly matrix: Matrix;
  make(context: CanvasContext): CanvasGradient;
}

/** Most gradients that inherit from each other. */
const deepest = 8;

/**
 * A gradient for a shape (SVG 2, 14.2).
 *
 * @param bounds of the shape, for a gradient in shares of it
 * @param alpha opacity of the paint
 * @returns undefined if it paints nothing
 * @throws PictureFault if it cannot be drawn
 */
export function readGradient(
  element: SvgElement,
  named: ReadonlyMap<string, SvgElement>,
  rules: ReturnType<typeof readStyleSheets>,
  bounds: Bounds,
  alpha: number,
  view: number,
): SvgGradient | undefined {
  const { name, line } = element;
  if (name !== "linearGradient" && name !== "radialGradient")
    throw new PictureFault(`is painted with <${name}>, which is not drawn`, {
      line,
      allowed: ["linearGradient", "radialGradient"],
      hint: "use plain colours or gradients",
    });
  const chain = chainOf(element, named);
  const attribute = (key: string): string | undefined =>
    chain.find((each) => each.attributes.has(key))?.attributes.get(key);
  const spread = attribute("spreadMethod") ?? "pad";
  if (spread !== "pad")
    throw new PictureFault(`has a gradient with spreadMethod="${spread}", which is not drawn`, {
      line,
      allowed: "pad",
    });
  const shares = (attribute("gradientUnits") ?? "objectBoundingBox") === "objectBoundingBox";
  const [left, top, right, bottom] = bounds;
  if (shares && !(right > left && bottom > top)) return undefined;
  const length = (key: string, otherwise: number): number =>
    readLength(attribute(key), shares ? 1 : view) ?? (shares ? otherwise : otherwise * view);
  const turned = readTransform((attribute("gradientTransform") ?? "").trim());
  if (turned === undefined) throw new PictureFault("has a gradientTransform that cannot be read", { line });
  const box: Matrix = shares ? [right - left, 0, 0, bottom - top, left, top] : identity;
  const stops = readStops(
    chain.find((each) => elementsIn(each).some((child) => child.name === "stop")),
    rules,
    alpha,
  );
  if (stops.length === 0) return undefined;
  const linear = [length("x1", 0), length("y1", 0), length("x2", 1), length("y2", 0)] as const;
  const [cx, cy, r] = [length("cx", 0.5), length("cy", 0.5), length("r", 0.5)];
  const radial = [
    attribute("fx") === undefined ? cx : length("fx", 0.5),
    attribute("fy") === undefined ? cy : length("fy", 0.5),
    length("fr", 0),
    cx,
    cy,
    r,
  ] as const;
  return {
    matrix: multiply(box, turned),
    make(context) {
      const gradient =
        name === "linearGradient" ? context.createLinearGradient(...linear) : context.createRadialGradient(...radial);
      for (const { offset, color } of stops) gradient.addColorStop(offset, color);
      return gradient;
    },
  };
}

/** A gradient and those that it takes attributes and stops from. */
function chainOf(element: SvgElement, named: ReadonlyMap<string, SvgElement>): SvgElement[] {
  const chain = [element];
  for (let next = referenced(element, named); next !== undefined; next = referenced(next, named)) {
    if (chain.length >= deepest || chain.includes(next))
      throw new PictureFault("has gradients that refer to each other in a circle", { line: element.line });
    chain.push(next);
  }
  return chain;
}

function referenced({ attributes }: SvgElement, named: ReadonlyMap<string, SvgElement>): SvgElement | undefined {
  const href = attributes.get("href") ?? attributes.get("xlink:href");
  return href?.startsWith("#") === true ? named.get(href.slice(1)) : undefined;
}

function readStops(
  owner: SvgElement | undefined,
  rules: ReturnType<typeof readStyleSheets>,
  alpha: number,
): { readonly offset: number; readonly color: string }[] {
  let least = 0;
  return (owner === undefined ? [] : elementsIn(owner))
    .filter(({ name }) => name === "stop")
    .map((stop) => {
      const styled = styledAttributes(stop, rules);
      const seen = styled.get("stop-color") ?? "#000000";
      const color = readCssColor(seen);
      if (color === undefined)
        throw new PictureFault(`has stop-color="${seen.slice(0, 60)}", which is not a colour`, { line: stop.line });
      least = Math.max(least, readOpacity(styled.get("offset"), 0));
      const [red, green, blue] = color.components.map((part) => Math.round(part * 255));
      return {
        offset: least,
        color: `rgba(${red}, ${green}, ${blue}, ${Math.round(color.alpha * readOpacity(styled.get("stop-opacity"), 1) * alpha * 1000) / 1000})`,
      };
    });
}
