import type { Report } from "../../core/publish/report.ts";
import type { AcceptedRequest } from "../../core/request/report-request.ts";
import { parsePairs } from "../parse-pairs.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { showProgress } from "../show-progress.ts";
import { locateTemplate } from "../template-folders.ts";
import { writePdfFile } from "../write-pdf-file.ts";

export interface RenderOptions {
  readonly param: readonly string[];
  readonly dataset: readonly string[];
  readonly date?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet render`: a template folder and files to a PDF on disk. The file appears whole or not
 * at all.
 *
 * @throws BroadsheetError for everything that is wrong with the input
 */
export async function renderToFile(template: string, options: RenderOptions): Promise<void> {
  const begun = performance.now();
  const located = await locateTemplate(template);
  const progress = showProgress(process.stderr, () => performance.now());
  const { accepted, report } = await renderOnce({
    ...located,
    parameters: parsePairs(options.param, "--param", "key=value"),
    datasets: parsePairs(options.dataset, "--dataset", "alias=file"),
    ...(options.date === undefined ? {} : { date: options.date }),
    progress: (stage) => progress.stage(stage),
  }).finally(() => progress.done());
  const out = options.out ?? `${located.name}.pdf`;
  await writePdfFile(out, report.pdf);
  if (report.warnings.length > 0) process.stderr.write(`${formatProblems("warning", report.warnings)}\n`);
  const wallMs = Math.round(performance.now() - begun);
  if (options.json === true) {
    const result = JSON.stringify(summary(accepted, report, out, wallMs), null, 2);
    (out === "-" ? process.stderr : process.stdout).write(`${result}\n`);
  } else {
    const size = `${(report.bytes / 1024).toFixed(0)} KB`;
    process.stderr.write(`${out}: ${report.pages} pages, ${size}, ${wallMs} ms, sha256 ${report.sha256.slice(0, 12)}\n`);
  }
}

function summary(accepted: AcceptedRequest, report: Report, out: string, wallMs: number): Record<string, unknown> {
  const { pdf: _, timings, warnings, ...made } = report;
  return { ...made, out, request: accepted, warnings, timings: { ...timings, wall: wallMs } };
}
