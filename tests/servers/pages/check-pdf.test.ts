import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PdfKit from "pdfkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPdf, type PdfCheck } from "../../../functions/proof/check-pdf.ts";
import { runProgram } from "../run-program.ts";

const cli = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-check-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
const file = (name: string): string => join(folder, name);
const codes = ({ findings }: PdfCheck): string[] => findings.map(({ code }) => code);
const check = (name: string): PdfCheck => checkPdf(readFileSync(file(name)));

describe.each([
  ["the flagship", ["high-tech-industries"]],
  ["the flagship in Chinese", ["high-tech-industries", "--param", "language=zh"]],
  ["the profile of a country", ["country-profile"]],
  ["the profile of a country in Chinese", ["country-profile", "--param", "language=zh"]],
  ["the profile of a dataset", ["dataset-profile"]],
  ["the profile in Chinese", ["dataset-profile", "--param", "language=zh"]],
])("%s", (_, words) => {
  test("breaks no rule of PDF/UA-1 and PDF/A-3a that a machine can decide", async () => {
    await runProgram(process.execPath, [cli, "render", ...words, "--out", file("report.pdf")]);
    const { code, stderr } = await runProgram(process.execPath, [cli, "check-pdf", file("report.pdf")]);
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("0 findings; PDF/UA-1 breaks no rule that is checked"),
    });
  });
});

test("PDF 2.0 breaks no rule either, and earlier readers find its notes, links and pages", async () => {
  const template = join(import.meta.dirname, "../../reports/tags-of-pdf2/template");
  await runProgram(process.execPath, [cli, "render", template, "--out", file("later.pdf")]);
  const checked = await runProgram(process.execPath, [cli, "check-pdf", file("later.pdf")]);
  expect(checked).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("0 findings; PDF/UA-2 breaks no rule that is checked, PDF/A-4f breaks no rule"),
  });
  const structure = await runProgram("pdfinfo", ["-struct", file("later.pdf")]);
  expect(structure.stderr).not.toContain("Error");
  expect(structure.stdout.match(/Note/g)).toHaveLength(4);
  const destinations = await runProgram("pdfinfo", ["-dests", file("later.pdf")]);
  expect(destinations.stdout).toMatch(/1 \[ XYZ .*"note-1"/);
});

describe("files of other programs", () => {
  beforeAll(async () => {
    writeFileSync(
      file("page.html"),
      "<html lang=en><title>A page</title><h1>Title</h1><h3>Skipped</h3><p>Text with a <a href='https://example.org'>link</a>.<table><tr><th>a<th>b<tr><td>1<td>2</table><ul><li>one<li>two</ul>",
    );
    await runProgram("chromium", [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      `--print-to-pdf=${file("chromium.pdf")}`,
      file("page.html"),
    ]);
    await new Promise<void>((done) => {
      const document = new PdfKit();
      const chunks: Buffer[] = [];
      document.on("data", (chunk: Buffer) => chunks.push(chunk));
      document.on("end", () => {
        writeFileSync(file("pdfkit.pdf"), Buffer.concat(chunks));
        done();
      });
      document.text("Plain text").rect(10, 10, 50, 50).fill("red");
      document.end();
    });
    await runProgram(process.execPath, [cli, "render", "dataset-profile", "--out", file("ours.pdf")]);
    await runProgram("qpdf", [
      "--encrypt",
      "",
      "owner",
      "256",
      "--accessibility=n",
      "--",
      file("ours.pdf"),
      file("encrypted.pdf"),
    ]);
    await runProgram("qpdf", ["--linearize", file("ours.pdf"), file("linearized.pdf")]);
    await runProgram("qpdf", ["--newline-before-endstream", file("ours.pdf"), file("newline.pdf")]);
    await runProgram("qpdf", ["--qdf", "--object-streams=disable", file("ours.pdf"), file("plain.pdf")]);
    writeFileSync(file("cut.pdf"), readFileSync(file("ours.pdf")).subarray(0, 20_000));
  });

  test("Chromium tags its pages, but claims nothing and leaves things out", () => {
    const result = check("chromium.pdf");
    expect(result).toMatchObject({ pages: 1, pdfua1: false, pdfa3a: false, complete: true });
    expect(codes(result)).toEqual(
      expect.arrayContaining([
        "no-metadata",
        "pdfua-not-claimed",
        "device-colour",
        "heading-skipped",
        "link-without-text",
      ]),
    );
    for (const code of [
      "not-marked",
      "font-not-embedded",
      "no-unicode",
      "glyph-width",
      "notdef-shown",
      "parent-tree",
      "table-structure",
      "list-structure",
      "damaged-object",
    ]) {
      expect(codes(result)).not.toContain(code);
    }
  });

  test("PDFKit as it comes writes untagged text in a font that is not embedded", () => {
    expect(codes(check("pdfkit.pdf"))).toEqual(
      expect.arrayContaining([
        "not-marked",
        "no-structure-tree",
        "unmarked-content",
        "font-not-embedded",
        "no-language",
        "device-colour",
      ]),
    );
  });

  test("qpdf omits the end of line before endstream by default, and makes nothing else worse", () => {
    expect(codes(check("linearized.pdf"))).toEqual(["stream-syntax"]);
    expect(check("newline.pdf").findings).toEqual([]);
    // In this form an end of line that belongs to the data counts as data.
    expect(codes(check("plain.pdf"))).toEqual(["stream-syntax"]);
  });

  test("an encrypted file is closed", () => {
    const result = check("encrypted.pdf");
    expect(result).toMatchObject({ complete: false, pdfua1: false, pdfa3a: false });
    expect(codes(result)).toContain("encrypted");
  });

  test("a truncated file is reported as damaged, by us and by qpdf, without a stack trace", async () => {
    const { code, stderr, stdout } = await runProgram(process.execPath, [cli, "check-pdf", file("cut.pdf"), "--json"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const result = JSON.parse(stdout) as PdfCheck & { qpdf: { sound: boolean; message: string } };
    expect(codes(result)).toContain("cross-references");
    expect(result.qpdf).toMatchObject({ sound: false, message: expect.stringContaining("damaged") });
  });
});

test.each([
  ["a file that is not there", "none.pdf", "cannot be read"],
  ["a file that is no PDF", cli, "does not begin with %PDF-"],
])("%s exits 1 and says so", async (_, path, part) => {
  const { code, stderr } = await runProgram(process.execPath, [cli, "check-pdf", path]);
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(part) });
  expect(stderr).not.toMatch(/\n\s+at .*\.ts:\d+/);
});
