import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { runProgram } from "../run-program.ts";

const cli = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-flagship-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

interface Result {
  readonly sha256: string;
  readonly pages: number;
  readonly bytes: number;
  readonly warnings: readonly unknown[];
}

async function render(
  name: string,
  words: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  before: readonly string[] = [],
): Promise<Result> {
  const [program = "", ...rest] = [...before, process.execPath, cli, "render", "high-tech-industries", ...words];
  const { code, stdout, stderr } = await runProgram(program, [...rest, "--out", file(name), "--json"], { env });
  // On a slow machine, stderr has progress: one line for each stage.
  expect({ code, said: stderr.replaceAll(/^[a-z]+ \(\d of \d\)\n/gm, "") }).toEqual({ code: 0, said: "" });
  return JSON.parse(stdout) as Result;
}

function file(name: string): string {
  return join(folder, `${name}.pdf`);
}

describe.each([
  {
    language: "en",
    sentences: ["the Municipal Bureau of Statistics", "Two clusters of a trillion yuan", "Beijing E-Town"],
  },
  { language: "zh", sentences: ["地区生产总值", "新一代信息技术", "怀柔科学城"] },
])("the flagship in $language", ({ language, sentences }) => {
  let result: Result;
  beforeAll(async () => {
    result = await render(language, ["--param", `language=${language}`]);
  });

  test("has 6 to 8 pages and no warnings, and matches its result", () => {
    const pdf = readFileSync(file(language));
    expect(result.pages).toBeGreaterThanOrEqual(6);
    expect(result.pages).toBeLessThanOrEqual(8);
    expect(result.warnings).toEqual([]);
    expect(result).toMatchObject({ bytes: pdf.byteLength, sha256: sha256(pdf) });
  });

  test("is sound to qpdf", async () => {
    const { code, stdout } = await runProgram("qpdf", ["--check", file(language)]);
    expect({ code, sound: stdout.includes("No syntax or stream encoding errors found") }).toEqual({
      code: 0,
      sound: true,
    });
  });

  test("holds no raster image", async () => {
    const { stdout } = await runProgram("pdfimages", ["-list", file(language)]);
    expect(stdout.trim().split("\n").slice(2)).toEqual([]);
  });

  test("embeds every font as a subset with a Unicode map", async () => {
    const { stdout } = await runProgram("pdffonts", [file(language)]);
    const fonts = stdout.trim().split("\n").slice(2);
    expect(fonts.length).toBeGreaterThan(3);
    // name, type, encoding, emb, sub, uni, object ID
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ .* yes +yes +yes +\d+ +\d+$/);
  });

  test("yields its text in reading order", async () => {
    const { stdout } = await runProgram("pdftotext", [file(language), "-"]);
    const text = stdout.replaceAll(/\s+/g, language === "zh" ? "" : " ");
    for (const sentence of sentences) expect(text).toContain(sentence);
    const places = ["25.1", "30.1"].map((number) => text.indexOf(number));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(text).not.toMatch(/[\ue000-\uf8ff\ufffd]/);
  });
});

interface Machine {
  readonly what: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments before the command. */
  readonly before: readonly string[];
}

const machines: readonly Machine[] = [
  {
    what: "another time zone and language of the machine",
    env: { TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" },
    before: [],
  },
  { what: "one core", env: {}, before: ["taskset", "-c", "0"] },
  { what: "a time zone off the hour", env: { TZ: "America/St_Johns" }, before: [] },
];

test.each(machines)("gives the same bytes under $what", async ({ env, before }) => {
  const plain = await render("plain");
  const odd = await render("odd", [], env, before);
  expect(odd.sha256).toBe(plain.sha256);
  expect(readFileSync(file("odd")).equals(readFileSync(file("plain")))).toBe(true);
});

test("another parameter gives another report", async () => {
  const [a, b] = [await render("cny", ["--param", "currency=CNY"]), await render("usd", ["--param", "currency=USD"])];
  expect(a.sha256).not.toBe(b.sha256);
});
