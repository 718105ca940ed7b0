import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { makeReport } from "../../../functions/core/report/generate-report.ts";
import type { Layout, Meaning, PlacedRun, TextBox } from "../../../functions/core/report/layout/page.ts";
import { orderVisually } from "../../../functions/core/report/fonts/canvas-bidi.ts";
import { readDirections } from "../../../functions/core/report/layout/text/bidi-levels.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { mixedLines, type MixedLine } from "./mixed-lines.ts";
import { runProgram } from "../run-program.ts";

/** Lines in both directions together; a soak takes more. */
const count = process.env["SOAK"] === undefined ? 200 : 2_000;
const lines = mixedLines(count, 9);
const folder = mkdtempSync(join(tmpdir(), "mixed-directions-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Characters that direct others and are not drawn. UAX #9 (X9) gives none to those that it takes out. */
const unseen = /[\u200e\u200f\u061c\u2066-\u2069]/;
const directing = new RegExp(`${unseen.source}|[\u202a-\u202e]`, "g");

/** What FriBidi says of a line: the level of each character, and the characters' places in visual order. */
interface Oracle {
  readonly levels: readonly number[];
  readonly order: readonly number[];
}

async function askFriBidi(texts: readonly string[], fromRight: boolean): Promise<readonly Oracle[]> {
  const file = join(folder, `${fromRight ? "right" : "left"}.txt`);
  writeFileSync(file, texts.map((text) => `${text}\n`).join(""));
  const options = [fromRight ? "--rtl" : "--ltr", "--nobreak", "--novisual", "--vtol", "--levels", file];
  const { stdout } = await runProgram("fribidi", options);
  const rows = stdout
    .split("\n")
    .filter((row) => row.trim() !== "")
    .map((row) => row.trim().split(" ").map(Number));
  expect(rows).toHaveLength(texts.length * 2);
  return texts.map((_, index) => ({ order: rows[index * 2]!, levels: rows[index * 2 + 1]! }));
}

/** Lines of one direction as a report sets them. */
interface Printed {
  readonly pdf: Uint8Array;
  /** The runs of each line, in reading order. */
  readonly runs: readonly (readonly PlacedRun[])[];
  readonly faces: ReadonlyMap<string, Uint8Array>;
  /** The glyphs of a run, each with its place in thousandths of the size, from left to right. */
  readonly glyphs: (run: PlacedRun) => readonly string[];
}

async function print(texts: readonly string[], language: string): Promise<Printed> {
  const store = new MemoryObjectStore();
  // Escaped, so that no sign is Markdown.
  const written = texts.map((text) => `${text.replace(/[!-/:-@[-`{-~]/g, "\\$&")}\n`).join("\n");
  const files = { "template.yaml": `title: T\nlanguages: [${language}]\ndate: "2025-12-31"\n`, "report.md": written };
  const bytes = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  await seedTemplate(store, "lines", bytes);
  const world = createWorld(store);
  const { report, laidOut } = await makeReport(await acceptReport({ template: "lines" }, world), world);
  expect(report.warnings.filter(({ code }) => code === "missing-glyph")).toEqual([]);
  const { layout, typesetter } = laidOut;
  const boxes = layout.pages.flatMap((page) => page.boxes.filter((box): box is TextBox => box.kind === "text"));
  const byParagraph = Map.groupBy(boxes, ({ means }) => paragraphOf(layout, means));
  byParagraph.delete(undefined);
  const runs = [...byParagraph.values()].map((own) => own.flatMap((box) => box.runs));
  const faces = new Map<string, Uint8Array>();
  for (const { face } of runs.flat()) if (!faces.has(face)) faces.set(face, typesetter.face(face).file.bytes);
  const glyphs = ({ text, face, features, letterSpacing, rightToLeft }: PlacedRun): readonly string[] => {
    const shaped = typesetter.shape(text, face, { features, spaced: letterSpacing !== undefined, rightToLeft });
    return placesOf(
      shaped.glyphs.map(({ id }, at) => ({
        id,
        advance: shaped.advances[at]!,
        x: shaped.offsets?.[at * 2] ?? 0,
        y: shaped.offsets?.[at * 2 + 1] ?? 0,
      })),
    );
  };
  return { pdf: report.pdf, runs, faces, glyphs };
}

/** The paragraph that holds a text, a word in another language being a part of its own. */
function paragraphOf({ structure }: Layout, means: Meaning): number | undefined {
  let at = typeof means === "number" ? means : undefined;
  while (at !== undefined && structure[at]!.role !== "P") at = structure[at]!.parent;
  return at;
}

interface Shaped {
  readonly id: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

/** Glyphs by place. In which order the marks of a letter follow each other is then no matter. */
function placesOf(glyphs: readonly Shaped[]): readonly string[] {
  let pen = 0;
  const placed = glyphs.map(({ id, advance, x, y }) => {
    const place = { id, x: Math.round(pen + x), y: Math.round(y) };
    pen += advance;
    return place;
  });
  return placed.sort((a, b) => a.x - b.x || a.id - b.id).map(({ id, x, y }) => `${id}@${x},${y}`);
}

/** A line of `hb-shape`: `[glyph@x,y+advance|…]`, with the size set to 1,000. */
function readShaped(row: string): readonly string[] {
  return placesOf(
    Array.from(row.matchAll(/(\d+)(?:@(-?\d+),(-?\d+))?\+(-?\d+)/g), ([, id, x = 0, y = 0, advance]) => ({
      id: Number(id),
      advance: Number(advance),
      x: Number(x),
      y: Number(y),
    })),
  );
}

/** A text from right to left; marks stay behind their letters (UAX #9, L3). */
function reversed(text: string): string {
  return text
    .match(/.\p{M}*/gu)!
    .reverse()
    .join("");
}

/** The characters of a line from left to right, as placed. */
function seenOrder(runs: readonly PlacedRun[]): string {
  return runs
    .toSorted((a, b) => a.x - b.x)
    .map(({ text, rightToLeft }) => (rightToLeft === true ? reversed(text) : text))
    .join("");
}

describe.each([
  ["en", false],
  ["ar", true],
  ["he", true],
] as const)("lines of mixed directions in a report in %s", (language, fromRight) => {
  const texts = lines.filter((line: MixedLine) => line.fromRight === fromRight).map(({ text }) => text);
  let oracle: readonly Oracle[];
  let printed: Printed;
  beforeAll(async () => {
    oracle = await askFriBidi(texts, fromRight);
    printed = await print(texts, language);
  });

  test("have the levels that FriBidi gives them", () => {
    const other = texts.flatMap((text, index) => {
      const levels = [...(readDirections(text, fromRight).levels ?? new Uint8Array(text.length))];
      const visible = (_: number, at: number): boolean => !unseen.test(text[at]!);
      const [ours, theirs] = [levels.filter(visible), oracle[index]!.levels.filter(visible)];
      return ours.join() === theirs.join() ? [] : [{ text, ours: ours.join(""), theirs: theirs.join("") }];
    });
    expect(other).toEqual([]);
  });

  test("stand in the order that FriBidi gives them", () => {
    expect(printed.runs).toHaveLength(texts.length);
    const other = texts.flatMap((text, index) => {
      const theirs = oracle[index]!.order.map((at) => text[at]!).join("");
      const seen = theirs.replace(new RegExp(unseen, "g"), "");
      const ours = seenOrder(printed.runs[index]!);
      return ours === seen ? [] : [{ text, ours, theirs: seen }];
    });
    expect(other).toEqual([]);
  });

  test("stand in that order in charts, too", () => {
    const other = texts.flatMap((text, index) => {
      const theirs = oracle[index]!.order.map((at) => text[at]!).join("");
      const ours = orderVisually(text, fromRight)
        .map((piece) => (piece.rightToLeft ? reversed(piece.text) : piece.text))
        .join("");
      const [seen, wanted] = [ours, theirs].map((order) => order.replace(new RegExp(unseen, "g"), ""));
      return seen === wanted ? [] : [{ text, seen, wanted }];
    });
    expect(other).toEqual([]);
  });

  test("have the glyphs that HarfBuzz gives each run from right to left, in the same places", async () => {
    const runs = printed.runs.flat().filter(({ rightToLeft }) => rightToLeft === true);
    const files = new Map(
      [...printed.faces].map(([key, bytes], index) => [key, fontFile(`${language}-${index}`, bytes)]),
    );
    const batch = join(folder, `${language}.batch`);
    writeFileSync(batch, runs.map((run) => `${shapeOptions(run, files.get(run.face)!)}\n`).join(""));
    const { stdout } = await runProgram("sh", ["-c", `hb-shape --batch < ${batch}`]);
    const rows = stdout.trimEnd().split("\n");
    expect(rows).toHaveLength(runs.length);
    const other = runs.flatMap((run, index) => {
      // Signs of a Latin face are kerned otherwise between Arabic words, so that of them only the order is compared.
      const placed = (glyphs: readonly string[]): string =>
        (/\p{L}/u.test(run.text) ? glyphs : glyphs.map((glyph) => glyph.replace(/@.*/, ""))).join(" ");
      const [ours, theirs] = [placed(printed.glyphs(run)), placed(readShaped(rows[index]!))];
      return ours === theirs ? [] : [{ text: run.text, face: run.face, ours, theirs }];
    });
    expect(other).toEqual([]);
  });

  /**
   * poppler guesses the order of what stands on a line, without its direction. No producer can tell it, so that what
   * Chromium writes is the measure of what it can be made to read.
   */
  test("are extracted as they were written, more of them than from what Chromium prints", async () => {
    const wanted = texts.map((text) => text.replace(directing, ""));
    const file = join(folder, `${language}.pdf`);
    writeFileSync(file, printed.pdf);
    const [ours, chromium] = [await extract(file), await extract(await printByChromium(texts, language, fromRight))];
    const readable = (from: readonly string[]): number => wanted.filter((line) => from.includes(line)).length;
    expect(readable(ours)).toBeGreaterThan(readable(chromium));
    const found = new Set(ours.map(lettersOf));
    expect(wanted.filter((line) => !found.has(lettersOf(line)))).toEqual([]);
  });
});

/** The characters of a line but for spaces, whatever their order. */
function lettersOf(line: string): string {
  return [...line.replaceAll(" ", "")].sort().join("");
}

async function extract(file: string): Promise<readonly string[]> {
  const { stdout } = await runProgram("pdftotext", [file, "-"]);
  return stdout.split(/[\n\f]/).map((line) => line.replace(directing, ""));
}

async function printByChromium(texts: readonly string[], language: string, fromRight: boolean): Promise<string> {
  const [page, pdf] = ["html", "chromium.pdf"].map((ending) => join(folder, `${language}.${ending}`)) as [
    string,
    string,
  ];
  const paragraphs = texts.map((text) => `<p>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</p>`);
  const direction = fromRight ? "rtl" : "ltr";
  writeFileSync(
    page,
    `<html lang="${language}" dir="${direction}"><meta charset="utf-8">${paragraphs.join("\n")}</html>`,
  );
  const options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", `--print-to-pdf=${pdf}`, page];
  const { code, stderr } = await runProgram("chromium", options);
  expect(code, stderr).toBe(0);
  return pdf;
}

function fontFile(name: string, bytes: Uint8Array): string {
  const path = join(folder, `${name}.ttf`);
  writeFileSync(path, bytes);
  return path;
}

/** A line of `hb-shape --batch`. */
function shapeOptions({ text, features = [], rightToLeft }: PlacedRun, file: string): string {
  const codePoints = Array.from(text, (character) => `U+${character.codePointAt(0)!.toString(16)}`).join(",");
  const wanted = ["-calt", ...features.map((feature) => `+${feature}`)].join(",");
  const direction = rightToLeft === true ? "rtl" : "ltr";
  const plain = ["--font-size=1000", "--no-glyph-names", "--no-clusters"];
  return [file, `--direction=${direction}`, `--features=${wanted}`, ...plain, "-u", codePoints].join(";");
}
