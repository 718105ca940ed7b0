import type { Drawing } from "../../../drawing.ts";
import { writesFromRight } from "../../locale/writes-from-right.ts";
import { roundCoordinate } from "../../pdf/canvas/canvas-matrix.ts";
import { type Attributes, element, type Markup, nothing } from "../markup.ts";
import { SvgCanvas, type SvgCanvasOptions, usualSize } from "./svg-canvas.ts";

/** The part of a drawing that is shown, in its own units. @default all of it */
export interface SvgView {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A drawing as an `svg` element inside HTML. It is an image with its alternative text; links in it stay beside the
 * image, since what is inside an image cannot be reached.
 *
 * @param attributes further ones of the `svg` element
 * @param view the part that is shown
 */
export function drawSvg(
  drawing: Drawing,
  options: SvgCanvasOptions,
  attributes: Attributes = {},
  view: SvgView = { x: 0, y: 0, width: drawing.width, height: drawing.height },
): Markup {
  const canvas = new SvgCanvas(options);
  drawing.draw(canvas);
  const { definitions, drawn, links } = canvas.end();
  const box = [view.x, view.y, view.width, view.height].map(roundCoordinate).join(" ");
  const root = {
    viewBox: box,
    direction: writesFromRight(options.language) ? "rtl" : undefined,
    "font-size": usualSize,
    ...attributes,
  };
  const named: Attributes =
    drawing.alt === "" ? { "aria-hidden": "true" } : { role: "img", "aria-label": drawing.alt, lang: drawing.lang };
  const content = [definitions.markup === "" ? nothing : element("defs", {}, definitions), drawn];
  if (links.markup === "") return element("svg", { ...root, ...named }, ...content);
  return element("svg", root, element("g", named, ...content), links);
}
