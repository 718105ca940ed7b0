import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "../../../functions/packaging/installed/make-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "make-folder-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("makes what is missing, and finds what is there", () => {
  const deep = join(folder, "a/b/c");
  expect(makeFolder(deep)).toBe(true);
  expect(existsSync(deep)).toBe(true);
  expect(makeFolder(deep)).toBe(true);
});

test("answers no, and ends, where nothing can be made: below /proc, below a file, of a name that is too long", () => {
  expect(makeFolder("/proc/nowhere/broadsheet")).toBe(false);
  writeFileSync(join(folder, "file"), "");
  expect(makeFolder(join(folder, "file"))).toBe(false);
  expect(makeFolder(join(folder, "file/below"))).toBe(false);
  expect(makeFolder(join(folder, "x".repeat(300)))).toBe(false);
});
