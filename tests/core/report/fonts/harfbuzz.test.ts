import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Blob, Buffer as Text, Face, Feature, Font, shape } from "harfbuzzjs";
import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { isIgnorable } from "../../../../functions/core/report/fonts/character-class.ts";
import { openFace } from "../../../../functions/core/report/fonts/face.ts";
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

test.each([
  ["arabic-400", ["ar", "fa", "ur"], /^[\u0600-\u06ff\u200c]+$/, true],
  ["hebrew-400", ["he"], /^[\u0590-\u05ff]+$/, true],
  ["devanagari-400", ["hi", "mr", "ne"], /^[\u0900-\u097f\u200c\u200d]+$/, false],
  ["thai-400", ["th"], /^[\u0e00-\u0e7f]+$/, false],
] as const)("%s has the glyphs and places of HarfBuzz", (key, languages, script, rightToLeft) => {
  const face = openFace(fonts, key);
  const bytes = Uint8Array.from(readFileSync(join(packages, faceFile(key))));
  const font = new Font(new Face(new Blob(bytes.buffer)));
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
});
