import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { afterAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { generateReport } from "../../../functions/core/report/generate-report.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { languages, linesIn } from "./lines-of-languages.ts";
import { runProgram } from "../run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "extracted-text-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Lines of each language; a soak takes more. */
const count = process.env["SOAK"] === undefined ? 40 : 300;
/**
 * poppler marks the direction of right-to-left lines, and our files that of spaces between the directions; pdf.js
 * leaves out all characters for formatting.
 */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const formatMarks = /\p{Cf}/gu;

async function render(language: string, lines: readonly string[]): Promise<Uint8Array> {
  const store = new MemoryObjectStore();
  const files = {
    "template.yaml": `title: T\nlanguages: [${language}]\ndate: "2025-12-31"\n`,
    "report.md": lines.map((line) => `${line}\n`).join("\n"),
  };
  await seedTemplate(
    store,
    "lines",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const world = createWorld(store);
  return (await generateReport(await acceptReport({ template: "lines" }, world), world)).pdf;
}

async function readByPoppler(language: string, pdf: Uint8Array): Promise<readonly string[]> {
  const file = join(folder, `${language}.pdf`);
  writeFileSync(file, pdf);
  const { stdout } = await runProgram("pdftotext", [file, "-"]);
  return stdout.split(/[\n\f]/).map((line) => line.replace(directionMarks, ""));
}

async function readByPdfJs(pdf: Uint8Array): Promise<readonly string[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const lines: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const text = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
    lines.push(...text.split("\n"));
  }
  await task.destroy();
  return lines.map((line) => line.replace(directionMarks, "").trimEnd());
}

/** The source's lines that were extracted otherwise, with the extracted line that is next. */
function lost(source: readonly string[], extracted: readonly string[]): string[] {
  const found = new Set(extracted);
  return source
    .filter((line) => !found.has(line))
    .map(
      (line) =>
        `${line} → ${extracted.find((other) => [...other].sort().join("") === [...line].sort().join("")) ?? "?"}`,
    );
}

describe.each(languages)("%s: what is extracted is what was written", (language) => {
  const lines = linesIn(language, count, 2911);
  const made = render(language, lines);

  test("by poppler", async () => {
    expect(
      lost(
        lines.map((line) => line.replace(directionMarks, "")),
        await readByPoppler(language, await made),
      ),
    ).toEqual([]);
  });

  test("by pdf.js", async () => {
    expect(
      lost(
        lines.map((line) => line.replace(formatMarks, "")),
        await readByPdfJs(await made),
      ),
    ).toEqual([]);
  });
});
