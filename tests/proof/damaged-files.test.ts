import fc from "fast-check";
import { expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import { openTypesetter } from "../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf, type PdfCheck } from "../../functions/proof/check-pdf.ts";
import { sampleLayout } from "../core/report/pdf/sample-layout.ts";
import { PdfEditor } from "./edit-pdf.ts";

const typesetter = openTypesetter(createFontFiles(), "en", () => {});
const { layout, charts } = sampleLayout(typesetter);
const info = {
  title: "Sample",
  reportId: sha256("report"),
  date: "2026-03-01",
  language: "en",
  producer: "Broadsheet",
};
const { bytes: packed } = await writePdf(layout, charts, { typesetter, info, attachments: [], warn: () => {} });
const plain = new PdfEditor(packed).write();

/** Returns the findings, or the one error for files that are not PDFs. */
function check(bytes: Uint8Array): PdfCheck | "no PDF" {
  try {
    return checkPdf(bytes);
  } catch (error) {
    if (error instanceof BroadsheetError && error.problems[0]?.code === "not-a-pdf") return "no PDF";
    throw error;
  }
}

test.each([
  ["nothing", ""],
  ["garbage", "garbage"],
  ["a header and no more", "%PDF-1.7\n"],
  ["a header and garbage", "%PDF-1.4\nfoo bar << [ ( <\n%%EOF"],
])("%s is no PDF", (_, content) => {
  expect(check(Buffer.from(content))).toBe("no PDF");
});

test("a file cut off anywhere gives findings", () => {
  for (const file of [packed, plain]) {
    for (let part = 1; part < 20; part++) {
      const result = check(file.subarray(0, Math.floor((file.length * part) / 20)));
      if (result !== "no PDF") expect(result.findings.length).toBeGreaterThan(0);
    }
  }
});

test("no bytes make it break", () => {
  const change = fc.array(fc.tuple(fc.nat(plain.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(fc.constantFrom(packed, plain), change, (file, changes) => {
      const bytes = Uint8Array.from(file);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const result = check(bytes);
      expect(result === "no PDF" || Array.isArray(result.findings)).toBe(true);
    }),
    { seed: 7, numRuns: 60 },
  );
});

test.each([
  [
    "objects that are their own page tree",
    "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[2 0 R 2 0 R]/Parent 2 0 R>> endobj",
  ],
  ["references in a circle", "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj"],
  ["a length in a circle", "1 0 obj <</Type/Catalog/Length 1 0 R>> stream\nx\nendstream endobj"],
  ["arrays nested without end", `1 0 obj ${"[".repeat(100_000)} endobj`],
  [
    "a structure tree in a circle",
    "1 0 obj <</Type/Catalog/StructTreeRoot 2 0 R>> endobj 2 0 obj <</K 3 0 R>> endobj 3 0 obj <</S/P/P 3 0 R/K[3 0 R 3 0 R]>> endobj",
  ],
  ["actions in a circle", "1 0 obj <</Type/Catalog/OpenAction 2 0 R>> endobj 2 0 obj <</S/GoTo/Next 2 0 R>> endobj"],
  [
    "a span of two thousand million",
    "1 0 obj <</Type/Catalog/StructTreeRoot <</K <</S/Table/K <</S/TR/K <</S/TD/A<</ColSpan 2000000000/RowSpan 2000000000>>>>>>>>>>>> endobj",
  ],
])("%s end somewhere", (_, objects) => {
  const file = Buffer.from(`%PDF-1.7\n${objects}\ntrailer <</Root 1 0 R>>\n%%EOF`);
  const result = check(file);
  expect(result).not.toBe("no PDF");
  expect((result as PdfCheck).findings.map(({ code }) => code)).toContain("cross-references");
});
