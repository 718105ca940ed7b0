import type { Face } from "../../fonts/face.ts";
import { hasPostScriptOutlines } from "../../fonts/font-tables.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfKitFont } from "./pdfkit-document.ts";
import { fontForPdfKit } from "./pdfkit-font.ts";
import { formatHundredths, formatNumber, type PdfReference } from "./pdf-value.ts";
import { countGlyphs, type ShapedGlyph } from "../../fonts/shaped-glyph.ts";
import type { ShapedText } from "../../fonts/shape-text.ts";
import { subsetFont } from "../../fonts/subset-font.ts";

/** Lengths in points. */
export interface ShowOptions {
  readonly size: number;
  /** Added after every glyph; the character spacing (Tc) must be set to it. @default 0 */
  readonly letterSpacing?: number | undefined;
  /** Added to every space. @default 0 */
  readonly wordSpacing?: number | undefined;
  /** @default false */
  readonly rightToLeft?: boolean | undefined;
}

/** A face in a document: assigns codes to glyphs as they are used, and embeds only those. */
export class EmbeddedFace {
  /** Resource name. */
  readonly id: string;
  readonly #face: Face;
  readonly #file: PdfFile;
  readonly #font: PdfKitFont;
  /** Glyph ids by code; code 0 is .notdef, which every font must have and no text uses. */
  readonly #glyphs: number[] = [0];
  /** Codes by the glyph's place in its face. */
  readonly #codes: (string | undefined)[] = [];

  constructor(face: Face, file: PdfFile) {
    this.#face = face;
    this.#codes.length = countGlyphs(face);
    this.#file = file;
    this.#font = file.font(fontForPdfKit(face))._font;
    this.id = this.#font.id;
    // ToUnicode must not map to U+0000 (ISO 14289-1, 7.21.7).
    this.#font.unicode[0] = [0xfffd];
  }

  /**
   * Builds the font file and starts to compress it, for PDFKit to embed at the end of the document. No text may follow.
   */
  finish(): void {
    // Copying outlines instead of decoding them takes a tenth of fontkit's time for Chinese, and we assign the codes.
    const program = this.#file.deflate(subsetFont(this.#face.file, this.#glyphs));
    this.#font.subset = {
      includeGlyph: (glyph) => this.#glyphs.indexOf(glyph),
      encode: () => this.#file.replaceBody(program),
      // By this key PDFKit knows that it embeds a CFF program: a CIDFontType0 with a FontFile3.
      ...(hasPostScriptOutlines(this.#face.tables) ? { cff: true as const } : {}),
    };
  }

  /**
   * Returns the code of a glyph, 4 hexadecimal digits. A glyph shared by several characters (a space and a no-break
   * space, Ω and Ohm) gets a code for each, so that the text layer contains what was written.
   */
  codeOf(glyph: ShapedGlyph): string {
    let code = this.#codes[glyph.place];
    if (code === undefined) {
      this.#codes[glyph.place] = code = this.#glyphs.length.toString(16).padStart(4, "0");
      this.#font.widths[this.#glyphs.length] = Math.round(glyph.width * 100) / 100;
      this.#font.unicode[this.#glyphs.length] = glyph.codePoints;
      this.#glyphs.push(glyph.id);
    }
    return code;
  }

  /**
   * Writes text showing operators (ISO 32000-1, 9.4.3) for shaped text, for use after Tf and Tm. Glyphs are shown in
   * reading order, right-to-left ones each to the left of the previous one, so that the order of the content is the
   * order of the text (14.8.2.3).
   */
  show(
    { glyphs, advances, offsets }: ShapedText,
    { size, letterSpacing = 0, wordSpacing = 0, rightToLeft = false }: ShowOptions,
  ): string {
    const spacing = (letterSpacing * 1000) / size;
    const wordExtra = (wordSpacing * 1000) / size;
    const count = glyphs.length;
    const advanceOf = (i: number): number =>
      advances[i]! + spacing + (wordExtra !== 0 && isSpace(glyphs[i]!) ? wordExtra : 0);
    // For glyphs shown from right to left, positions are added up from the left.
    const places: number[] = [];
    if (rightToLeft) for (let i = 0; i < count; i++) places.push(i === 0 ? 0 : places[i - 1]! + advanceOf(i - 1));
    let place = 0;

    let operators = "";
    let parts = "";
    let partCount = 0;
    let codes = "";
    let pen = 0;
    let rise = 0;
    const addPart = (part: string): void => {
      parts += part;
      partCount++;
    };
    const flush = (): void => {
      if (codes !== "") addPart(`<${codes}>`);
      codes = "";
      if (partCount > 0)
        operators += `${operators === "" ? "" : "\n"}${partCount === 1 ? `${parts} Tj` : `[${parts}] TJ`}`;
      parts = "";
      partCount = 0;
    };
    for (let step = 0; step < count; step++) {
      const i = rightToLeft ? count - 1 - step : step;
      const glyph = glyphs[i]!;
      const y = offsets === undefined ? 0 : offsets[i * 2 + 1]!;
      if (y !== rise) {
        flush();
        operators += `${operators === "" ? "" : "\n"}${formatNumber((y * size) / 1000)} Ts`;
        rise = y;
      }
      const start = (rightToLeft ? places[i]! : place) + (offsets === undefined ? 0 : offsets[i * 2]!);
      const tenths = Math.round((start - pen) * 10);
      if (tenths !== 0) {
        if (codes !== "") addPart(`<${codes}>`);
        codes = "";
        addPart(formatHundredths(-tenths * 10));
      }
      codes += this.codeOf(glyph);
      pen += tenths / 10 + glyph.width + spacing;
      place += advanceOf(i);
    }
    flush();
    return rise === 0 ? operators : `${operators}\n0 Ts`;
  }

  /** The font dictionary, for the resources of the pages that use it. */
  get reference(): PdfReference {
    return this.#font.ref();
  }
}

function isSpace({ codePoints }: ShapedGlyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20;
}
