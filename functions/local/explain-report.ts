import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { createOriginTrace } from "../core/report/document/trace.ts";
import { answerNumber, type Answer } from "../core/report/explain/answer-number.ts";
import { pickNumbers, type NumberQuestion } from "../core/report/explain/pick-numbers.ts";
import { readNumbers } from "../core/report/explain/read-numbers.ts";
import { defaultLimits, type LaidOutReport } from "../core/report/generate-report.ts";
import { openRowFinder, type RowFinder } from "../core/report/lineage/find-rows.ts";
import type { RowLineage } from "../core/report/lineage/row-lineage.ts";
import { checkAccepted } from "../core/report/request/check-accepted.ts";
import type { AcceptedRequest } from "../core/report/request/report-request.ts";
import type { Sources } from "./gather-inputs.ts";
import { remakeReport, type Verification } from "./verify-report.ts";

/** The answers to a question about a report's numbers. */
export interface Explanation {
  /** SHA-256 of the report at hand; the one rendered again has the same. */
  readonly sha256: string;
  /** Whether another engine made it, whose name is then the only difference. */
  readonly otherEngine: boolean;
  readonly answers: readonly ExplainedNumber[];
}

/** An answer, if asked for with the dataset rows behind its first cells. */
export interface ExplainedNumber extends Answer {
  readonly lineage?: readonly RowLineage[];
  /** Why the rows behind some cells were not found. */
  readonly lineageProblems?: readonly Problem[];
  /** How many cells were not followed, since a question is answered for so many alone. */
  readonly cellsLeft?: number;
}

/** Most cells whose rows one question is answered with, and the time for each of them, in milliseconds. */
const mostFollowed = 10;
const followingMs = 60_000;

/**
 * Says where numbers of a report come from: renders it again with a trace, and answers only if the bytes are the same.
 *
 * @param listed how many rows of each dataset to list behind a cell; undefined: none are sought
 * @throws BroadsheetError `conflict` if rendering it again gives other bytes, `not-found` if there is no such number,
 *   and those of `verifyReport`
 */
export async function explainReport(
  file: Uint8Array,
  sources: Sources,
  question: NumberQuestion,
  listed?: number,
): Promise<Explanation> {
  const trace = createOriginTrace();
  const { verification, laidOut, accepted } = await remakeReport(file, sources, trace);
  const otherEngine = verification.differences.some(({ what }) => what === "engine");
  const same = verification.differences.every(({ what }) => what === "engine");
  if (laidOut === undefined || accepted === undefined || !same) throw differs(verification);
  const numbers = pickNumbers(readNumbers(laidOut, trace), question);
  const named = (name: string): unknown => valueNamed(accepted, name);
  const answers = numbers.map((number) => answerNumber(number, laidOut.tables, named));
  return {
    sha256: verification.sha256,
    otherEngine,
    answers: listed === undefined ? answers : await withRows(answers, laidOut, accepted, listed),
  };
}

/** Adds the dataset rows behind the first cells that the answers name. */
async function withRows(
  answers: readonly Answer[],
  { template, datasets, tables }: LaidOutReport,
  accepted: AcceptedRequest,
  listed: number,
): Promise<ExplainedNumber[]> {
  const { parameters, language, date } = checkAccepted(accepted);
  const finder = await openRowFinder(
    { template, datasets, tables, parameters: { ...parameters, language, report_date: date } },
    { openScratch: () => openScratchFolder(), rows: defaultLimits.rows, deadlineMs: followingMs, listed },
  );
  try {
    return await followCells(answers, finder);
  } finally {
    await finder.close();
  }
}

/** Follows the first cells. A cell that cannot be followed leaves the others their answers. */
export async function followCells(
  answers: readonly Answer[],
  finder: Pick<RowFinder, "find">,
): Promise<ExplainedNumber[]> {
  const found: ExplainedNumber[] = [];
  let followed = 0;
  for (const answer of answers) {
    const lineage: RowLineage[] = [];
    const lineageProblems: Problem[] = [];
    let cellsLeft = 0;
    for (const { query, column, rows } of answer.cells)
      for (const { row } of rows) {
        if (followed++ >= mostFollowed) {
          cellsLeft++;
          continue;
        }
        try {
          lineage.push(await finder.find({ query, row: row - 1, columns: [column] }));
        } catch (error) {
          if (!(error instanceof BroadsheetError)) throw error;
          lineageProblems.push(...error.problems);
        }
      }
    found.push({
      ...answer,
      lineage,
      ...(lineageProblems.length > 0 && { lineageProblems }),
      ...(cellsLeft > 0 && { cellsLeft }),
    });
  }
  return found;
}

function valueNamed({ parameters, date, language, id }: AcceptedRequest, name: string): unknown {
  const [group, key = ""] = name.split(".");
  const values = group === "parameters" ? parameters : group === "report" ? { date, language, id } : {};
  return (values as Readonly<Record<string, unknown>>)[key];
}

function differs({ differences, problems, again }: Verification): BroadsheetError {
  if (problems.length > 0) return new BroadsheetError("conflict", problems);
  const found = differences.map(({ what, name }): Problem => ({
    code: "report-differs",
    message: `the report rendered again is another one, so that nothing can be said of the printed numbers: ${name === undefined ? what : `${what} ${name}`} differs`,
    seen: again,
    hint: "give the inputs that it was made from; broadsheet verify says what differs",
  }));
  return new BroadsheetError("conflict", found);
}
