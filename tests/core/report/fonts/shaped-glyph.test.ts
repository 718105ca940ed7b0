import { expect, test } from "vitest";
import { testTypesetter } from "../chart/chart-fixtures.ts";

function shape(text: string, features: readonly string[] = []): readonly object[] {
  return testTypesetter().shape(text, "serif-400", { features }).glyphs;
}

test("a glyph that means the same is the same in every word, however it is shaped, and has a place of its own in its face", () => {
  const [a, b] = shape("ab");
  expect(shape("ba")).toEqual([b, a]);
  expect(shape("ba")[0]).toBe(b);
  expect(shape("a1", ["tnum"])[0]).toBe(a);
  // By ligature and mark: words with either are shaped as a whole.
  expect(shape("office")[1]).toBe(shape("affix")[1]);
  expect(shape("e\u0301x\u0302")[0]).toBe(shape("e\u0301")[0]);
  const glyphs = new Set(["ab", "office", "1 2", "e\u0301"].flatMap((text) => shape(text)));
  expect(new Set([...glyphs].map((glyph) => (glyph as { place: number }).place)).size).toBe(glyphs.size);
});
