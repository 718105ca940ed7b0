import type { Face } from "./face.ts";
import type { PdfFile } from "./pdf-file.ts";
import { formatNumber, PdfText, type PdfReference } from "./pdf-value.ts";
import type { ShapedGlyph, ShapedText } from "./shape-text.ts";
import { subsetFont } from "./subset-font.ts";
import { toUnicodeMap } from "./to-unicode-map.ts";

/** A face in a document: gives its glyphs codes as they are used, and embeds no other glyph. */
export class EmbeddedFace {
  readonly face: Face;
  /** Resource name. */
  readonly id: string;
  readonly reference: PdfReference;
  /** By code; 0 is .notdef, which every font must have and no text uses. */
  readonly #glyphs: ShapedGlyph[];
  readonly #codes = new Map<ShapedGlyph, string>();
  readonly #codesByMeaning = new Map<string, string>();

  constructor(face: Face, id: string, reference: PdfReference) {
    this.face = face;
    this.id = id;
    this.reference = reference;
    this.#glyphs = [{ id: 0, codePoints: [0xfffd], width: face.font.getGlyph(0).advanceWidth * face.scale }];
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
        this.#glyphs.push(glyph);
      }
      this.#codes.set(glyph, code);
    }
    return code;
  }

  /**
   * Text showing operators (ISO 32000-1, 9.4.3) for shaped text, to stand after Tf and Tm.
   *
   * @param size points
   * @param spaceExtra added to every space, thousandths of the size
   */
  show({ glyphs, advances, offsets }: ShapedText, size: number, spaceExtra = 0): string {
    const parts: string[] = [];
    let codes = "";
    let rise = 0;
    let shown = "";
    const adjust = (thousandths: number): void => {
      const rounded = Math.round(thousandths * 10) / 10;
      if (rounded === 0) return;
      if (codes !== "") parts.push(`<${codes}>`);
      codes = "";
      parts.push(String(-rounded));
    };
    const flush = (): void => {
      if (codes !== "") parts.push(`<${codes}>`);
      codes = "";
      if (parts.length > 0) shown += parts.length === 1 && parts[0]!.startsWith("<") ? `${parts[0]} Tj\n` : `[${parts.join("")}] TJ\n`;
      parts.length = 0;
    };
    glyphs.forEach((glyph, i) => {
      const x = offsets?.[i * 2] ?? 0;
      const y = offsets?.[i * 2 + 1] ?? 0;
      if (y !== rise) {
        flush();
        shown += `${formatNumber((y * size) / 1000)} Ts\n`;
        rise = y;
      }
      adjust(x);
      codes += this.codeOf(glyph);
      const extra = spaceExtra !== 0 && isSpace(glyph) ? spaceExtra : 0;
      adjust(advances[i]! - glyph.width - x + extra);
    });
    flush();
    return rise === 0 ? shown : `${shown}0 Ts\n`;
  }

  /** The font dictionary, for the canvas. */
  ref(): PdfReference {
    return this.reference;
  }

  /** Writes the composite font with its subset (9.7, 9.9). */
  write(file: PdfFile): void {
    const { font, scale } = this.face;
    const name = `${subsetTag(this.id)}+${font.postscriptName}`;
    const { bbox } = font;
    const round = (units: number): number => Math.round(units * scale * 100) / 100;
    const descriptor = file.add({
      Type: "FontDescriptor",
      FontName: name,
      // Symbolic: the subset has no encoding of its own (table 123). Italic: bit 7, fixed pitch: bit 1.
      Flags: 4 + (font.italicAngle === 0 ? 0 : 64) + (this.face.key.startsWith("mono") ? 1 : 0),
      FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(round),
      ItalicAngle: font.italicAngle,
      Ascent: round(font.ascent),
      Descent: round(font.descent),
      CapHeight: round(font.capHeight),
      XHeight: round(font.xHeight),
      StemV: this.face.key.includes("700") ? 140 : this.face.key.includes("600") ? 110 : 80,
      FontFile2: this.#writeFontFile(file),
    });
    const descendant = file.add({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: name,
      CIDSystemInfo: { Registry: new PdfText("Adobe"), Ordering: new PdfText("Identity"), Supplement: 0 },
      FontDescriptor: descriptor,
      W: [0, this.#glyphs.map((glyph) => Math.round(glyph.width * 100) / 100)],
      CIDToGIDMap: "Identity",
    });
    const cmap = toUnicodeMap(this.#glyphs.map((glyph) => glyph.codePoints));
    file.write(this.reference, {
      Type: "Font",
      Subtype: "Type0",
      BaseFont: name,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: file.addStream({}, Buffer.from(cmap, "latin1")),
    });
  }

  #writeFontFile(file: PdfFile): PdfReference {
    const bytes = subsetFont(this.face.file, this.#glyphs.map((glyph) => glyph.id));
    return file.addStream({ Length1: bytes.length }, bytes);
  }
}

function isSpace({ codePoints }: ShapedGlyph): boolean {
  return codePoints.length === 1 && codePoints[0] === 0x20;
}

/** Six capitals (9.6.4), different for each face of a document: F1 is AAAAAB. */
function subsetTag(id: string): string {
  let number = Number(id.slice(1));
  let tag = "";
  for (let i = 0; i < 6; i++) {
    tag = String.fromCharCode(65 + (number % 26)) + tag;
    number = Math.floor(number / 26);
  }
  return tag;
}
