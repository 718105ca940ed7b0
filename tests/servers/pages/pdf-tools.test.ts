import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const sample = join(folder, "sample.pdf");
const program = join(folder, "write-sample.ts");
const root = join(import.meta.dirname, "../../..");

/** Writes the sample in a separate process. @returns its SHA-256 */
async function write(env: Readonly<Record<string, string>> = {}, before: readonly string[] = []): Promise<string> {
  const [command = "", ...words] = [...before, process.execPath, program, sample];
  const { code, stdout, stderr } = await runProgram(command, words, { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

beforeAll(async () => {
  writeFileSync(
    program,
    `import { writeFileSync } from "node:fs";
import { createFontFiles } from "${root}/functions/adapters/font-files.ts";
import { sha256 } from "${root}/functions/core/json/canonical-json.ts";
import { openTypesetter } from "${root}/functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "${root}/functions/core/report/pdf/write-pdf.ts";
import { sampleLayout } from "${root}/tests/core/report/pdf/sample-layout.ts";
const warn = (warning) => { throw new Error(warning.message); };
const typesetter = openTypesetter(createFontFiles(), "en", warn);
const { layout, charts } = sampleLayout(typesetter);
const info = { title: "R&D <报告>", reportId: sha256("report"), date: "2026-03-01", language: "en", producer: "Broadsheet" };
const attachments = [{ name: "bars.csv", description: "Data", type: "text/csv", body: Buffer.from("a,b\\n1,2\\n"), relationship: "Data" }];
const { bytes } = await writePdf(layout, charts, { typesetter, info, attachments, warn });
writeFileSync(process.argv[2], bytes);
process.stdout.write(sha256(bytes));
`,
  );
  await write();
});

test("qpdf finds nothing wrong", async () => {
  const { code, stdout } = await runProgram("qpdf", ["--check", sample]);
  expect({ code, stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("No syntax or stream encoding errors found"),
  });
});

test("every font is an embedded subset that maps to Unicode, and there are no images", async () => {
  const { stdout } = await runProgram("pdffonts", [sample]);
  const fonts = stdout.trim().split("\n").slice(2);
  expect(fonts).toHaveLength(12);
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  expect((await runProgram("pdfimages", ["-list", sample])).stdout.trim().split("\n")).toHaveLength(2);
});

test("the text can be copied and is read in its order", async () => {
  const text = (await runProgram("pdftotext", [sample, "-"])).stdout;
  expect(text).toContain("An office of fine affairs, final efficiency");
  expect(text).toContain("北京高技术产业占比“30.1%”");
  const structure = (await runProgram("pdfinfo", ["-struct-text", sample])).stdout;
  // Letters from right to left are shown in the order of the page, and said to be so (ISO 32000-1, 14.8.2.3.3): pdftotext
  // turns them back, and pdfinfo does not know the mark.
  expect(text.replaceAll(/[\u200e\u200f]/g, "")).toContain("שלום עולם");
  expect(structure).toContain(`"${Array.from("שלום עולם").toReversed().join("")}"`);
  expect(structure).toMatch(
    /P \(block\)\n\s+"An office of fine affairs.*"\n\s+Link \(inline\)\n\s+"the source"\n\s+Object \d+ 0\n\s+" of it\."\n\s+"The paragraph goes on here\."/,
  );
  expect(structure).toMatch(/TH <h2>:\s+\/Scope \/Column\s+\/ColSpan 2/);
  expect(structure).toMatch(/L \(block\):\s+\/ListNumbering \/Disc/);
});

test("the attachment comes out as it went in", async () => {
  expect((await runProgram("pdfdetach", ["-list", sample])).stdout).toContain("bars.csv");
  const out = join(folder, "bars.csv");
  await runProgram("pdfdetach", ["-save", "1", "-o", out, sample]);
  expect((await runProgram("cat", [out])).stdout).toBe("a,b\n1,2\n");
});

test("the same bytes in any time zone and language, on one core", async () => {
  const hash = await write();
  expect(await write({ TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" })).toBe(hash);
  expect(await write({ TZ: "America/St_Johns", LANG: "tr_TR" })).toBe(hash);
  expect(await write({}, ["taskset", "-c", "0"])).toBe(hash);
});
