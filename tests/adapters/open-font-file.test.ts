import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { knowDigests, knownDigests, openFontFile } from "../../functions/adapters/open-font-file.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";

const fonts = join(import.meta.dirname, "../../node_modules/@expo-google-fonts");
const chinese = join(fonts, "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf");
const latin = join(fonts, "inter/400Regular/Inter_400Regular.ttf");

test("loads the asked parts of a large file, in any order and overlapping, and nothing far from them", () => {
  const whole = readFileSync(chinese);
  const file = openFontFile(chinese);
  expect(file.bytes.length).toBe(whole.length);
  for (const [start, end] of [
    [5_000_000, 5_000_100],
    [4_990_000, 5_010_000],
    [0, 12],
    [whole.length - 10, whole.length + 10],
    [4095, 4097],
    [77, 77],
  ] as const) {
    file.load(start, end);
    expect(whole.subarray(start, end).equals(file.bytes.subarray(start, end))).toBe(true);
  }
  expect(file.bytes.subarray(1_000_000, 2_000_000).every((byte) => byte === 0)).toBe(true);
  file.load(0, whole.length);
  expect(whole.equals(file.bytes)).toBe(true);
});

test.each([chinese, latin])("hashes the whole file, loaded or not: %s", (path) => {
  expect(openFontFile(path).digest()).toBe(sha256(readFileSync(path)));
});

test("has a small file whole at once", () => {
  expect(readFileSync(latin).equals(openFontFile(latin).bytes)).toBe(true);
});

test("a hash that is known counts as long as the file is as it was", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-font-"));
  const path = join(folder, "font.ttf");
  writeFileSync(path, "some font");
  const { size, mtimeMs } = statSync(path);
  knowDigests(new Map([[path, { size, mtimeMs, digest: "known" }]]));
  expect(openFontFile(path).digest()).toBe("known");
  utimesSync(path, new Date(0), new Date(0));
  expect(openFontFile(path).digest()).toBe(sha256(Buffer.from("some font")));
  expect(knownDigests.get(path)).toEqual({ size, mtimeMs: 0, digest: sha256(Buffer.from("some font")) });
  writeFileSync(path, "another font");
  expect(openFontFile(path).digest()).toBe(sha256(Buffer.from("another font")));
  rmSync(folder, { recursive: true });
});
