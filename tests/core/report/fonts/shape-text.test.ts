import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import { openFace } from "../../../../functions/core/report/fonts/face.ts";
import { shapeText } from "../../../../functions/core/report/fonts/shape-text.ts";

const fonts = createFontFiles();
/**
 * Latin with its extensions, Greek, Cyrillic, punctuation, currencies, letter-like, number forms, arrows, mathematics.
 */
const ranges = [
  [0x20, 0x7e],
  [0xa0, 0x24f],
  [0x370, 0x3ff],
  [0x400, 0x45f],
  [0x2010, 0x2044],
  [0x2070, 0x209c],
  [0x20a0, 0x20bf],
  [0x2100, 0x214f],
  [0x2150, 0x21ff],
  [0x2200, 0x22ff],
] as const;

const faces = [
  "sans-400",
  "sans-600",
  "serif-400",
  "serif-700",
  "serif-400-italic",
  "mono-400",
  "math-400",
  "chinese-400",
];

test.each(faces.flatMap((face) => [[], ["tnum"], ["onum"], ["smcp"]].map((features) => [face, features] as const)))(
  "%s with %j: the short way gives the glyphs that fontkit gives",
  (key, features) => {
    const face = openFace(fonts, key);
    const asked = { calt: false, ...Object.fromEntries(features.map((feature) => [feature, true])) };
    const different: string[] = [];
    let compared = 0;
    for (const [first, last] of ranges) {
      for (let codePoint: number = first; codePoint <= last; codePoint++) {
        if (face.glyphOf(codePoint) === 0 || codePoint === 0xad) continue;
        // Tabular figures apply only to words with a digit.
        if (features.includes("tnum") && !/\d/.test(String.fromCodePoint(codePoint))) continue;
        const text = String.fromCodePoint(codePoint);
        const { glyphs, positions } = face.font.layout(text, { ...asked }, "latn");
        const whole = glyphs.map(({ id }, i) => `${id}:${Math.round(positions[i]!.xAdvance * face.scale)}`).join(" ");
        const shaped = shapeText(face, text, { features });
        const short = shaped.glyphs.map(({ id }, i) => `${id}:${Math.round(shaped.advances[i]!)}`).join(" ");
        compared += 1;
        if (short !== whole) different.push(`${text} U+${codePoint.toString(16)}: ${short}, not ${whole}`);
      }
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(9);
  },
);
