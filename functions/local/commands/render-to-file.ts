import type { Report } from "../../core/report/publish/report.ts";
import { sha256 } from "../../core/json/canonical-json.ts";
import type { AcceptedRequest } from "../../core/report/request/report-request.ts";
import { countWords } from "../../core/wording/count-words.ts";
import { checkOut } from "../check-out.ts";
import { openSigner, type Signer, type SignOptions } from "../open-signer.ts";
import { parseDatasets } from "../parse-datasets.ts";
import { parsePairs } from "../parse-pairs.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { showProgress } from "../show-progress.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { writePdfFile } from "../write-pdf-file.ts";

export interface RenderOptions extends SignOptions {
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly date?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet render`: renders a template folder and data files to a PDF on disk, signed on request. The file appears
 * whole or not at all.
 *
 * @throws BroadsheetError for any fault in the input
 */
export async function renderToFile(template: string, options: RenderOptions): Promise<void> {
  const begun = performance.now();
  checkOut(options.out);
  const [located, signer] = await Promise.all([locateTemplate(template), openSigner(options)]);
  const progress = showProgress(process.stderr);
  const { accepted, report: made } = await renderOnce({
    ...located,
    parameters: parsePairs(options.param, "--param", "key=value"),
    ...parseDatasets(options),
    date: options.date,
    progress: (stage) => progress.stage(stage),
  }).finally(() => progress.done());
  const report = signer === undefined ? made : signed(made, signer);
  const out = options.out ?? `${located.name}.pdf`;
  await writePdfFile(out, report.pdf);
  if (report.warnings.length > 0) process.stderr.write(`${formatProblems("warning", report.warnings)}\n`);
  const wallMs = Math.round(performance.now() - begun);
  if (options.json === true) {
    const signature =
      signer === undefined ? undefined : { name: signer.name, time: signer.time.toISOString(), unsigned: made.sha256 };
    const result = JSON.stringify({ ...summary(accepted, report, out, wallMs), signature }, null, 2);
    (out === "-" ? process.stderr : process.stdout).write(`${result}\n`);
  } else {
    const size = `${(report.bytes / 1024).toFixed(0)} KB`;
    process.stderr.write(
      `${out}: ${countWords(report.pages, "page")}, ${size}, ${wallMs} ms, sha256 ${report.sha256.slice(0, 12)}\n`,
    );
  }
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
