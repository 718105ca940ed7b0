import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { BroadsheetError } from "../../core/errors.ts";
import type { Report } from "../../core/publish/report.ts";
import type { AcceptedRequest } from "../../core/request/report-request.ts";
import { formatProblems } from "../print-problems.ts";
import { renderOnce } from "../render-once.ts";
import { showProgress } from "../show-progress.ts";
import { locateTemplate } from "../template-folders.ts";

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
    parameters: pairs(options.param, "--param", "key=value"),
    datasets: pairs(options.dataset, "--dataset", "alias=file"),
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

function pairs(words: readonly string[], option: string, form: string): Record<string, string> {
  const entries = words.map((word) => {
    const at = word.indexOf("=");
    if (at > 0) return [word.slice(0, at), word.slice(at + 1)] as const;
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `${option} takes ${form}, not "${word}"`,
      seen: word,
      allowed: form,
    });
  });
  const repeated = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index);
  if (repeated !== undefined) {
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `${option} ${repeated[0]} is given twice`,
      seen: repeated[0],
    });
  }
  return Object.fromEntries(entries);
}

async function writePdfFile(out: string, pdf: Uint8Array): Promise<void> {
  if (out === "-") {
    await new Promise<void>((done, fail) => process.stdout.write(pdf, (error) => (error ? fail(error) : done())));
    return;
  }
  const target = resolve(out);
  const partial = `${target}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(partial, pdf);
    await rename(partial, target);
  } catch (cause) {
    await rm(partial, { force: true });
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "cannot-write",
        message: `the PDF cannot be written to ${target}: ${cause instanceof Error ? cause.message : String(cause)}`,
        where: { name: "--out" },
        seen: out,
      },
      { cause },
    );
  }
}
