import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { withOwnFonts } from "../../../../../functions/core/report/fonts/own-fonts.ts";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import { subsetFont } from "../../../../../functions/core/report/fonts/subset-font.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import { collectProblems } from "../../../../../functions/core/report/template/template-problems.ts";
import { checkFont } from "../../../../../functions/core/report/template/theme/check-font.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { postScriptFont } from "../../fonts/open-type-font.ts";

const mono = readFileSync(
  join(
    import.meta.dirname,
    "../../../../../node_modules/@expo-google-fonts/ibm-plex-mono/400Regular/IBMPlexMono_400Regular.ttf",
  ),
);

/** Returns the offset of a table in a font file. */
function tableAt(
  font: Buffer,
  tag: string,
): { readonly entry: number; readonly start: number; readonly length: number } {
  for (let entry = 12; ; entry += 16)
    if (font.toString("latin1", entry, entry + 4) === tag)
      return { entry, start: font.readUInt32BE(entry + 8), length: font.readUInt32BE(entry + 12) };
}

function changed(change: (font: Buffer) => void, original = mono): Buffer {
  const font = Buffer.from(original);
  change(font);
  return font;
}

function faults(font: Uint8Array): string[] {
  const problems = collectProblems();
  checkFont("fonts/own.ttf", font, problems);
  try {
    problems.throwAny();
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

/** The font with a table OS/2 of an older version, which ends before the heights of its letters. */
const older = (version: number): Buffer =>
  changed((font) => {
    const { entry, start } = tableAt(font, "OS/2");
    font.writeUInt16BE(version, start);
    font.writeUInt32BE(version === 0 ? 78 : 86, entry + 12);
  });

const licence = (bits: number, original = mono): Buffer =>
  changed((font) => font.writeUInt16BE(bits, tableAt(font, "OS/2").start + 8), original);
/** Changes the font with PostScript outlines. @param change gets the start of its table `CFF ` */
const changedCff = (change: (font: Buffer, start: number) => void): Buffer =>
  changed((font) => change(font, tableAt(font, "CFF ").start), postScriptFont);

describe("a template's own font", () => {
  it("is a static font with TrueType or PostScript outlines that may be embedded", () => {
    for (const font of [mono, postScriptFont]) {
      expect(faults(font)).toEqual([]);
      for (const bits of [4, 8, 6]) expect(faults(licence(bits, font))).toEqual([]);
    }
  });

  it.each([
    ["a restricted licence", licence(2), /may not be embedded: its licence bits are restricted/],
    ["a licence without subsets", licence(0x104), /may not be embedded in parts/],
    ["a licence for bitmaps", licence(0x204), /only be embedded as bitmaps/],
    [
      "PostScript outlines and a restricted licence",
      licence(2, postScriptFont),
      /may not be embedded: its licence bits are restricted/,
    ],
    [
      "PostScript outlines and a licence without subsets",
      licence(0x104, postScriptFont),
      /may not be embedded in parts/,
    ],
    [
      "the mark of PostScript outlines and none",
      Buffer.concat([Buffer.from("OTTO"), mono.subarray(4)]),
      /lacks the table CFF/,
    ],
    [
      "PostScript outlines of another version",
      changedCff((font, start) => font.writeUInt8(2, start)),
      /damaged or cut short/,
    ],
    [
      "fewer PostScript outlines than glyphs",
      changed(
        (font) =>
          font.writeUInt16BE(font.readUInt16BE(tableAt(font, "maxp").start + 4) + 1, tableAt(font, "maxp").start + 4),
        postScriptFont,
      ),
      /lacks the widths|glyphs and \d+ outlines/,
    ],
    [
      "another width in its PostScript outlines",
      changed((font) => font.writeUInt16BE(321, tableAt(font, "hmtx").start), postScriptFont),
      /its glyph 0 is 600 wide in the table CFF and 321 in hmtx/,
    ],
    [
      "a variable PostScript font",
      changed((font) => font.write("fvar", tableAt(font, "BASE").entry, "latin1"), postScriptFont),
      /variable font/,
    ],
    [
      "PostScript outlines that are no charstrings",
      changedCff((font, start) => font.fill(2, start + 30_000, start + tableAt(font, "CFF ").length - 2000)),
      /cannot be used: its glyph \d+|damaged or cut short/,
    ],
    ["a web font", Buffer.from("wOF2"), /is a web font/],
    ["a collection", Buffer.from("ttcf\0\0"), /a collection/],
    ["something else", Buffer.from("<svg/>"), /neither a TrueType nor an OpenType font/],
    ["a variable font", changed((font) => font.write("fvar", tableAt(font, "gasp").entry, "latin1")), /variable font/],
    [
      "a font without its outlines",
      changed((font) => font.write("glyX", tableAt(font, "glyf").entry, "latin1")),
      /lacks the table glyf/,
    ],
    [
      "a table beyond the file",
      changed((font) => font.writeUInt32BE(0x7fffffff, tableAt(font, "glyf").entry + 12)),
      /damaged or cut short/,
    ],
    ["an em of nothing", changed((font) => font.writeUInt16BE(0, tableAt(font, "head").start + 18)), /0 units per em/],
    [
      "more widths than glyphs",
      changed((font) => font.writeUInt16BE(0xffff, tableAt(font, "hhea").start + 34)),
      /widths/,
    ],
    [
      "outlines beyond their table",
      changed((font) => font.fill(0xff, tableAt(font, "loca").start + 40, tableAt(font, "loca").start + 44)),
      /outside their table/,
    ],
  ])("with %s is refused", (_, font, message) => {
    expect(faults(font)).toEqual([expect.stringMatching(message) as string]);
  });

  it("that is cut short anywhere is refused", () => {
    for (const font of [mono, postScriptFont])
      for (let length = 0; length < font.length; length += 9973)
        expect(faults(font.subarray(0, length))).toHaveLength(1);
  });

  it("is never read beyond itself, whatever its bytes are", () => {
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let round = 0; round < 60; round++) {
      const font = changed((each) => {
        for (let count = 0; count < 40; count++) each[next(2000)] = next(256);
      });
      expect(faults(font).every((message) => message.startsWith("fonts/own.ttf: the font "))).toBe(true);
    }
  });

  it("with PostScript outlines is never read beyond itself, and sets text if it is accepted", () => {
    let seed = 7;
    const next = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    let accepted = 0;
    for (let round = 0; round < 60; round++) {
      // From whole tables to single charstrings.
      const within = [200, 4000, 100_000][round % 3]!;
      const font = changedCff((each, start) => {
        for (let count = 0; count <= round % 5; count++)
          each[start + next(Math.min(within, tableAt(each, "CFF ").length))] = next(256);
      });
      const messages = faults(font);
      expect(messages.every((message) => message.startsWith("fonts/own.ttf: the font "))).toBe(true);
      if (messages.length > 0) continue;
      accepted++;
      expect(subsetFont({ bytes: font, load: () => undefined, digest: () => "" }, [0, 1, 2, 3]).length).toBeGreaterThan(
        100,
      );
    }
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(60);
  });
});

const files = (yaml: string, fonts: readonly string[] = ["fonts/own.ttf"]) =>
  new Map<string, Uint8Array>([
    ...Object.entries({ "template.yaml": `title: T\ndate: "2024-06-30"\n${yaml}`, "report.md": "# T" }).map(
      ([path, words]) => [path, Buffer.from(words)] as const,
    ),
    ...fonts.map((path) => [path, mono] as const),
  ]);

const load = (yaml: string, fonts?: readonly string[]) =>
  loadTemplate("t", "0".repeat(64), files(yaml, fonts)).theme.fonts;

describe("a theme's fonts", () => {
  it("are named by family and cut", () => {
    expect(load("theme: { fonts: { serif: fonts/own.ttf } }")).toEqual({ serif: { regular: "fonts/own.ttf" } });
    expect(load("theme: { fonts: { sans: { regular: fonts/own.ttf, bold-italic: fonts/own.ttf } } }")).toEqual({
      sans: { regular: "fonts/own.ttf", "bold-italic": "fonts/own.ttf" },
    });
  });

  it("that do not exist are reported with those that do", () => {
    expect(() => load("theme: { fonts: { serif: fonts/ovn.ttf } }")).toThrow(/the font fonts\/ovn.ttf does not exist/);
    expect(() => load("theme: { fonts: { serif: { bold: fonts/own.ttf } } }")).toThrow(/regular/);
    expect(() => load("theme: { fonts: { slab: fonts/own.ttf } }")).toThrow(/slab/);
  });

  it("draw what they have, and the shipped fonts the rest", () => {
    const own = { serif: { regular: "fonts/own.ttf" } };
    const source = withOwnFonts(createFontFiles(), own, files(""));
    expect(withOwnFonts(createFontFiles(), own, files(""))).toBe(source);
    const typesetter = openTypesetter(source, "en", () => undefined);
    const style = { family: "serif", weight: 700, size: 10 } as const;
    expect(typesetter.measure("iiii", style)).toBeCloseTo(typesetter.measure("MMMM", style), 5);
    expect(typesetter.runs("a中", style).map(({ face }) => [face, typesetter.face(face).file.path])).toEqual([
      ["serif-700", "fonts/own.ttf"],
      ["chinese-700", undefined],
    ]);
    expect(openTypesetter(createFontFiles(), "en", () => undefined).measure("iiii", style)).toBeLessThan(20);
  });

  it("that cannot set text are reported", () => {
    const broken = changed((font) =>
      font.fill(0xff, tableAt(font, "GSUB").start + 10, tableAt(font, "GSUB").start + 400),
    );
    const outcome = (): string => {
      try {
        withOwnFonts(createFontFiles(), { serif: { regular: "fonts/own.ttf" } }, new Map([["fonts/own.ttf", broken]]));
        return "set";
      } catch (error) {
        return error instanceof BroadsheetError ? error.problems[0]!.code : String(error);
      }
    };
    expect(outcome()).toBe("invalid-font");
  });
});

const metricsOf = (bytes: Buffer) =>
  openTypesetter(
    withOwnFonts(createFontFiles(), { serif: { regular: "fonts/own.ttf" } }, new Map([["fonts/own.ttf", bytes]])),
    "en",
    () => undefined,
  ).metrics({ family: "serif", weight: 400, size: 1 });

describe("a font whose table OS/2 is of version 0 or 1", () => {
  it.each([0, 1])("is measured by its letters: %d", (version) => {
    expect(faults(older(version))).toEqual([]);
    const [stated, measured] = [metricsOf(mono), metricsOf(older(version))];
    expect(measured.capHeight).toBeCloseTo(stated.capHeight, 2);
    expect(measured.xHeight).toBeCloseTo(stated.xHeight, 2);
  });

  it("must have the heights from version 2 on", () => {
    expect(faults(changed((font) => font.writeUInt32BE(86, tableAt(font, "OS/2").entry + 12)))).toEqual([
      expect.stringContaining("lacks the table OS/2"),
    ]);
  });
});

/** Numbers of two bytes, as a font has them. */
const words = (...numbers: number[]): Buffer => Buffer.from(Uint16Array.from(numbers).buffer).swap16();

/** A font whose substitutions call each other twice, `depth` levels deep: 2^depth steps for each character. */
function slowFont(depth: number): Buffer {
  const lookups = Array.from({ length: depth }, (_, at) => {
    const calls = at === depth - 1 ? [] : [0, at + 1, 0, at + 1];
    const coverage = 8 + calls.length * 2;
    // Lookup of type 5 with one subtable of format 3 (OpenType 1.9, GSUB), for every glyph.
    return words(5, 0, 1, 8, 3, 1, calls.length / 2, coverage, ...calls, 2, 1, 0, 0xffff, 0);
  });
  let offset = 2 + depth * 2;
  const offsets = lookups.map(({ length }) => (offset += length) - length);
  const scripts = Buffer.concat([words(1), Buffer.from("DFLT"), words(8, 4, 0, 0, 0xffff, 1, 0)]);
  const features = Buffer.concat([words(1), Buffer.from("ccmp"), words(8, 0, 1, 0)]);
  const table = Buffer.concat([
    words(1, 0, 10, 10 + scripts.length, 10 + scripts.length + features.length),
    scripts,
    features,
    words(depth, ...offsets),
    ...lookups,
  ]);
  const font = Buffer.concat([mono, table]);
  const { entry } = tableAt(font, "GSUB");
  font.writeUInt32BE(mono.length, entry + 8);
  font.writeUInt32BE(table.length, entry + 12);
  return font;
}

/** What is wrong with a font when text is set in it. */
const faultOf = (font: Buffer): Problem | undefined => {
  try {
    withOwnFonts(
      createFontFiles(),
      { serif: { regular: "fonts/own.ttf", bold: "fonts/slow.ttf" } },
      new Map([
        ["fonts/own.ttf", mono],
        ["fonts/slow.ttf", font],
      ]),
      1000,
    );
    return undefined;
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0];
    throw error;
  }
};

describe("a font that cannot be read in time", () => {
  it("is named, with what to do", () => {
    expect(faults(slowFont(40))).toEqual([]);
    const begun = performance.now();
    expect(faultOf(slowFont(40))).toMatchObject({
      code: "font-too-slow",
      message: "fonts/slow.ttf: the font could not be read within 1 s",
      where: { file: "fonts/slow.ttf" },
      hint: expect.stringContaining("export it again"),
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it("differs from one whose substitutions end", () => {
    expect(faultOf(slowFont(3))).toBeUndefined();
  });
});
