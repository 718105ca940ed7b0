import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";
import type { Font } from "fontkit";
import { expect, test } from "vitest";
import { readCharacterMap } from "../../../../functions/core/report/fonts/character-map.ts";
import { readFontTables, readPostScriptName } from "../../../../functions/core/report/fonts/font-tables.ts";

const require = createRequire(import.meta.url);

/** Makes a table `cmap` from subtables of platform, encoding and 16-bit words. */
function cmapOf(
  ...subtables: readonly (readonly [platform: number, encoding: number, words: readonly number[]])[]
): Buffer {
  const start = 4 + subtables.length * 8;
  const table = Buffer.alloc(start + subtables.reduce((sum, [, , words]) => sum + words.length * 2, 0));
  table.writeUInt16BE(subtables.length, 2);
  let at = start;
  for (const [i, [platform, encoding, words]] of subtables.entries()) {
    table.writeUInt16BE(platform, 4 + i * 8);
    table.writeUInt16BE(encoding, 6 + i * 8);
    table.writeUInt32BE(at, 8 + i * 8);
    for (const word of words) at = table.writeUInt16BE(word, at);
  }
  return table;
}

// Three segments: A to C by a difference, a to c by a list that lacks b, and the terminator.
const segments = [4, 0, 0, 6, 0, 0, 0, 67, 99, 65535, 0, 65, 97, 65535, 65536 - 60, 100, 1, 0, 4, 0, 7, 0, 9];
const groups = [12, 0, 0, 0, 0, 0, 0, 2, 0, 65, 0, 67, 0, 5, 1, 0xf600, 1, 0xf602, 0, 20];

test("segments say the glyphs of characters, by a difference or by a list", () => {
  const glyphOf = readCharacterMap(cmapOf([3, 1, segments]))!;
  expect([65, 66, 67].map(glyphOf)).toEqual([5, 6, 7]);
  expect([97, 98, 99].map(glyphOf)).toEqual([107, 0, 109]);
  expect([0, 64, 68, 96, 100, 65535, 65536, 0x1f600].map(glyphOf)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

test("groups say the glyphs of characters beyond the first plane too", () => {
  const glyphOf = readCharacterMap(cmapOf([3, 10, groups]))!;
  expect([64, 65, 67, 68, 0x1f5ff, 0x1f600, 0x1f602, 0x1f603, 0x10ffff].map(glyphOf)).toEqual([
    0, 5, 7, 0, 0, 20, 22, 0, 0,
  ]);
});

test("the subtable with all planes is preferred, and one that is not Unicode is left", () => {
  expect(readCharacterMap(cmapOf([0, 3, segments], [3, 1, segments], [3, 10, groups]))!(0x1f600)).toBe(20);
  expect(readCharacterMap(cmapOf([1, 0, segments]))).toBeUndefined();
  expect(readCharacterMap(cmapOf([3, 1, [6, 12, 0, 65, 1, 3]]))).toBeUndefined();
});

test.each([
  "inter/400Regular/Inter_400Regular",
  "noto-sans-sc/400Regular/NotoSansSC_400Regular",
  "noto-emoji/400Regular/NotoEmoji_400Regular",
  "source-serif-4/400Regular/SourceSerif4_400Regular",
])("%s is read as fontkit reads it", (file) => {
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/${file}.ttf`));
  const tables = readFontTables(bytes);
  const font = fontkit.create(bytes) as Font;
  const glyphOf = readCharacterMap(tables.get("cmap")!)!;
  const covered = new Set(font.characterSet);
  expect(covered.size).toBeGreaterThan(500);
  expect([...covered].filter((codePoint) => glyphOf(codePoint) !== font.glyphForCodePoint(codePoint).id)).toEqual([]);
  expect(
    Array.from({ length: 0x3000 }, (_, codePoint) => codePoint).filter(
      (codePoint) => glyphOf(codePoint) !== 0 && !covered.has(codePoint),
    ),
  ).toEqual([]);
  expect(readPostScriptName(tables.get("name")!)).toBe(font.postscriptName);
});
