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
import { checkTagsOfPdf2 } from "./rules/structure/check-tags-of-pdf2.ts";
import { readClaim } from "./rules/read-claim.ts";
import { readStructure } from "./rules/structure/read-structure.ts";
import type { Standard } from "./rules/rule.ts";

/** The result of checking a PDF. */
export interface PdfCheck {
  readonly findings: readonly Finding[];
  /** Pages that could be read. */
  readonly pages: number;
  /** The standards by which the file was checked: those that it claims, see `readClaim`. */
  readonly standards: readonly Standard[];
  /** Addresses of what the metadata declare that the file conforms to, such as Well-Tagged PDF. */
  readonly declared: readonly string[];
  /**
   * Whether the file was checked by the standard, as a whole, and breaks none of its rules that are checked. PDF/A-4 is
   * checked as PDF/A-4f.
   */
  readonly pdfua1: boolean;
  readonly pdfua2: boolean;
  readonly pdfa3a: boolean;
  readonly pdfa4f: boolean;
  /** Whether the whole file could be checked: an encrypted one cannot be read. */
  readonly complete: boolean;
}

/**
 * Checks a PDF from any producer against the rules in `rule-book.ts` of the standards that it claims: PDF/UA-1 (ISO
 * 14289-1) or PDF/UA-2 (ISO 14289-2), and PDF/A-3a (ISO 19005-3) or PDF/A-4f (ISO 19005-4). Only a person can judge
 * whether a text describes its figure.
 *
 * @throws BroadsheetError `invalid-request` if the bytes are not a PDF
 */
export function checkPdf(bytes: Uint8Array): PdfCheck {
  const reader = new PdfReader(bytes);
  const { standards, declared } = readClaim(reader);
  const findings = new Findings(standards);
  const about = { standards: [...standards], declared };
  if (reader.encrypted) {
    findings.add("encrypted");
    const permissions = reader.number(reader.dictionary(reader.trailer.get("Encrypt")).get("P")) ?? 0;
    // Bit 10: extract text for accessibility.
    if ((permissions & 0x2_00) === 0) findings.add("access-forbidden");
    return { findings: findings.list(), ...about, ...verdict(), pages: 0, complete: false };
  }
  const pages = listPages(reader);
  const inspection: Inspection = {
    reader,
    standards,
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
    checkTagsOfPdf2,
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
  const found = findings.list();
  return { findings: found, ...about, ...verdict(standards, found), pages: pages.length, complete: true };
}

/** @param standards by which the file was checked as a whole */
function verdict(
  standards: ReadonlySet<Standard> = new Set(),
  findings: readonly Finding[] = [],
): Pick<PdfCheck, "pdfua1" | "pdfua2" | "pdfa3a" | "pdfa4f"> {
  const sound = (standard: Standard): boolean =>
    standards.has(standard) &&
    !findings.some(({ clauses }) => clauses.some((clause) => clause.startsWith(`${standard}, `)));
  return {
    pdfua1: sound("ISO 14289-1"),
    pdfua2: sound("ISO 14289-2"),
    pdfa3a: sound("ISO 19005-3"),
    pdfa4f: sound("ISO 19005-4"),
  };
}
