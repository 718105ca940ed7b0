import type { Drawing } from "../../../drawing.ts";
import { parseSvg } from "./parse-svg.ts";
import { SvgPainter } from "./svg-painter.ts";
import { readView } from "./view-box.ts";

/** Points per user unit: 96 units are an inch. */
const unit = 0.75;

/**
 * Reads an SVG file as vectors, with its text set in our own fonts. Nothing in it runs or is loaded; anything that
 * cannot be drawn faithfully (filters, masks, patterns, animations) is a fault rather than left out.
 *
 * @throws PictureFault with the line of the first thing that cannot be drawn
 */
export function readSvg(bytes: Uint8Array): Drawing {
  const root = parseSvg(bytes);
  const view = readView(root);
  const steps = new SvgPainter(root).paint(root, view);
  return {
    width: view.width * unit,
    height: view.height * unit,
    alt: "",
    draw(context) {
      context.save();
      context.scale(unit, unit);
      context.beginPath();
      context.rect(0, 0, view.width, view.height);
      context.clip();
      for (const step of steps) step(context);
      context.restore();
    },
  };
}
