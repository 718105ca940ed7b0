import type { Report } from "../../core/report/publish/report.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { sha256 } from "../../core/json/canonical-json.ts";
import type { RenditionForm } from "../../core/rendition-form.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { checkOut } from "../check-out.ts";
import { openSigner, type Signer, type SignOptions } from "../open-signer.ts";
import { parseDatasets } from "../inputs/parse-datasets.ts";
import { parsePairs } from "../inputs/parse-pairs.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { renditionForm } from "../rendition-form.ts";
import { showProgress } from "../show-progress.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { writePdfFile } from "../write-pdf-file.ts";

export interface RenderOptions extends SignOptions {
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly date?: string;
  readonly out?: string;
  readonly fonts?: string;
  readonly themes?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet render`: renders a template folder and data files to a PDF on disk, signed on request, or to a web page,
 * workbook, text document or slides if the file's name ends in `.html`, `.xlsx`, `.docx` or `.pptx`, to the files of
 * its figures for `.zip`, or to a card for links for `.png`. The file appears whole or not at all.
 *
 * @throws BroadsheetError for any fault in the input
 */
export async function renderToFile(template: string, options: RenderOptions): Promise<void> {
  const begun = performance.now();
  checkOut(options.out);
  const form = renditionForm(options.out, options.fonts);
  if (form !== undefined) refuseSigned(options, form);
  const [located, signer] = await Promise.all([locateTemplate(template), openSigner(options)]);
  const progress = showProgress(process.stderr);
  const {
    accepted,
    report: made,
    rendition,
  } = await renderOnce({
    ...located,
    themes: options.themes,
    parameters: parsePairs(options.param, "--param", "key=value"),
    ...parseDatasets(options),
    date: options.date,
    also: form,
    progress: (stage) => progress.stage(stage),
  }).finally(() => progress.done());
  const report = signer === undefined ? made : signed(made, signer);
  const out = options.out ?? `${located.name}.pdf`;
  const file = rendition ?? report.pdf;
  await writePdfFile(out, file);
  if (report.warnings.length > 0) process.stderr.write(`${formatProblems("warning", report.warnings)}\n`);
  const wallMs = Math.round(performance.now() - begun);
  if (options.json === true) {
    const signature =
      signer === undefined ? undefined : { name: signer.name, time: signer.time.toISOString(), unsigned: made.sha256 };
    const other = form === undefined ? {} : { [form]: { bytes: file.length, sha256: sha256(file) } };
    const result = JSON.stringify({ ...summary(accepted, report, out, wallMs), ...other, signature }, null, 2);
    (out === "-" ? process.stderr : process.stdout).write(`${result}\n`);
  } else {
    const size = `${(file.length / 1024).toFixed(0)} KB`;
    const hash = rendition === undefined ? report.sha256 : sha256(file);
    const pages = rendition === undefined ? `${countWords(report.pages, "page")}, ` : "";
    process.stderr.write(`${out}: ${pages}${size}, ${wallMs} ms, sha256 ${hash.slice(0, 12)}\n`);
  }
}

/** @throws BroadsheetError `invalid-request` for a rendition that is to be signed */
function refuseSigned({ sign, out }: RenderOptions, form: RenditionForm): void {
  if (sign === undefined) return;
  throw new BroadsheetError("invalid-request", {
    code: "cannot-sign",
    message: `only a PDF can be signed, not ${{ html: "a web page", "html-fonts": "a web page", xlsx: "a workbook", docx: "a text document", pptx: "slides", zip: "figures", png: "a card" }[form]}`,
    where: { name: "--sign" },
    seen: out,
    allowed: "an --out that ends in .pdf",
  });
}

/** Signs a report: its bytes change, the report stays the same. */
function signed(report: Report, signer: Signer): Report {
  const pdf = signer.sign(report.pdf);
  return { ...report, pdf, bytes: pdf.length, sha256: sha256(pdf) };
}

function summary(accepted: AcceptedRequest, report: Report, out: string, wallMs: number): Record<string, unknown> {
  const { pdf: _, timings, warnings, ...made } = report;
  return { ...made, out, request: accepted, warnings, timings: { ...timings, wall: wallMs } };
}
