import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

const barley = join(import.meta.dirname, "../../../node_modules/vega-datasets/data/barley.json");
const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "draft-"));
  made.push(folder);
  return folder;
}

test("a file becomes a template's folder, which is checked without findings", async () => {
  const folder = newFolder();
  const out = join(folder, "barley");
  const drafted = await captureOutput(() => runCommand(["draft", barley, "--out", out]));
  expect([drafted.code, drafted.stderr]).toEqual([0, expect.stringContaining("is drafted: 120 rows")]);
  expect(drafted.stderr).toContain("--compare");
  expect(readdirSync(out).sort()).toEqual(
    [
      ".template.schema.json",
      ".test.schema.json",
      "charts",
      "data",
      "queries",
      "report.md",
      "template.yaml",
      "tests",
    ].sort(),
  );
  expect(readFileSync(join(out, "data/barley.json"))).toEqual(readFileSync(barley));
  expect(readdirSync(folder)).toEqual(["barley"]);
  const { stdout } = await captureOutput(() => runCommand(["check", out, "--json"]));
  expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
  const tested = await captureOutput(() => runCommand(["test", out]));
  expect(tested.code).toBe(0);
});

test("an existing folder stays as it is", async () => {
  const out = newFolder();
  writeFileSync(join(out, "mine"), "");
  const { code, stderr } = await captureOutput(() => runCommand(["draft", barley, "--out", out]));
  expect([code, stderr]).toEqual([1, expect.stringContaining("already exists")]);
  expect(readdirSync(out)).toEqual(["mine"]);
});

test("a few spoiled cells are mended by the recipe that lies in the folder", async () => {
  const folder = newFolder();
  const file = join(folder, "prices.csv");
  const rows = Array.from({ length: 24 }, (_, at) => `${2000 + at},${at === 5 ? "n/a" : 10 + at}`);
  writeFileSync(file, `year,price\n${rows.join("\n")}\n`);
  const out = join(folder, "prices");
  const { code, stderr } = await captureOutput(() => runCommand(["draft", file, "--out", out]));
  expect([code, stderr]).toEqual([0, expect.stringContaining("recipe.yaml mends them")]);
  expect(readFileSync(join(out, "recipe.yaml"), "utf8")).toContain("n/a");
  const { stdout } = await captureOutput(() => runCommand(["check", out, "--json"]));
  expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
});

test.each([
  [["--adds", "perhaps"], "yes"],
  [["--adds", "yield=perhaps"], "yes"],
  [["--adds", "yeld=yes"], "yield"],
  [["--adds", "yield=yes,no"], "yield"],
  [["--about", "yeld"], "yield"],
  [["--period", "month"], "year"],
  [["--language", "xx"], "zh"],
])("%j is refused with what is allowed, and nothing is written", async (given, allowed) => {
  const folder = newFolder();
  const out = join(folder, "barley");
  const { code, stderr } = await captureOutput(() => runCommand(["draft", barley, "--out", out, ...given]));
  expect([code, stderr]).toEqual([1, expect.stringContaining(allowed)]);
  expect(readdirSync(folder)).toEqual([]);
});

test("numbers that nothing in a file tells apart are asked for, and read as answered", async () => {
  const folder = newFolder();
  const file = join(folder, "riders.csv");
  const rows = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, "0")},"${2 + at},${310 + at}"`);
  writeFileSync(file, `month,riders\n${rows.join("\n")}\n`);
  const draft = async (name: string, ...options: string[]) =>
    await captureOutput(() => runCommand(["draft", file, "--out", join(folder, name), ...options]));
  const asked = await draft("asked");
  expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining("2,310 may be 2310 or 2.310")]);
  expect(asked.stderr).toContain("--decimal");
  const unfit = await draft("unfit", "--decimal", "dot");
  expect([unfit.code, unfit.stderr]).toEqual([1, expect.stringContaining("--decimal dot is not allowed")]);
  expect(readdirSync(folder)).toEqual(["riders.csv"]);
  for (const [mark, step] of [
    ["point", "integer: 1,234.56"],
    ["comma", "decimal: 1.234,56"],
  ] as const) {
    expect((await draft(mark, "--decimal", mark)).code).toBe(0);
    expect(readFileSync(join(folder, mark, "recipe.yaml"), "utf8")).toContain(step);
    const { stdout } = await captureOutput(() => runCommand(["check", join(folder, mark), "--json"]));
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [] });
  }
});
