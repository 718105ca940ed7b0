import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "broadsheet-unfinished-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const modules = join(import.meta.dirname, "../../functions/local");

/** Runs a program in a process of its own. @returns what it leaves in the folder */
function leftBy(program: string): readonly string[] {
  const { stderr, error } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    encoding: "utf8",
    timeout: 60_000,
  });
  expect([stderr, error]).toEqual(["", undefined]);
  return readdirSync(folder);
}

test.each([
  ["a file", "{ await writeFile(path, 'half'); process.exit(); }"],
  ["a folder", "{ await mkdir(path); await writeFile(path + '/a', 'half'); process.exit(); }"],
  ["a file that fails", "{ await writeFile(path, 'half'); throw new Error('full'); }"],
])("of %s that a process did not finish nothing is left", (_what, make) => {
  const program = `import { mkdir, writeFile } from "node:fs/promises";
import { makeUnfinished } from ${JSON.stringify(join(modules, "unfinished-files.ts"))};
await makeUnfinished("x.part", async (path) => ${make}).catch(() => {});`;
  expect(leftBy(program)).toEqual([]);
});

test("a PDF whose writer ends because its reader closed early leaves no part", () => {
  const program = `import { writeWholeFile } from ${JSON.stringify(join(modules, "write-pdf-file.ts"))};
async function* pages() { yield Buffer.from("%PDF"); process.exit(); }
await writeWholeFile("x.pdf", pages());`;
  expect(leftBy(program)).toEqual([]);
});

test("what is finished stays", () => {
  const program = `import { writeWholeFile } from ${JSON.stringify(join(modules, "write-pdf-file.ts"))};
await writeWholeFile("x.pdf", Buffer.from("%PDF"));
process.exit();`;
  expect(leftBy(program)).toEqual(["x.pdf"]);
});
