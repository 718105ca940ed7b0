import type { OutlineStep, TextStyle } from "../../ports.ts";
import { parseCanvasFont } from "./canvas-font.ts";
import type { Typesetter } from "./typesetter.ts";
import { visualRuns } from "./visual-runs.ts";

/**
 * The outlines of a line of text as the canvas would paint it, relative to the start of its baseline.
 *
 * @param font a style, or a CSS font shorthand; px are points
 */
export function outlineText(
  typesetter: Pick<Typesetter, "runs" | "shape" | "face" | "language">,
  text: string,
  font: string | TextStyle,
): { readonly steps: readonly OutlineStep[]; readonly width: number } {
  const style = typeof font === "string" ? parseCanvasFont(font) : font;
  const { size, features = [], letterSpacing = 0 } = style;
  const steps: OutlineStep[] = [];
  let left = 0;
  for (const run of style.size > 0 ? visualRuns(typesetter, text, style) : []) {
    const { glyphs, advances, offsets } = typesetter.shape(run.text, run.face, {
      features,
      spaced: letterSpacing !== 0,
      ...(run.rightToLeft ? { rightToLeft: true } : {}),
    });
    const face = typesetter.face(run.face);
    const [unit, scale] = [size / 1000, (size / 1000) * face.scale];
    let x = left;
    for (const [index, { id }] of glyphs.entries()) {
      const [dx, dy] = [x + (offsets?.[index * 2] ?? 0) * unit, -(offsets?.[index * 2 + 1] ?? 0) * unit];
      for (const { command, args } of face.font.getGlyph(id).path.commands) {
        steps.push({ command, args: args.map((value, i) => (i % 2 === 0 ? dx + value * scale : dy - value * scale)) });
      }
      x += (advances[index] ?? 0) * unit + letterSpacing;
    }
    left += run.width;
  }
  return { steps, width: left };
}
