import type { CanvasMatrix } from "./canvas-matrix.ts";
import { hundredthsOf, roundFactor } from "./canvas-matrix.ts";
import { openingOf } from "../file/group-opening.ts";
import { formatHundredths } from "../file/pdf-value.ts";
import type { ShapedText } from "../../fonts/shape-text.ts";
import type { ShapedGlyph } from "../../fonts/shaped-glyph.ts";
import type { GlyphGroup, Reading, Spacing } from "../../fonts/text-layer.ts";

/** A font face embedded in the document, among the page's resources. */
export interface CanvasFace {
  /** Resource name, e.g. `F3`. */
  readonly id: string;
  /** Adds a glyph to the subset and returns its code, 4 hexadecimal digits. */
  codeOf(glyph: ShapedGlyph): string;
  /** How shaped text is shown so that it can be extracted as it was written; absent: glyph by glyph. */
  layer(text: string, shaped: ShapedText, reading: Reading, spacing: Spacing): readonly GlyphGroup[] | undefined;
}

/** A run of text of one face and one direction. */
export interface CanvasRun extends Reading {
  readonly text: string;
  readonly shaped: ShapedText;
}

/** Most hexadecimal digits in one string: an archival file allows 32,767 bytes (ISO 19005-3, 6.1.13). */
const longestCodes = 60_000;

/**
 * Writes text showing operators (ISO 32000-1, 9.4) for shaped text, for use between BT and ET with font and size set.
 *
 * @param matrix maps the canvas's user space (y downwards) to the page's
 * @param x start of the baseline in user space
 * @param size points, in user space
 * @param letterSpacing points after every glyph; the character spacing (Tc) must be set to it
 */
export function textOperators(
  run: CanvasRun,
  face: CanvasFace,
  matrix: CanvasMatrix,
  x: number,
  y: number,
  size: number,
  letterSpacing: number,
): string {
  const lines: string[] = [];
  // Glyphs are upright in a space whose y points up, so the matrix's second column is negated.
  const turn = turnOf(matrix[0], matrix[1], -matrix[2], -matrix[3]);
  const place = (dx: number, dy: number): void => {
    const px = x + dx;
    const py = y - dy;
    const e = hundredthsOf(matrix[0] * px + matrix[2] * py + matrix[4]);
    const f = hundredthsOf(matrix[1] * px + matrix[3] * py + matrix[5]);
    lines.push(`${turn} ${formatHundredths(e)} ${formatHundredths(f)} Tm`);
  };
  let parts: string[] = [];
  let codes = "";
  const show = (): void => {
    if (parts.length > 0) lines.push(`[${parts.join("")}${codes === "" ? "" : `<${codes}>`}] TJ`);
    else if (codes !== "") lines.push(`<${codes}> Tj`);
    parts = [];
    codes = "";
  };

  const spacing = (letterSpacing * 1000) / size;
  const groups = face.layer(run.text, run.shaped, run, () => spacing);
  if (groups !== undefined) {
    for (const group of groups) showGroup(group);
    return lines.join("\n");
  }
  const { glyphs, advances, offsets } = run.shaped;
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
    if (codes.length > longestCodes) {
      parts.push(`<${codes}>`);
      codes = "";
    }
    const own = advances[index] ?? glyph.width;
    const kern = Math.round(glyph.width - own);
    if (kern !== 0 && index < glyphs.length - 1) {
      parts.push(`<${codes}>${kern}`);
      codes = "";
    }
    advance += own + spacing;
  }
  show();
  return lines.join("\n");

  function showGroup(group: GlyphGroup): void {
    const opening = openingOf(group);
    if (opening !== undefined) lines.push(opening);
    let pen: { x: number; readonly y: number } | undefined;
    for (const { glyph, x, y } of group.glyphs) {
      const kern = pen?.y === y ? Math.round(pen.x - x) : undefined;
      if (kern === undefined) {
        show();
        place(x * (size / 1000), y * (size / 1000));
        pen = { x, y };
      } else if (kern !== 0) {
        parts.push(`<${codes}>${kern}`);
        codes = "";
        pen!.x -= kern;
      }
      codes += face.codeOf(glyph);
      pen!.x += glyph.width + spacing;
    }
    show();
    if (opening !== undefined) lines.push("EMC");
  }
}

/** Cached for the last matrix, since most texts are upright and in one scale. */
let last = { a: 1, b: 0, c: 0, d: 1, text: "1 0 0 1" };

/** The rotation and scale of a matrix, as operands. */
function turnOf(a: number, b: number, c: number, d: number): string {
  if (a !== last.a || b !== last.b || c !== last.c || d !== last.d) {
    last = { a, b, c, d, text: `${roundFactor(a)} ${roundFactor(b)} ${roundFactor(c)} ${roundFactor(d)}` };
  }
  return last.text;
}
