import { readFileSync } from "node:fs";
import { assert, constantFrom, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Warning } from "../../../../functions/core/errors.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Typesetter } from "../../../../functions/core/report/fonts/typesetter.ts";
import type { TextStyle } from "../../../../functions/core/ports.ts";

const serif: TextStyle = { family: "serif", weight: 400, size: 10 };
const sans: TextStyle = { family: "sans", weight: 400, size: 8 };

function open(language = "en"): { typesetter: Typesetter; warnings: Warning[] } {
  const warnings: Warning[] = [];
  return { typesetter: openTypesetter(createFontFiles(), language, (warning) => warnings.push(warning)), warnings };
}

const faces = (language: string, text: string, style = serif): [string, string][] =>
  open(language)
    .typesetter.runs(text, style)
    .map(({ text, face }) => [text, face]);

describe("faces", () => {
  test("gives each style its own face", () => {
    expect(faces("en", "Text", { family: "serif", weight: 700, italic: true, size: 9 })).toEqual([
      ["Text", "serif-700-italic"],
    ]);
    expect(faces("en", "Text", { family: "sans", weight: 600, size: 9 })).toEqual([["Text", "sans-600"]]);
    expect(faces("en", "Text", { family: "mono", weight: 400, size: 9 })).toEqual([["Text", "mono-400"]]);
  });

  test("falls back per character, and keeps Chinese upright", () => {
    expect(faces("en", "Ten 十 שלום مرحبا 𝛼 😀", { ...serif, italic: true, weight: 600 })).toEqual([
      ["Ten ", "serif-600-italic"],
      ["十", "chinese-600"],
      [" ", "serif-600-italic"],
      ["שלום ", "hebrew-600"],
      ["مرحبا ", "arabic-600"],
      ["𝛼", "math-400"],
      [" ", "serif-600-italic"],
      ["😀", "emoji-700"],
    ]);
  });

  test("takes shared quotes and dashes from the Chinese face in Chinese text only", () => {
    expect(faces("zh-Hans", "占“三成”——it’s")).toEqual([
      ["占“三成”——", "chinese-400"],
      ["it’s", "serif-400"],
    ]);
    expect(faces("en", "占“三成”")).toEqual([
      ["占", "chinese-400"],
      ["“", "serif-400"],
      ["三成", "chinese-400"],
      ["”", "serif-400"],
    ]);
    expect(faces("zh-Hans", "It’s “ten” — so")).toEqual([["It’s “ten” — so", "serif-400"]]);
  });

  test("draws Han as the report's language writes it, and every other script in its own face", () => {
    const first = (language: string, text: string): string => faces(language, text)[0]![1];
    expect(["en", "zh-Hans", "zh-Hant", "ja", "ko"].map((language) => first(language, "直"))).toEqual([
      "chinese-400",
      "chinese-400",
      "traditional-400",
      "japanese-400",
      "korean-400",
    ]);
    expect([
      first("en", "한국"),
      first("ko", "한국"),
      first("ja", "カタ"),
      first("th", "ไทย"),
      first("hi", "हिन्दी"),
    ]).toEqual(["korean-400", "korean-400", "japanese-400", "thai-400", "devanagari-400"]);
    expect(faces("ja", "約“三割”——it’s")).toEqual([
      ["約“三割”——", "japanese-400"],
      ["it’s", "serif-400"],
    ]);
  });

  test("keeps combining marks with their base and composes where it can", () => {
    expect(faces("en", "e\u0301te\u0301")).toEqual([["\u00e9t\u00e9", "serif-400"]]);
    expect(faces("en", "q\u0301")).toEqual([["q\u0301", "serif-400"]]);
  });

  test("keeps joiners where they make one emoji, drops variation selectors", () => {
    expect(faces("en", "👩‍👩‍👧")).toEqual([["👩‍👩‍👧", "emoji-400"]]);
    expect(faces("en", "\u2642\ufe0f", sans).map(([text]) => text)).toEqual(["\u2642"]);
  });

  test("keeps the joiners that change letters, and only those", () => {
    expect(faces("en", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")).toEqual([
      ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "arabic-400"],
    ]);
    expect(faces("en", "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c\u0937")).toEqual([
      ["\u0915\u094d\u200d\u0937", "devanagari-400"],
      [" ", "serif-400"],
      ["\u0915\u094d\u200c\u0937", "devanagari-400"],
    ]);
    // A variation selector between them changes nothing, and a letter takes its mark also before a joiner.
    expect(faces("en", "\u2764\ufe0f\u200d\u{1f525}")).toEqual([["\u2764\u200d\u{1f525}", "emoji-400"]]);
    expect(faces("en", "\u0627\u0653\u200c\u0628")).toEqual([["\u0622\u200c\u0628", "arabic-400"]]);
    expect(faces("en", "Auf\u200clage")).toEqual([["Auflage", "serif-400"]]);
  });

  test("draws a non-joiner as an end of the letters before it", () => {
    const { typesetter } = open();
    const glyphs = (text: string): readonly number[] =>
      typesetter
        .runs(text, serif)
        .flatMap(({ text: own, face }) =>
          typesetter.shape(own, face, { rightToLeft: true }).glyphs.map(({ id }) => id),
        );
    const joined = glyphs("\u0645\u06cc\u062e\u0648\u0627\u0647\u0645");
    const apart = glyphs("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645");
    expect(apart).toEqual([...glyphs("\u062e\u0648\u0627\u0647\u0645"), ...glyphs("\u0645\u06cc")]);
    expect(apart).not.toEqual(joined);
  });

  test("draws a character in a face that has it, or as the same character composed or decomposed", () => {
    const { typesetter, warnings } = open();
    const drawn = (text: string): readonly (readonly [string, string])[] =>
      typesetter.runs(text, serif).map(({ text: own, face }) => [own, face] as const);
    // Source Serif has \u00c5, which is the same as \u212b, but not \u212b.
    expect(drawn("\u212b")).toEqual([["\u212b", "sans-400"]]);
    expect(drawn("\u212b\u0331")).toEqual([["\u212b\u0331", "math-400"]]);
    expect(drawn("\uf904\ufe00")).toEqual([["\uf904", "korean-400"]]);
    // No face has these.
    expect(drawn("\ufa70")).toEqual([["\u4e26", "chinese-400"]]);
    expect(drawn("\u0340")).toEqual([["\u0300", "serif-400"]]);
    for (const text of ["\u212b\u0331", "\uf904\ufe00", "\u2126\u0301", "\u0344", "\u1e9b\u0323"]) {
      for (const [own, face] of drawn(text))
        expect(
          Array.from(own, (character) => typesetter.face(face).glyphOf(character.codePointAt(0)!)),
          text,
        ).not.toContain(0);
    }
    expect(warnings).toEqual([]);
  });

  test("makes tabs and line ends spaces; drops soft hyphens, controls and direction marks", () => {
    expect(faces("en", "a\tb\nc\u00add\u0007e\u200ef")).toEqual([["a b cdef", "serif-400"]]);
    expect(faces("en", "")).toEqual([]);
    expect(faces("en", "\u00ad")).toEqual([]);
  });

  test("draws a no-break hyphen in the face of its word", () => {
    expect(faces("en", "R\u2011D")).toEqual([["R‐D", "serif-400"]]);
  });
});

describe("missing characters", () => {
  test("are replaced visibly and reported once each, by code point and by themselves", () => {
    const { typesetter, warnings } = open();
    expect(
      typesetter
        .runs("a\u{10fffd}b\u{10fffd}", serif)
        .map(({ text }) => text)
        .join(""),
    ).toBe("a□b□");
    typesetter.measure("\u{10fffd}", sans);
    typesetter.measure("\ud800", sans);
    expect(warnings).toMatchObject([
      { code: "missing-glyph", where: { name: "U+10FFFD" }, seen: "\u{10fffd}" },
      { code: "missing-glyph", where: { name: "U+D800" }, seen: "U+D800" },
    ]);
  });
});

describe("widths", () => {
  test("run widths add up to the measured width", () => {
    const { typesetter } = open("zh-Hans");
    for (const text of ["北京 R&D 30.1%", "office — “三成”", "1\u2009234,5"]) {
      for (const style of [serif, { ...sans, letterSpacing: 0.4 }]) {
        const sum = typesetter.runs(text, style).reduce((width, run) => width + run.width, 0);
        expect(sum).toBeCloseTo(typesetter.measure(text, style), 9);
      }
    }
  });

  test("kern, join ligatures, and align tabular figures", () => {
    const { typesetter } = open();
    const apart = (text: string): number =>
      [...text].reduce((width, character) => width + typesetter.measure(character, serif), 0);
    expect(typesetter.measure("AVATAR", serif)).toBeLessThan(apart("AVATAR") - 1);
    expect(
      typesetter.shape("office", "serif-400").glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints)),
    ).toEqual(["o", "ffi", "c", "e"]);
    expect(typesetter.shape("office", "serif-400", { spaced: true }).glyphs).toHaveLength(6);
    const tabular: TextStyle = { ...sans, features: ["tnum"] };
    expect(typesetter.measure("1111", tabular)).toBeCloseTo(typesetter.measure("8888", tabular), 9);
    expect(typesetter.measure("1111", sans)).not.toBeCloseTo(typesetter.measure("8888", sans), 1);
  });

  test("widen figures, not the hyphens of words", () => {
    const { typesetter } = open();
    const tabular: TextStyle = { ...sans, features: ["tnum"] };
    expect(typesetter.measure("New-energy vehicles", tabular)).toBe(typesetter.measure("New-energy vehicles", sans));
    expect(typesetter.measure("New-energy 11", tabular)).toBeGreaterThan(typesetter.measure("New-energy 11", sans));
  });

  test("widen figures, not the hyphens between them", () => {
    const { typesetter } = open();
    const tabular: TextStyle = { ...sans, features: ["tnum"] };
    const hyphen = (style: TextStyle): number => typesetter.measure("1-1", style) - typesetter.measure("11", style);
    expect(hyphen(tabular)).toBeCloseTo(hyphen(sans), 9);
    expect(typesetter.measure("2018-2021", tabular)).toBeCloseTo(
      typesetter.measure("20182021", tabular) + hyphen(sans),
      6,
    );
  });

  test("letter spacing is added after every character, and replaces ligatures", () => {
    const { typesetter } = open();
    expect(typesetter.measure("nnnn", { ...serif, letterSpacing: 2 })).toBeCloseTo(
      typesetter.measure("nnnn", serif) + 8,
      9,
    );
  });

  test("scale with the size; metrics are in points", () => {
    const { typesetter } = open();
    expect(typesetter.measure("Text", { ...serif, size: 20 })).toBeCloseTo(typesetter.measure("Text", serif) * 2, 9);
    const { ascent, descent, capHeight, xHeight } = typesetter.metrics(serif);
    expect([ascent, descent, capHeight, xHeight]).toEqual([10.36, 3.35, 6.7, 4.75]);
  });
});

const meanings = (text: string, face: string, rightToLeft = false): string[] =>
  open()
    .typesetter.shape(text, face, { rightToLeft })
    .glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints));

describe("what glyphs stand for", () => {
  test("a character that is drawn by several glyphs is shared among them", () => {
    expect(meanings("n\u0303\u0303", "serif-400").join("").normalize("NFC")).toBe("\u00f1\u0303");
    for (const base of "aeinouyAEZ\u0107\u01fb\u1ec7") {
      for (let mark = 0x300; mark < 0x363; mark++)
        expect(meanings(base + String.fromCodePoint(mark), "serif-400").every((meaning) => meaning !== "")).toBe(true);
    }
  });

  test("mirrored brackets in right-to-left text stand for those that were written", () => {
    const { typesetter } = open();
    const glyphs = typesetter.shape("(א)", "hebrew-400", { rightToLeft: true }).glyphs.map(({ id }) => id);
    const straight = typesetter.shape("(א)", "hebrew-400").glyphs.map(({ id }) => id);
    expect(meanings("(א)", "hebrew-400", true).toReversed()).toEqual(["(", "א", ")"]);
    expect(new Set(glyphs)).toEqual(new Set(straight));
    expect(glyphs[0]).toBe(typesetter.face("hebrew-400").glyphOf(0x28));
  });
});

describe("the short way through pairs of characters", () => {
  const { typesetter } = open();
  /** Shapes the whole text by OpenType. */
  function shapedByFont(text: string, face: string): { readonly glyphs: number[]; readonly width: number } {
    const { font, scale } = typesetter.face(face);
    const { glyphs, positions } = font.layout(text, { calt: false }, "latn");
    return {
      glyphs: glyphs.map(({ id }) => id),
      width: positions.reduce((width, { xAdvance }) => width + xAdvance, 0) * scale,
    };
  }
  const agrees = (text: string, face: string): void => {
    for (const word of text.split(" ").filter((word) => word !== "")) {
      const short = typesetter.shape(word, face);
      const whole = shapedByFont(word, face);
      expect(
        short.glyphs.map(({ id }) => id),
        word,
      ).toEqual(whole.glyphs);
      expect(short.width, word).toBeCloseTo(whole.width, 6);
      expect(
        short.advances.reduce((sum, advance) => sum + advance, 0),
        word,
      ).toBeCloseTo(short.width, 6);
    }
    const words = text.split(" ").reduce((width, word) => width + typesetter.shape(word, face).width, 0);
    const spaces = (text.split(" ").length - 1) * typesetter.shape(" ", face).width;
    expect(typesetter.shape(text, face).width).toBeCloseTo(words + spaces, 6);
  };

  test.each(["serif-400", "serif-700-italic", "sans-400", "sans-600", "mono-400"])(
    "agrees with the font's own shaping of English in %s",
    (face) => {
      const text = readFileSync(new URL("../../../../LICENSE", import.meta.url), "utf8");
      for (const line of new Set(
        text
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== ""),
      ))
        agrees(line, face);
      for (const line of [
        "first fly, affluent offing: 1/2 (A) “AV” — ‘To’ 25.1%, 30,000",
        "L’État, naïve Ærø; ĳ ﬁ",
        "col·lecció PARAL·LEL a·b",
      ])
        agrees(line, face);
    },
  );

  test("is the same whatever was set in tabular figures before", () => {
    const fresh = open().typesetter.shape("C-20", "sans-400").width;
    const { typesetter: used } = open();
    used.shape("2018-2021", "sans-400", { features: ["tnum"] });
    expect(used.shape("C-20", "sans-400").width).toBe(fresh);
  });

  test("agrees on anything from the Latin alphabet", () => {
    const letters = string({ unit: constantFrom(..."fijltAVTo .,-’é1f"), minLength: 1, maxLength: 12 });
    assert(
      property(letters, constantFrom("serif-400", "sans-400"), (text, face) => agrees(text, face)),
      { numRuns: 300, seed: 4 },
    );
  });

  test("is fast: twenty thousand words that were not met before in 100 ms or so", () => {
    const words = Array.from(
      { length: 20_000 },
      (_, i) => `w${i.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!)}`,
    );
    const { typesetter } = open();
    for (const word of words.slice(0, 2000)) typesetter.measure(word, sans);
    const { user } = process.cpuUsage();
    for (const word of words) typesetter.measure(word, serif);
    expect(process.cpuUsage().user - user).toBeLessThan(1_500_000);
  });
});
