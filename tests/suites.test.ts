import { existsSync, readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { longest } from "./ci/longest-first.ts";
import { alone, piped, sampled, separate, slow } from "./suites.ts";

const root = join(import.meta.dirname, "..");

test("every file that a suite names is there", () => {
  const named = [...alone, ...piped, ...sampled, ...separate, ...slow];
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("every file that begins before others is there, once", () => {
  expect(longest.filter((file, at) => !existsSync(join(root, file)) || longest.indexOf(file) !== at)).toEqual([]);
});

test("what mocks a module has a process of its own, where nothing has loaded that module before", async () => {
  const mocking: string[] = [];
  for await (const file of glob("tests/**/*.test.ts", { cwd: root, exclude: (path) => path.endsWith("node_modules") }))
    if (/^vi\.mock\(/m.test(readFileSync(join(root, file), "utf8"))) mocking.push(file);
  expect(mocking.filter((file) => !separate.includes(file))).toEqual([]);
});
