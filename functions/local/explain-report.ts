import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { BroadsheetError, type Problem } from "../core/errors.ts";
import { createOriginTrace } from "../core/report/document/trace.ts";
import { answerNumber } from "../core/report/explain/answer-number.ts";
import { pickNumbers, type NumberQuestion } from "../core/report/explain/pick-numbers.ts";
import { numbersFileName, readNumbersFile } from "../core/report/explain/numbers-file.ts";
import { readNumbers } from "../core/report/explain/read-numbers.ts";
import { valueNamed } from "../core/report/explain/value-named.ts";
import { type ExplainedNumber, withRows } from "../core/report/follow-cells.ts";
import { sha256 } from "../core/json/canonical-json.ts";
import { PdfReader } from "../proof/reader/pdf-reader.ts";
import { readAttachments } from "../proof/read-attachments.ts";
import { readManifest } from "../proof/read-manifest.ts";
import type { Sources } from "./inputs/gather-inputs.ts";
import { remakeReport, type Verification } from "./verify-report.ts";

/** The answers to a question about a report's numbers. */
export interface Explanation {
  /** SHA-256 of the report at hand; the one rendered again has the same. */
  readonly sha256: string;
  /** Whether another engine made it, whose name is then the only difference. */
  readonly otherEngine: boolean;
  readonly answers: readonly ExplainedNumber[];
  /** Whether the file itself answered, by what is attached to it: nothing was rendered again. */
  readonly attached?: true;
}

/**
 * Says where numbers of a report come from by the file that its template had attached to it.
 *
 * @returns undefined if there is none
 * @throws BroadsheetError `not-found` if there is no such number, `invalid-request` for a PDF without a manifest, or
 *   with a file that is not the one that its manifest names
 */
export function explainAttached(file: Uint8Array, question: NumberQuestion): Explanation | undefined {
  const reader = new PdfReader(file);
  const manifest = readManifest(reader);
  const body = readAttachments(reader).get(numbersFileName);
  if (body === undefined) return undefined;
  const [named, seen] = [manifest.attachments[numbersFileName], sha256(body)];
  if (named !== seen) {
    throw new BroadsheetError("invalid-request", {
      code: "faulty-lineage",
      message: `the ${numbersFileName} in the PDF is not the one that its manifest names: the file was altered`,
      where: { file: numbersFileName },
      seen,
      allowed: named ?? "none",
      hint: "broadsheet verify says what else differs",
    });
  }
  const { numbers, tables } = readNumbersFile(body);
  const values = { ...manifest, id: manifest.report };
  const answers = pickNumbers(numbers, question).map((number) =>
    answerNumber(number, tables, (name) => valueNamed(values, name)),
  );
  return { sha256: sha256(file), otherEngine: false, answers, attached: true };
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
