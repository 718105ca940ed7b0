import type { Face } from "./face.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfKitFont } from "./pdfkit-document.ts";
import { formatNumber, type PdfReference } from "./pdf-value.ts";
import type { ShapedGlyph, ShapedText } from "./shape-text.ts";
import { subsetFont } from "./subset-font.ts";

/** Lengths in points. */
export interface ShowOptions {
  readonly size: number;
  /** After every glyph; the character spacing (Tc) must be set to it. @default 0 */
  readonly letterSpacing?: number;
  /** Added to every space. @default 0 */
  readonly wordSpacing?: number;
  /** @default false */
  readonly rightToLeft?: boolean;
}

/** A face in a document: gives its glyphs codes as they are used, and embeds no other glyph. */
export class EmbeddedFace {
  /** Resource name. */
  readonly id: string;
  readonly #font: PdfKitFont;
  /** Glyph ids by code; code 0 is .notdef, which every font must have and no text uses. */
  readonly #glyphs: number[] = [0];
  readonly #codes = new Map<ShapedGlyph, string>();
  readonly #codesByMeaning = new Map<string, string>();

  constructor(face: Face, file: PdfFile) {
    this.#font = file.font(face.font)._font;
    this.id = this.#font.id;
    // ToUnicode may not lead to U+0000 (ISO 14289-1, 7.21.7).
    this.#font.unicode[0] = [0xfffd];
    // Copying outlines rather than decoding them takes a tenth of fontkit's time for Chinese, and
    // the codes are given here.
    this.#font.subset = {
      includeGlyph: (glyph) => this.#glyphs.indexOf(glyph),
      encode: () => subsetFont(face.file, this.#glyphs),
    };
  }

  /**
   * The code of a glyph, 4 hexadecimal digits. A glyph that stands for different characters (a
   * space and a no-break space, Ω and Ohm) gets a code for each, so that the text layer says what
   * was written.
   */
  codeOf(glyph: ShapedGlyph): string {
    let code = this.#codes.get(glyph);
    if (code === undefined) {
      const meaning = `${glyph.id} ${glyph.codePoints.join()}`;
      code = this.#codesByMeaning.get(meaning);
      if (code === undefined) {
        code = this.#glyphs.length.toString(16).padStart(4, "0");
        this.#codesByMeaning.set(meaning, code);
        this.#font.widths[this.#glyphs.length] = Math.round(glyph.width * 100) / 100;
        this.#font.unicode[this.#glyphs.length] = glyph.codePoints;
        this.#glyphs.push(glyph.id);
      }
      this.#codes.set(glyph, code);
    }
    return code;
  }

  /**
   * Text showing operators (ISO 32000-1, 9.4.3) for shaped text, to stand after Tf and Tm. Glyphs
   * are shown in the order of reading, right-to-left ones each to the left of the one before, so
   * that whoever reads the content in its order reads the text (14.8.2.3).
   */
  show({ glyphs, advances, offsets }: ShapedText, { size, letterSpacing = 0, wordSpacing = 0, rightToLeft = false }: ShowOptions): string {
    const spacing = (letterSpacing * 1000) / size;
    const wordExtra = (wordSpacing * 1000) / size;
    let at = 0;
    const places = glyphs.map((glyph, i) => {
      const place = at;
      at += advances[i]! + spacing + (wordExtra !== 0 && isSpace(glyph) ? wordExtra : 0);
      return place;
    });

    const operators: string[] = [];
    const parts: string[] = [];
    let codes = "";
    let pen = 0;
    let rise = 0;
    const flush = (): void => {
      if (codes !== "") parts.push(`<${codes}>`);
      codes = "";
      if (parts.length > 0) operators.push(parts.length === 1 ? `${parts[0]} Tj` : `[${parts.join("")}] TJ`);
      parts.length = 0;
    };
    for (let step = 0; step < glyphs.length; step++) {
      const i = rightToLeft ? glyphs.length - 1 - step : step;
      const y = offsets?.[i * 2 + 1] ?? 0;
      if (y !== rise) {
        flush();
        operators.push(`${formatNumber((y * size) / 1000)} Ts`);
        rise = y;
      }
      const move = Math.round((places[i]! + (offsets?.[i * 2] ?? 0) - pen) * 10) / 10;
      if (move !== 0) {
        if (codes !== "") parts.push(`<${codes}>`);
        codes = "";
        parts.push(String(-move));
      }
      codes += this.codeOf(glyphs[i]!);
      pen += move + glyphs[i]!.width + spacing;
    }
    flush();
    if (rise !== 0) operators.push("0 Ts");
    return operators.join("\n");
  }

  /** The font dictionary, for the resources of the pages that use it. */
  get reference(): PdfReference {
    return this.#font.ref();
  }
}

function isSpace({ codePoints }: ShapedGlyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20;
}
