import { createHash } from "node:crypto";
import { FontFault } from "./font-fault.ts";
import { checkCff } from "./check-cff.ts";
import type { TemplateProblems } from "../template-problems.ts";

/** Most bytes of a font file. */
const mostBytes = 12 * 1024 * 1024;
/** Tables needed to set and embed text, with the minimum size of each in bytes. */
const needed: Readonly<Record<string, number>> = {
  head: 54,
  hhea: 36,
  maxp: 6,
  "OS/2": 78,
  post: 32,
  name: 6,
  cmap: 12,
  hmtx: 4,
};
/** Tables of the outlines, TrueType's or PostScript's. */
const outlines = { trueType: { loca: 4, glyf: 0 }, postScript: { "CFF ": 4 } } as const;
/** Most levels of components in a glyph. */
const deepest = 8;

/** Hashes of the files found sound so far, since a template is loaded many times. */
const sound = new Set<string>();

/**
 * Checks a template's own font before it is used: that it is a static font with TrueType or PostScript outlines
 * whose tables and outlines lie inside the file (OpenType 1.9), and that its licence bits (OS/2, fsType) allow it to be
 * embedded as a subset.
 */
export function checkFont(file: string, bytes: Uint8Array, problems: TemplateProblems): void {
  const hash = createHash("sha256").update(bytes).digest("hex");
  if (sound.has(hash)) return;
  try {
    checkTables(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    sound.add(hash);
  } catch (error) {
    // A table is too short: a number was read beyond its end.
    const fault = error instanceof RangeError ? new FontFault("is damaged or cut short", "export it again") : error;
    if (!(fault instanceof FontFault)) throw error;
    problems.add({
      code: "invalid-font",
      message: `${file}: the font ${fault.message}`,
      where: { file },
      ...(fault.hint !== undefined && { hint: fault.hint }),
    });
  }
}

function checkTables(font: Buffer): void {
  if (font.length > mostBytes)
    throw new FontFault(
      `has ${font.length} bytes, more than the ${mostBytes} allowed`,
      "reduce it to the characters that are needed",
    );
  const mark = font.toString("latin1", 0, 4);
  refuseOtherFormats(mark);
  const tables = new Map<string, Buffer>();
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16) {
    const [start, length] = [font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    if (start + length > font.length) throw new FontFault("is damaged or cut short", "export it again");
    tables.set(font.toString("latin1", at, at + 4), font.subarray(start, start + length));
  }
  if (tables.has("fvar")) throw new FontFault("is a variable font", "export static fonts, one for each weight");
  for (const [tag, least] of Object.entries({
    ...needed,
    ...(mark === "OTTO" ? outlines.postScript : outlines.trueType),
  })) {
    if ((tables.get(tag)?.length ?? -1) < least)
      throw new FontFault(`lacks the table ${tag.trim()}`, "export it again");
  }
  const table = (tag: string): Buffer => tables.get(tag)!;
  // Versions 0 and 1 do not state the heights of letters, and are shorter.
  if (table("OS/2").readUInt16BE(0) >= 2 && table("OS/2").length < 90)
    throw new FontFault("lacks the table OS/2", "export it again");
  checkLicence(table("OS/2").readUInt16BE(8));
  const em = table("head").readUInt16BE(18);
  if (em < 16 || em > 16384) throw new FontFault(`has ${em} units per em, which no font may have`, "export it again");
  const glyphs = table("maxp").readUInt16BE(4);
  const widths = table("hhea").readUInt16BE(34);
  if (glyphs === 0 || widths === 0 || widths > glyphs || table("hmtx").length < widths * 4 + (glyphs - widths) * 2)
    throw new FontFault("lacks the widths of its glyphs", "export it again");
  if (mark === "OTTO")
    checkCff(table("CFF "), glyphs, em, (glyph) => table("hmtx").readUInt16BE(Math.min(glyph, widths - 1) * 4));
  else checkOutlines(table("glyf"), table("loca"), glyphs, table("head").readInt16BE(50) === 1);
}

function refuseOtherFormats(mark: string): void {
  if (mark === "wOFF" || mark === "wOF2")
    throw new FontFault("is a web font", "use the .ttf or .otf file that it was made from");
  if (mark === "ttcf") throw new FontFault("is a collection of fonts", "export the font that you need");
  if (mark !== "\0\x01\0\0" && mark !== "true" && mark !== "OTTO")
    throw new FontFault("is neither a TrueType nor an OpenType font");
}

/** fsType (OS/2): the font's maker may forbid embedding it in documents, or as a subset. */
function checkLicence(type: number): void {
  const usage = type & 0xf;
  if ((usage & 2) !== 0 && (usage & 12) === 0)
    throw new FontFault(
      "may not be embedded: its licence bits are restricted (OS/2 fsType 2)",
      "ask its maker for a licence to embed it, or choose another",
    );
  if ((type & 0x100) !== 0)
    throw new FontFault(
      "may not be embedded in parts (OS/2 fsType bit 8), and a report embeds only the glyphs that it uses",
      "choose another",
    );
  if ((type & 0x200) !== 0)
    throw new FontFault("may only be embedded as bitmaps (OS/2 fsType bit 9)", "choose another");
}

/** Checks that all outlines lie inside their table, and that composite glyphs are not nested too deep. */
function checkOutlines(glyf: Buffer, loca: Buffer, glyphs: number, long: boolean): void {
  const offset = (glyph: number): number => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  const depths = new Map<number, number>();
  const depthOf = (glyph: number, around: number): number => {
    if (around > deepest) throw new FontFault("has glyphs whose components are nested too deep", "export it again");
    const known = depths.get(glyph);
    if (known !== undefined) return known;
    const [start, end] = [offset(glyph), offset(glyph + 1)];
    if (start > end || end > glyf.length)
      throw new FontFault("is damaged: outlines lie outside their table", "export it again");
    const depth =
      start === end || glyf.readInt16BE(start) >= 0
        ? 0
        : 1 + Math.max(...componentsOf(glyf.subarray(start, end), glyphs).map((each) => depthOf(each, around + 1)));
    if (depth > deepest) throw new FontFault("has glyphs whose components are nested too deep", "export it again");
    depths.set(glyph, depth);
    return depth;
  };
  for (let glyph = 0; glyph < glyphs; glyph++) depthOf(glyph, 0);
}

/** The components of a composite glyph. */
function componentsOf(outline: Buffer, glyphs: number): number[] {
  const components: number[] = [];
  for (let at = 10; ;) {
    const flags = outline.readUInt16BE(at);
    const component = outline.readUInt16BE(at + 2);
    if (component >= glyphs)
      throw new FontFault("is damaged: a glyph is made of one that does not exist", "export it again");
    components.push(component);
    if ((flags & 0x20) === 0) return components;
    at +=
      ((flags & 1) !== 0 ? 8 : 6) + ((flags & 8) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0);
  }
}
