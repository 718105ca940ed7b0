import { expect, test } from "vitest";
import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { sha256 } from "../../functions/core/canonical-json.ts";
import { openTypesetter } from "../../functions/core/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/pdf/write-pdf.ts";
import { checkPdf } from "../../functions/proof/check-pdf.ts";
import { ruleBook } from "../../functions/proof/rules/rule-book.ts";
import { sampleLayout } from "../core/pdf/sample-layout.ts";
import { broken } from "./broken-files.ts";
import { dictionary, PdfEditor, text } from "./edit-pdf.ts";

const typesetter = openTypesetter(createFontFiles(), "en", () => {});
const { layout, charts } = sampleLayout(typesetter);
const info = { title: "R&D <报告>", reportId: sha256("report"), date: "2026-03-01", language: "en", producer: "Broadsheet" };
const attachments = [{ name: "bars.csv", description: "Data", type: "text/csv", body: Buffer.from("a,b\n1,2\n"), relationship: "Data" as const }];
const { bytes: good } = await writePdf(layout, charts, { typesetter, info, attachments, warn: () => {} });

test("finds nothing in a good file, packed or plain", () => {
  const nothing = { findings: [], pages: 2, pdfua1: true, pdfa3a: true, complete: true };
  expect(checkPdf(good)).toEqual(nothing);
  expect(checkPdf(new PdfEditor(good).write())).toEqual(nothing);
});

test.each(broken)("%s: %s", (code, _, breakIt) => {
  const pdf = new PdfEditor(good);
  breakIt(pdf);
  const { findings } = checkPdf(pdf.write());
  const found = findings.find((finding) => finding.code === code);
  expect(findings.map((finding) => finding.code)).toContain(code);
  expect(found!.count).toBeGreaterThan(0);
  expect(found!.clauses.join()).toMatch(/ISO (14289-1|19005-3), \d/);
});

test("every rule has a file that breaks it", () => {
  const encryption = ["encrypted", "access-forbidden"];
  const without = Object.keys(ruleBook).filter((code) => !encryption.includes(code) && !broken.some(([rule]) => rule === code));
  expect(without).toEqual([]);
});

test("an encrypted file is told as one, and no more is claimed of it", () => {
  const pdf = new PdfEditor(good);
  pdf.trailer.set("Encrypt", dictionary({ Filter: text("Standard"), P: -3904 }));
  const { findings, complete, pdfua1 } = checkPdf(pdf.write());
  expect({ codes: findings.map(({ code }) => code), complete, pdfua1 }).toEqual({ codes: ["encrypted", "access-forbidden"], complete: false, pdfua1: false });
});

test("names the places, the first few of many, and counts them all", () => {
  const pdf = new PdfEditor(good);
  pdf.content(1, (content) => `${Array.from({ length: 9 }, (_, i) => `${i} foo${i}`).join("\n")}\n${content}`);
  const [finding] = checkPdf(pdf.write()).findings;
  expect(finding).toMatchObject({ code: "unknown-operator", count: 9, places: ["page 1: foo0", "page 1: foo1", "page 1: foo2", "page 1: foo3", "page 1: foo4"] });
});
