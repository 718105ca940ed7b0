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
  const writer = new TextWriter(face, matrix, x, y, size, (letterSpacing * 1000) / size);
  const groups = face.layer(run.text, run.shaped, run, () => writer.spacing);
  if (groups === undefined) writer.showGlyphs(run.shaped);
  else for (const group of groups) writer.showGroup(group);
  return writer.operators();
}

/** Writes the operators of one run. Distances in its glyphs are thousandths of the size. */
class TextWriter {
  /** Letter spacing. */
  readonly spacing: number;
  readonly #face: CanvasFace;
  readonly #matrix: CanvasMatrix;
  readonly #x: number;
  readonly #y: number;
  readonly #size: number;
  /** Rotation and scale, as operands. */
  readonly #turn: string;
  readonly #lines: string[] = [];
  #parts: string[] = [];
  #codes = "";

  constructor(face: CanvasFace, matrix: CanvasMatrix, x: number, y: number, size: number, spacing: number) {
    this.#face = face;
    this.#matrix = matrix;
    this.#x = x;
    this.#y = y;
    this.#size = size;
    this.spacing = spacing;
    // Glyphs are upright in a space whose y points up, so the matrix's second column is negated.
    this.#turn = turnOf(matrix[0], matrix[1], -matrix[2], -matrix[3]);
  }

  operators(): string {
    return this.#lines.join("\n");
  }

  showGlyphs({ glyphs, advances, offsets }: CanvasRun["shaped"]): void {
    let advance = 0;
    let displaced = false;
    this.#place(0, 0);
    for (let index = 0; index < glyphs.length; index++) {
      const glyph = glyphs[index]!;
      const dx = offsets?.[index * 2] ?? 0;
      const dy = offsets?.[index * 2 + 1] ?? 0;
      if (dx !== 0 || dy !== 0 || displaced) {
        this.#show();
        this.#place(advance + dx, dy);
        displaced = dx !== 0 || dy !== 0;
      }
      this.#codes += this.#face.codeOf(glyph);
      if (this.#codes.length > longestCodes) this.#endCodes("");
      const own = advances[index] ?? glyph.width;
      const kern = Math.round(glyph.width - own);
      if (kern !== 0 && index < glyphs.length - 1) this.#endCodes(String(kern));
      advance += own + this.spacing;
    }
    this.#show();
  }

  showGroup(group: GlyphGroup): void {
    const opening = openingOf(group);
    if (opening !== undefined) this.#lines.push(opening);
    let pen: { x: number; readonly y: number } | undefined;
    for (const { glyph, x, y } of group.glyphs) {
      const kern = pen?.y === y ? Math.round(pen.x - x) : undefined;
      if (kern === undefined) {
        this.#show();
        this.#place(x, y);
        pen = { x, y };
      } else if (kern !== 0) {
        this.#endCodes(String(kern));
        pen!.x -= kern;
      }
      this.#codes += this.#face.codeOf(glyph);
      pen!.x += glyph.width + this.spacing;
    }
    this.#show();
    if (opening !== undefined) this.#lines.push("EMC");
  }

  /** Moves the pen to a place in the run. */
  #place(across: number, up: number): void {
    const matrix = this.#matrix;
    const px = this.#x + across * (this.#size / 1000);
    const py = this.#y - up * (this.#size / 1000);
    const e = hundredthsOf(matrix[0] * px + matrix[2] * py + matrix[4]);
    const f = hundredthsOf(matrix[1] * px + matrix[3] * py + matrix[5]);
    this.#lines.push(`${this.#turn} ${formatHundredths(e)} ${formatHundredths(f)} Tm`);
  }

  /** Ends a string of codes. @param kern by which the next one moves back */
  #endCodes(kern: string): void {
    this.#parts.push(`<${this.#codes}>${kern}`);
    this.#codes = "";
  }

  /** Shows the glyphs since the pen was last moved. */
  #show(): void {
    const codes = this.#codes;
    if (this.#parts.length > 0) this.#lines.push(`[${this.#parts.join("")}${codes === "" ? "" : `<${codes}>`}] TJ`);
    else if (codes !== "") this.#lines.push(`<${codes}> Tj`);
    this.#parts = [];
    this.#codes = "";
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
