import { listPages } from "./reader/page-list.ts";
import { PdfReader } from "./reader/pdf-reader.ts";
import { checkAnnotations } from "./rules/structure/check-annotations.ts";
import { checkAttachments } from "./rules/check-attachments.ts";
import { checkContent } from "./rules/content/check-content.ts";
import { checkDocument } from "./rules/check-document.ts";
import { checkFile } from "./rules/check-file.ts";
import { checkFonts } from "./rules/fonts/check-fonts.ts";
import { checkMedia } from "./rules/check-media.ts";
import { checkMetadata } from "./rules/metadata/check-metadata.ts";
import { checkOutputIntents } from "./rules/check-output-intents.ts";
import { checkSignatures } from "./rules/check-signatures.ts";
import { checkStructure } from "./rules/structure/check-structure.ts";
import { checkSyntax } from "./rules/check-syntax.ts";
import { Findings, type Finding } from "./rules/findings.ts";
import type { Inspection } from "./rules/inspection.ts";
import { readStructure } from "./rules/structure/read-structure.ts";

/** The result of checking a PDF. */
export interface PdfCheck {
  readonly findings: readonly Finding[];
  /** Pages that could be read. */
  readonly pages: number;
  /** Whether the whole file could be checked and breaks none of the standard's rules that are checked. */
  readonly pdfua1: boolean;
  readonly pdfa3a: boolean;
  /** Whether the whole file could be checked: an encrypted one cannot be read. */
  readonly complete: boolean;
}

/**
 * Checks a PDF from any producer against the rules of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in
 * `rule-book.ts`. Only a person can judge whether a text describes its figure.
 *
 * @throws BroadsheetError `invalid-request` if the bytes are not a PDF
 */
export function checkPdf(bytes: Uint8Array): PdfCheck {
  const reader = new PdfReader(bytes);
  const findings = new Findings();
  if (reader.encrypted) {
    findings.add("encrypted");
    const permissions = reader.number(reader.dictionary(reader.trailer.get("Encrypt")).get("P")) ?? 0;
    // Bit 10: extract text for accessibility.
    if ((permissions & 0x2_00) === 0) findings.add("access-forbidden");
    return { findings: findings.list(), pdfua1: false, pdfa3a: false, pages: 0, complete: false };
  }
  const pages = listPages(reader);
  const inspection: Inspection = {
    reader,
    pages,
    findings,
    structure: readStructure(reader, findings),
    fonts: new Map(),
    outputComponents: checkOutputIntents(reader, findings),
  };
  for (const check of [
    checkFile,
    checkSyntax,
    checkDocument,
    checkMetadata,
    checkStructure,
    checkAnnotations,
    checkMedia,
    checkContent,
    checkFonts,
    checkAttachments,
    checkSignatures,
  ])
    check(inspection);
  for (const { object, message } of reader.damage)
    findings.add("damaged-object", object === undefined ? message : `object ${object}: ${message}`);
  return { ...verdict(findings.list()), pages: pages.length, complete: true };
}

function verdict(findings: readonly Finding[]): Pick<PdfCheck, "findings" | "pdfua1" | "pdfa3a"> {
  const sound = (standard: string): boolean =>
    !findings.some(({ clauses }) => clauses.some((clause) => clause.startsWith(standard)));
  return { findings, pdfua1: sound("ISO 14289-1"), pdfa3a: sound("ISO 19005-3") };
}
