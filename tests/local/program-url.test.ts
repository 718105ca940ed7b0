import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../functions/core/canonical-json.ts";

const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "broadsheet-programs-"));
const node = (...words: readonly string[]): string => execFileSync(process.execPath, words, { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const programOf = (): string => node("--input-type=module", "-e", "import('./functions/local/program-url.ts').then(({ programUrl }) => console.log(programUrl('run-command').href))").trim();
const render = (): string => {
  node("functions/local/broadsheet.mjs", "render", "high-tech-industries", "--out", "out.pdf");
  return sha256(readFileSync(join(copy, "out.pdf")));
};

beforeAll(() => {
  for (const part of ["functions", "templates", "package.json", "package-lock.json", "tsconfig.json"]) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true }));

test("the bundled program makes the same bytes as the sources, and gives way to sources that have changed", () => {
  expect(programOf()).toMatch(/functions\/local\/run-command\.ts$/);
  const fromSources = render();
  node("functions/local/bundle-programs.ts");
  expect(programOf()).toMatch(/build\/programs\/run-command\.mjs$/);
  expect(render()).toBe(fromSources);
  utimesSync(join(copy, "functions/core/errors.ts"), new Date(0), new Date(0));
  expect(programOf()).toMatch(/functions\/local\/run-command\.ts$/);
}, 120_000);
