import { existsSync } from "node:fs";
import { BroadsheetError } from "../../core/errors.ts";
import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { locateTemplate } from "../../seed/template-folders.ts";
import { explainAttached, explainReport } from "../explain-report.ts";
import { parseDatasets } from "../inputs/parse-datasets.ts";
import { type QuestionOptions, readListed, readQuestion } from "../inputs/read-question.ts";
import { tellAnswers } from "../tell-answers.ts";
import { readFileInto } from "../inputs/read-input.ts";

export interface ExplainOptions extends QuestionOptions {
  readonly template?: string;
  readonly dataset: readonly string[];
  readonly read: readonly string[];
  readonly dataDir?: string;
  readonly json?: boolean;
}

/** Default data directory of a server on this machine. */
const usualDataDir = ".broadsheet";

/**
 * `broadsheet explain`: says where a number on a page comes from. A PDF with its lineage attached answers by itself,
 * unless inputs are given or rows of datasets asked for.
 *
 * @throws BroadsheetError for a question that cannot be read, a report that cannot be rendered again as it is, and a
 *   number that it does not print
 */
export async function explainFile(path: string, options: ExplainOptions): Promise<void> {
  const { template, dataset, read, dataDir, json } = options;
  const question = readQuestion(options);
  if (dataDir !== undefined && !existsSync(dataDir)) {
    throw new BroadsheetError("not-found", {
      code: "folder-unreadable",
      message: `there is no data directory ${dataDir}`,
      where: { name: "--data-dir" },
      seen: dataDir,
    });
  }
  const sources = {
    template: template === undefined ? undefined : (await locateTemplate(template)).folder,
    ...parseDatasets({ dataset, read }),
    dataDir: dataDir ?? usualDataDir,
  };
  const listed = readListed(options.rows);
  const file = await readFileInto(path);
  // Who gives inputs wants it rendered again, and rows of datasets are in no PDF.
  const alone = template === undefined && dataset.length === 0 && dataDir === undefined && listed === undefined;
  const attached = alone ? explainAttached(file, question) : undefined;
  const explained = attached ?? (await explainReport(file, sources, question, listed));
  const text = json === true ? JSON.stringify(explained, null, 2) : showControlsInLines(tellAnswers(explained));
  process.stdout.write(`${text}\n`);
}
