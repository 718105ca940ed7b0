import { checkPdf, type PdfCheck } from "../../proof/check-pdf.ts";
import type { Finding } from "../../proof/rules/findings.ts";
import { decidedClauses } from "../../proof/rules/rule-book.ts";
import type { Standard } from "../../proof/rules/rule.ts";
import { checkWithQpdf, type QpdfResult } from "../check-with-qpdf.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { nameOfInput, readFileInto } from "../inputs/read-input.ts";

/** The names of the standards, each with the field of a check that says whether a file conforms. */
const names: Readonly<Record<Standard, readonly [name: string, "pdfua1" | "pdfua2" | "pdfa3a" | "pdfa4f"]>> = {
  "ISO 14289-1": ["PDF/UA-1", "pdfua1"],
  "ISO 14289-2": ["PDF/UA-2", "pdfua2"],
  "ISO 19005-3": ["PDF/A-3a", "pdfa3a"],
  "ISO 19005-4": ["PDF/A-4f", "pdfa4f"],
};

/**
 * `broadsheet check-pdf`: reports which rules of PDF/UA and PDF/A a PDF from any producer breaks, each with its clause,
 * and what qpdf reports if it is installed. The metadata say which parts of the standards the file claims.
 *
 * @returns whether nothing was found
 * @throws BroadsheetError for a file that is missing or not a PDF
 */
export async function checkPdfFile(path: string, { json }: { readonly json?: boolean }): Promise<boolean> {
  const pdf = await readFileInto(path);
  const check = checkPdf(pdf);
  const qpdf = await checkWithQpdf(path, pdf);
  if (json === true) process.stdout.write(`${JSON.stringify({ file: path, ...check, qpdf }, null, 2)}\n`);
  else process.stderr.write(`${showControlsInLines(tell(nameOfInput(path), check, qpdf))}\n`);
  return check.findings.length === 0 && qpdf.sound !== false;
}

function tell(path: string, check: PdfCheck, qpdf: QpdfResult): string {
  const { findings, standards, declared, complete, pages } = check;
  const verdicts = standards.map((standard) => verdict(names[standard][0], check[names[standard][1]]));
  return [
    ...findings.map(tellFinding),
    ...(qpdf.sound === false ? [`qpdf: ${qpdf.message}`] : []),
    `${path}: ${complete ? countWords(pages, "page") : "encrypted, the rest cannot be read"}, ${countWords(findings.length, "finding")}; ` +
      `${verdicts.join(", ")}; qpdf ${qpdf.sound === undefined ? "is not installed" : qpdf.sound ? "finds nothing" : "finds faults"}`,
    ...(declared.length === 0 ? [] : [`the file declares that it conforms to ${declared.join(", ")}`]),
    `clauses with rules that are checked: ${standards.map((standard) => `${standard}, ${decidedClauses(standard).join(", ")}`).join("; ")}. ` +
      "Not judged: whether tags, reading order and alternative texts match what the page shows; widths in Type 3 fonts; the data of images and the body of ICC profiles",
  ].join("\n");
}

function verdict(name: string, holds: boolean): string {
  return `${name} ${holds ? "breaks no rule that is checked" : "does not conform"}`;
}

function tellFinding({ code, clauses, checkpoint, message, places, count }: Finding): string {
  const more = count > places.length && places.length > 0 ? ` and ${count - places.length} more` : "";
  return [
    `${code}: ${message}`,
    `  clause   ${clauses.join("; ")}${checkpoint === undefined ? "" : ` (Matterhorn ${checkpoint})`}`,
    ...(places.length === 0 ? [] : [`  at       ${places.join(" · ")}${more}`]),
  ].join("\n");
}
