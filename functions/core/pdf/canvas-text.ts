import type { CanvasMatrix } from "./canvas-matrix.ts";
import { roundCoordinate, roundFactor } from "./canvas-matrix.ts";
import type { ShapedGlyph, ShapedText } from "./shape-text.ts";

/** A font face embedded in the document, among the page's resources. */
export interface CanvasFace {
  /** Resource name, e.g. `F3`. */
  readonly id: string;
  /** Puts a glyph into the subset and returns its code there, 4 hexadecimal digits. */
  codeOf(glyph: ShapedGlyph): string;
}

/**
 * Text showing operators (ISO 32000-1, 9.4) for shaped glyphs, to stand between BT and ET with font
 * and size already set.
 *
 * @param matrix from the canvas's user space to the page's, y downwards
 * @param x start of the baseline in user space
 * @param size points, in user space
 * @param letterSpacing points after every glyph; the character spacing (Tc) must be set to it
 */
export function textOperators(
  shaped: ShapedText, face: CanvasFace, matrix: CanvasMatrix, x: number, y: number, size: number, letterSpacing: number,
): string {
  const lines: string[] = [];
  // Glyphs stand upright in a space whose y points up: the matrix's second column is turned.
  const turn = `${roundFactor(matrix[0])} ${roundFactor(matrix[1])} ${roundFactor(-matrix[2])} ${roundFactor(-matrix[3])}`;
  const place = (dx: number, dy: number): void => {
    const [px, py] = [x + dx, y - dy];
    const e = roundCoordinate(matrix[0] * px + matrix[2] * py + matrix[4]);
    const f = roundCoordinate(matrix[1] * px + matrix[3] * py + matrix[5]);
    lines.push(`${turn} ${e} ${f} Tm`);
  };
  let parts: string[] = [];
  let codes = "";
  const show = (): void => {
    if (parts.length > 0) lines.push(`[${parts.join("")}${codes === "" ? "" : `<${codes}>`}] TJ`);
    else if (codes !== "") lines.push(`<${codes}> Tj`);
    parts = [];
    codes = "";
  };

  const { glyphs, advances, offsets } = shaped;
  let advance = 0;
  let displaced = false;
  place(0, 0);
  for (let index = 0; index < glyphs.length; index++) {
    const glyph = glyphs[index]!;
    const dx = offsets?.[index * 2] ?? 0;
    const dy = offsets?.[index * 2 + 1] ?? 0;
    if (dx !== 0 || dy !== 0 || displaced) {
      show();
      place((advance + dx) * (size / 1000), dy * (size / 1000));
      displaced = dx !== 0 || dy !== 0;
    }
    codes += face.codeOf(glyph);
    const own = advances[index] ?? glyph.width;
    const kern = Math.round(glyph.width - own);
    if (kern !== 0 && index < glyphs.length - 1) {
      parts.push(`<${codes}>${kern}`);
      codes = "";
    }
    advance += own + (letterSpacing * 1000) / size;
  }
  show();
  return lines.join("\n");
}
