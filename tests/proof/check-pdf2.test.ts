import { expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { openTypesetter } from "../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/report/pdf/write-pdf.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { laterClauses } from "../../functions/proof/rules/later-clauses.ts";
import { rulesOfPdf2 } from "../../functions/proof/rules/rules-of-pdf2.ts";
import { sampleTags } from "../core/report/pdf/sample-tags.ts";
import { broken } from "./broken-files.ts";
import { brokenPdf2, soundPdf2 } from "./broken-pdf2-files.ts";
import { PdfEditor } from "./edit-pdf.ts";

const typesetter = openTypesetter(createFontFiles(), "en", () => {});
const { layout, charts } = sampleTags(typesetter);
const info = {
  title: "R&D <报告>",
  reportId: sha256("report"),
  date: "2026-03-01",
  language: "en",
  producer: "Broadsheet",
};
const attachments = [
  {
    name: "bars.csv",
    description: "Data",
    type: "text/csv",
    body: Buffer.from("a,b\n1,2\n"),
    relationship: "Data" as const,
  },
];
const written = async (conformance: "ua1-a3a" | "ua2-a4f"): Promise<Uint8Array> =>
  (await writePdf(layout, charts, { typesetter, info: { ...info, conformance }, attachments, warn: () => {} })).bytes;
const good = await written("ua2-a4f");

test("finds nothing in a good file, packed or plain, and names what it claims", () => {
  const nothing = {
    findings: [],
    standards: ["ISO 14289-2", "ISO 19005-4"],
    declared: ["http://pdfa.org/declarations/wtpdf#accessibility1.0", "http://pdfa.org/declarations/wtpdf#reuse1.0"],
    pages: 3,
    pdfua1: false,
    pdfua2: true,
    pdfa3a: false,
    pdfa4f: true,
    complete: true,
  };
  expect(checkPdf(good)).toEqual(nothing);
  expect(checkPdf(new PdfEditor(good).write())).toEqual(nothing);
});

test.each(brokenPdf2)("%s: %s", (code, _, breakIt) => {
  const pdf = new PdfEditor(good);
  breakIt(pdf);
  const { findings } = checkPdf(pdf.write());
  const found = findings.find((finding) => finding.code === code);
  expect(findings.map((finding) => finding.code)).toContain(code);
  expect(found!.clauses.join()).toMatch(/ISO (14289-2|19005-4), \d/);
});

test.each(soundPdf2)("%s is no fault", (_, change) => {
  const pdf = new PdfEditor(good);
  change(pdf);
  expect(checkPdf(pdf.write()).findings.map(({ code }) => code)).toEqual([]);
});

test("every rule of PDF 2.0 has a file that breaks it", () => {
  expect(Object.keys(rulesOfPdf2).filter((code) => !brokenPdf2.some(([rule]) => rule === code))).toEqual([]);
});

/** Ways to break a file that need what only the sample in PDF 1.7 has, or that break nothing in PDF 2.0. */
const ofPdf1 = new Set<string>([
  "forbidden-action: a script that opens",
  "pdfa-prefix: another prefix",
  "note-without-id: no ID",
  "id-not-unique: twice the same",
]);

test.each(broken.filter(([code, what]) => !ofPdf1.has(`${code}: ${what}`)))(
  "%s: %s is found in PDF 2.0 if the later standards have the rule",
  (code, _, breakIt) => {
    const pdf = new PdfEditor(good);
    breakIt(pdf);
    const codes = checkPdf(pdf.write()).findings.map((finding) => finding.code);
    if (code in laterClauses) expect(codes).toContain(code);
    else expect(codes).not.toContain(code);
  },
);

test("what is new in PDF 2.0 is no rule for earlier files", async () => {
  const { findings, standards } = checkPdf(await written("ua1-a3a"));
  expect({ codes: findings.map(({ code }) => code), standards }).toEqual({
    codes: [],
    standards: ["ISO 14289-1", "ISO 19005-3"],
  });
});
