import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { createOriginTrace } from "../core/report/document/trace.ts";
import { answerNumber } from "../core/report/explain/answer-number.ts";
import { pickNumbers, type NumberQuestion } from "../core/report/explain/pick-numbers.ts";
import { readNumbers } from "../core/report/explain/read-numbers.ts";
import { valueNamed } from "../core/report/explain/value-named.ts";
import { type ExplainedNumber, withRows } from "../core/report/follow-cells.ts";
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

/** Milliseconds in which the rows behind all cells are sought. */
const seekingMs = 60_000;

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
  const answers = numbers.map((number) => answerNumber(number, laidOut.tables, (name) => valueNamed(accepted, name)));
  return {
    sha256: verification.sha256,
    otherEngine,
    answers:
      listed === undefined
        ? answers
        : await withRows(answers, laidOut, accepted, { openScratch: openScratchFolder, listed, deadlineMs: seekingMs }),
  };
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
