import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderOnce } from "../../../functions/local/render-once.ts";
import { readImageHeader } from "../../../functions/core/report/picture/read-image-header.ts";
import { readPng } from "../../../functions/core/report/picture/raster/read-png.ts";
import { readBarcodes } from "../../core/report/picture/barcode/read-barcodes.ts";
import { keepGolden } from "../../reports/keep-golden.ts";
import { looksAlike } from "./looks-alike.ts";
import { runProgram } from "../run-program.ts";

const reports = join(import.meta.dirname, "../../reports");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-golden-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** A few pages whose look is compared, after their layout and structure. */
const pages = [
  ["blocks-en", 1],
  ["blocks-zh", 1],
  ["tables-en", 1],
  ["figures-en", 1],
  ["figures-zh", 1],
  ["footnotes", 2],
  ["right-to-left", 1],
  ["spans", 1],
  ["spans-ruled", 1],
  ["images", 1],
  ["images", 2],
  ["cover", 1],
  ["cover", 3],
] as const;

const cases = readdirSync(reports, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.endsWith("-changed"))
  .map(({ name }) => name);

beforeAll(async () => {
  for (const name of cases) {
    const { report } = await renderOnce({
      name: "golden",
      folder: join(reports, name, "template"),
      parameters: {},
      datasets: {},
    });
    writeFileSync(join(folder, `${name}.pdf`), report.pdf);
  }
});

test.each(pages)("%s, page %i looks as it should", async (name, page) => {
  const image = join(folder, `${name}-${page}`);
  await runProgram("pdftoppm", [
    "-f",
    String(page),
    "-l",
    String(page),
    "-r",
    "45",
    "-gray",
    "-png",
    "-singlefile",
    join(folder, `${name}.pdf`),
    image,
  ]);
  expect(keepGolden(reports, name, `page-${page}.png`, readFileSync(`${image}.png`), looksAlike)).toMatch(
    /same|written/,
  );
});

describe.each(cases)("%s", (name) => {
  test("is sound to qpdf", async () => {
    const { code, stdout } = await runProgram("qpdf", ["--check", join(folder, `${name}.pdf`)]);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("No syntax or stream encoding errors found"),
    });
  });

  test("yields to pdftotext the words that it holds", async () => {
    const { stdout } = await runProgram("pdftotext", ["-raw", join(folder, `${name}.pdf`), "-"]);
    const shown = lettersOf(readFileSync(join(reports, name, "text.txt"), "utf8").replaceAll(/^── page \d+$/gm, ""));
    // The hyphen of a divided word is a soft one to readers.
    expect(withSquares(lettersOf(stdout.replaceAll("\u00ad", "-")), shown)).toEqual(shown);
  });
});

/** Counts a rare character as the square that is shown for it: readers find the character itself (ActualText). */
function withSquares(
  read: Readonly<Record<string, number>>,
  shown: Readonly<Record<string, number>>,
): Record<string, number> {
  const counts = { ...read };
  for (const [character, count] of Object.entries(read)) {
    if (character.codePointAt(0)! <= 0xffff || shown[character] !== undefined) continue;
    delete counts[character];
    counts["□"] = (counts["□"] ?? 0) + count;
  }
  return counts;
}

/** Counts characters, since poppler orders columns and directions in its own way. */
function lettersOf(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const character of text.normalize("NFKC").replaceAll(/[\s\p{Cf}]/gu, ""))
    counts[character] = (counts[character] ?? 0) + 1;
  return counts;
}

test("the barcodes of a printed page are read as what they were given", async () => {
  const image = join(folder, "barcodes");
  await runProgram("pdftoppm", [
    "-f",
    "2",
    "-l",
    "2",
    "-r",
    "200",
    "-png",
    "-singlefile",
    join(folder, "images.pdf"),
    image,
  ]);
  const png = readFileSync(`${image}.png`);
  const { width, height } = readImageHeader(png)!;
  expect(await readBarcodes(readPng(png), width, height)).toEqual([
    "Code128: BOAT-17",
    "EAN13: 5901234123457",
    "QRCode: https://example.org/harbour?year=2024",
  ]);
});
