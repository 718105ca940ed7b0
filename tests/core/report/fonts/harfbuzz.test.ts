import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Blob, Buffer as Text, Face, Feature, Font, shape } from "harfbuzzjs";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { isIgnorable } from "../../../../functions/core/report/fonts/character-class.ts";
import { openFace, type Face as OpenedFace } from "../../../../functions/core/report/fonts/face.ts";
import { faceFile } from "../../../../functions/core/report/fonts/font-faces.ts";
import { shapeText } from "../../../../functions/core/report/fonts/shape-text.ts";

const packages = join(import.meta.dirname, "../../../../node_modules/@expo-google-fonts");
const fonts = createFontFiles();
const pairs = Array.from({ length: 26 * 26 }, (_, index) =>
  String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26)),
);

/** The words in CLDR's names of regions, languages and currencies, in some languages. */
function namesIn(languages: readonly string[]): string[] {
  const words = new Set<string>();
  for (const language of languages) {
    for (const [type, codes] of [
      ["region", pairs],
      ["language", pairs.map((code) => code.toLowerCase())],
      ["currency", Intl.supportedValuesOf("currency")],
    ] as const) {
      const names = new Intl.DisplayNames([language], { type, fallback: "none" });
      for (const code of codes) for (const word of (names.of(code) ?? "").split(/[\s(),–-]+/)) words.add(word);
    }
  }
  return [...words];
}

/** A quick run compares one word out of this many: fontkit takes milliseconds for a word of Devanagari. */
const step = process.env["SOAK"] === undefined ? 12 : 1;

function openInHarfBuzz(key: string): Font {
  const bytes = Uint8Array.from(readFileSync(join(packages, faceFile(key))));
  return new Font(new Face(new Blob(bytes.buffer)));
}

/** Expects that a word has the glyphs, advances and offsets that HarfBuzz gives it. */
function expectAlike(face: OpenedFace, font: Font, word: string, rightToLeft: boolean): void {
  const text = new Text();
  text.addText(word);
  text.guessSegmentProperties();
  shape(font, text, [new Feature("calt", 0)]);
  const positions = text.getGlyphPositions();
  // HarfBuzz keeps an empty glyph where a joiner stood.
  const theirs = text.getGlyphInfos().flatMap(({ codepoint }, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    return xAdvance === 0 && codepoint === face.glyphOf(0x20)
      ? []
      : [[codepoint, ...[xAdvance, xOffset, yOffset].map((units) => Math.round(units * face.scale))]];
  });
  const { glyphs, advances, offsets } = shapeText(face, word, { rightToLeft });
  const ours = glyphs.map(({ id }, index) => [
    id,
    ...[advances[index]!, offsets?.[2 * index] ?? 0, offsets?.[2 * index + 1] ?? 0].map(Math.round),
  ]);
  expect(ours, word).toEqual(theirs);
}

test.each([
  ["arabic-400", ["ar", "fa", "ur"], /^[\u0600-\u06ff\u200c]+$/, true],
  ["hebrew-400", ["he"], /^[\u0590-\u05ff]+$/, true],
  ["devanagari-400", ["hi", "mr", "ne"], /^[\u0900-\u097f\u200c\u200d]+$/, false],
  ["thai-400", ["th"], /^[\u0e00-\u0e7f]+$/, false],
] as const)("%s has the glyphs and places of HarfBuzz", (key, languages, script, rightToLeft) => {
  const face = openFace(fonts, key);
  const font = openInHarfBuzz(key);
  const all = namesIn(languages).filter(
    (word) =>
      script.test(word) &&
      Array.from(word).every(
        (letter) => isIgnorable(letter.codePointAt(0)!) || face.glyphOf(letter.codePointAt(0)!) !== 0,
      ),
  );
  expect(all.length).toBeGreaterThan(500);
  // fontkit gets this wrong: a tone mark after a vowel below a letter with an ascender.
  for (const word of [...all.filter((_, index) => index % step === 0), ...(key === "thai-400" ? ["ญี่ปุ่น"] : [])]) {
    expectAlike(face, font, word, rightToLeft);
  }
});

/** Thai syllables of a consonant, at most one vowel beside it, at most one tone mark, and sara am or another vowel. */
function thaiSyllables(): string[] {
  const consonants = Array.from({ length: 46 }, (_, index) => String.fromCodePoint(0x0e01 + index));
  const marks = ["", ..."\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e4d"];
  const tones = ["", ..."\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"];
  return consonants.flatMap((consonant) =>
    marks.flatMap((mark) =>
      tones.flatMap((tone) => ["\u0e33", "\u0e32", ""].map((end) => `${consonant}${mark}${tone}${end}`)),
    ),
  );
}

/** A quick run compares one syllable out of this many. */
const syllableStep = process.env["SOAK"] === undefined ? 8 : 1;

test.each(["thai-400", "thai-700"] as const)("%s stacks the marks of every syllable as HarfBuzz does", (key) => {
  const face = openFace(fonts, key);
  const font = openInHarfBuzz(key);
  const syllables = thaiSyllables();
  expect(syllables.length).toBeGreaterThan(9000);
  const wrong = syllables
    .filter((_, index) => index % syllableStep === 0)
    .filter((syllable) => {
      try {
        expectAlike(face, font, syllable, false);
        return false;
      } catch {
        return true;
      }
    });
  expect(wrong.length, wrong.slice(0, 20).join(" ")).toBe(0);
});
