import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** What Git leaves in a file that two changes touched. A row of equals signs alone underlines a title in Markdown. */
const marker = /^(?:<{7}|\|{7}|>{7})(?: |$)/m;

const root = join(import.meta.dirname, "..");
/** Folders of what was installed, built or stored. */
const made = new Set([".git", "build", "node_modules"]);
const stored = join(root, "data");
const textual = /\.(?:ts|tsx|mjs|js|json|css|html|md|tsv|csv|sql|yaml|yml|toml|liquid)$/;

function textsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return made.has(entry.name) || path === stored ? [] : textsIn(path);
    return entry.isFile() && textual.test(entry.name) && statSync(path).size < 1_000_000 ? [path] : [];
  });
}

test("no file still holds both sides of a merge", () => {
  const files = textsIn(root);
  expect(files.length).toBeGreaterThan(4_000);
  expect(files.filter((file) => marker.test(readFileSync(file, "utf8")))).toEqual([]);
});

test.each(["<<<<<<< HEAD", "text\n>>>>>>> 96fe5f28 (Read months)\n", "||||||| base"])(
  "a marker is found: %j",
  (text) => {
    expect(text).toMatch(marker);
  },
);
