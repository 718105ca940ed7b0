import type { Face } from "../../fonts/face.ts";
import { hasPostScriptOutlines } from "../../fonts/font-tables.ts";
import { openingOf } from "./group-opening.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfKitFont } from "./pdfkit-document.ts";
import { fontForPdfKit } from "./pdfkit-font.ts";
import { formatHundredths, formatNumber, type PdfReference } from "./pdf-value.ts";
import { countGlyphs, type ShapedGlyph } from "../../fonts/shaped-glyph.ts";
import type { ShapedText } from "../../fonts/shape-text.ts";
import { subsetFont } from "../../fonts/subset-font.ts";
import { textLayer, type GlyphGroup, type Reading, type Spacing } from "../../fonts/text-layer.ts";

/** Lengths in points. */
export interface ShowOptions {
  readonly size: number;
  /** Added after every glyph; the character spacing (Tc) must be set to it. @default 0 */
  readonly letterSpacing?: number | undefined;
  /** Added to every space. @default 0 */
  readonly wordSpacing?: number | undefined;
  /** @default false */
  readonly rightToLeft?: boolean | undefined;
  /** Whether text that runs left to right is before it on a line that is read from the right. @default false */
  readonly afterLeft?: boolean | undefined;
  /** Whether it is read otherwise than it is shown, so that its words need not say anything. @default false */
  readonly replaced?: boolean | undefined;
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

  /** How shaped text is shown so that it can be extracted as it was written. @see textLayer */
  layer(text: string, shaped: ShapedText, reading: Reading, spacing: Spacing): readonly GlyphGroup[] | undefined {
    return textLayer(this.#face, text, shaped, reading, spacing);
  }

  /**
   * Writes text showing operators (ISO 32000-1, 9.4.3) for shaped text, for use after Tf and Tm. Glyphs are shown in
   * reading order, right-to-left ones each to the left of the previous one, so that the order of the content is the
   * order of the text (14.8.2.3). Words whose glyphs differ from what is written say what is written.
   *
   * @param text what was shaped
   */
  show(
    text: string,
    shaped: ShapedText,
    { size, letterSpacing = 0, wordSpacing = 0, rightToLeft = false, afterLeft = false, replaced = false }: ShowOptions,
  ): string {
    const spacing = (letterSpacing * 1000) / size;
    const wordExtra = (wordSpacing * 1000) / size;
    const extraOf = (glyph: ShapedGlyph): number => spacing + (wordExtra !== 0 && isSpace(glyph) ? wordExtra : 0);
    const line = new ShownLine(size, spacing, (glyph) => this.codeOf(glyph));
    const groups = this.layer(text, shaped, { rightToLeft, afterLeft }, extraOf);
    if (groups === undefined) {
      const { glyphs, advances, offsets } = shaped;
      let place = 0;
      for (let i = 0; i < glyphs.length; i++) {
        const glyph = glyphs[i]!;
        line.add(
          glyph,
          place + (offsets === undefined ? 0 : offsets[i * 2]!),
          offsets === undefined ? 0 : offsets[i * 2 + 1]!,
        );
        place += advances[i]! + extraOf(glyph);
      }
    } else {
      for (const group of groups) {
        const opening = replaced ? undefined : openingOf(group);
        if (opening !== undefined) line.insert(opening);
        for (const { glyph, x, y } of group.glyphs) line.add(glyph, x, y);
        if (opening !== undefined) line.insert("EMC");
      }
    }
    return line.end();
  }

  /** The font dictionary, for the resources of the pages that use it. */
  get reference(): PdfReference {
    return this.#font.ref();
  }
}

/** The operators that show a line's glyphs at their places, while they are collected. */
class ShownLine {
  readonly #size: number;
  readonly #spacing: number;
  readonly #codeOf: (glyph: ShapedGlyph) => string;
  #operators = "";
  #parts = "";
  #partCount = 0;
  #codes = "";
  /** Where the last glyph ended, and the rise in force, in thousandths of the size. */
  #pen = 0;
  #rise = 0;

  constructor(size: number, spacing: number, codeOf: (glyph: ShapedGlyph) => string) {
    this.#size = size;
    this.#spacing = spacing;
    this.#codeOf = codeOf;
  }

  /** Shows a glyph. @param x its origin from the line's start @param y above the baseline */
  add(glyph: ShapedGlyph, x: number, y: number): void {
    if (y !== this.#rise) {
      this.insert(`${formatNumber((y * this.#size) / 1000)} Ts`);
      this.#rise = y;
    }
    const tenths = Math.round((x - this.#pen) * 10);
    if (tenths !== 0) {
      this.#addPart();
      this.#parts += formatHundredths(-tenths * 10);
      this.#partCount++;
    }
    this.#codes += this.#codeOf(glyph);
    this.#pen += tenths / 10 + glyph.width + this.#spacing;
  }

  /** Writes an operator between glyphs. */
  insert(operator: string): void {
    this.#flush();
    this.#operators += `${this.#operators === "" ? "" : "\n"}${operator}`;
  }

  /** Returns all operators, the rise reset. */
  end(): string {
    this.#flush();
    return this.#rise === 0 ? this.#operators : `${this.#operators}\n0 Ts`;
  }

  #addPart(): void {
    if (this.#codes === "") return;
    this.#parts += `<${this.#codes}>`;
    this.#partCount++;
    this.#codes = "";
  }

  #flush(): void {
    this.#addPart();
    if (this.#partCount > 0)
      this.#operators += `${this.#operators === "" ? "" : "\n"}${this.#partCount === 1 ? `${this.#parts} Tj` : `[${this.#parts}] TJ`}`;
    this.#parts = "";
    this.#partCount = 0;
  }
}

function isSpace({ codePoints }: ShapedGlyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20;
}
