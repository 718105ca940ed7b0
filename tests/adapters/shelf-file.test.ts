import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openShelf } from "../../functions/adapters/shelf-file.ts";

const parent = mkdtempSync(join(tmpdir(), "broadsheet-shelf-"));
afterAll(() => rmSync(parent, { recursive: true }));
const fill = (folder: string, name: string, texts: Readonly<Record<string, string>>): void => {
  const shelf = openShelf(folder, name);
  for (const [key, text] of Object.entries(texts)) shelf.put(key, text);
  shelf.save();
};

test("the next process finds on a shelf what was put there, by name", () => {
  const folder = join(parent, "deep/one");
  fill(folder, "a", { k1: JSON.stringify({ title: "工业\n" }), k2: "[]" });
  fill(folder, "a", { k3: "3" });
  fill(folder, "b", { k1: '"other"' });
  const shelf = openShelf(folder, "a");
  expect(["k1", "k2", "k3"].map((key) => JSON.parse(shelf.take(key)!))).toEqual([{ title: "工业\n" }, [], 3]);
  expect(shelf.take("k4")).toBeUndefined();
  expect(openShelf(folder, "b").take("k1")).toBe('"other"');
  expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
});

test("a damaged file is empty, and is written again", () => {
  const folder = join(parent, "damaged");
  fill(folder, "a", { k1: "1234", k2: "5678" });
  const path = join(folder, "a");
  const sound = readFileSync(path, "utf8");
  for (const damaged of [sound.replace("1234", "1235"), sound.slice(0, -1), sound.slice(0, 70), "", `${sound}x`]) {
    writeFileSync(path, damaged);
    expect(openShelf(folder, "a").take("k1")).toBeUndefined();
  }
  fill(folder, "a", { k1: "1234", k2: "5678" });
  expect(readFileSync(path, "utf8")).toBe(sound);
});

test("an empty shelf is not written, nor is one in a folder that cannot be written", () => {
  const folder = join(parent, "untouched");
  openShelf(folder, "a").save();
  expect(readdirSync(parent)).not.toContain("untouched");
  mkdirSync(join(folder, "a/b"), { recursive: true });
  fill(folder, "a", { k: "1" });
  expect(readdirSync(folder)).toEqual(["a"]);
  writeFileSync(join(parent, "file"), "");
  fill(join(parent, "file"), "a", { k: "1" });
  expect(openShelf(join(parent, "file"), "a").take("k")).toBeUndefined();
  // Not even to be removed.
  fill(folder, "a".repeat(300), { k: "1" });
  expect(readdirSync(folder)).toEqual(["a"]);
});

test("the oldest files are removed, and unused entries of a file", () => {
  const folder = join(parent, "many");
  for (let file = 0; file < 70; file++) {
    fill(folder, `f${file}`, { k: "1" });
    utimesSync(join(folder, `f${file}`), new Date(file * 1000), new Date(file * 1000));
  }
  const files = readdirSync(folder);
  expect(files).toHaveLength(64);
  expect(files).not.toContain("f5");
  expect(files).toContain("f6");

  const large = "x".repeat(3_000_000);
  fill(folder, "large", { k1: large, k2: large });
  const shelf = openShelf(folder, "large");
  expect(shelf.take("k2")).toBe(large);
  shelf.put("k3", large);
  shelf.save();
  const next = openShelf(folder, "large");
  expect(["k1", "k2", "k3"].map((key) => next.take(key)?.length)).toEqual([undefined, large.length, large.length]);
});
