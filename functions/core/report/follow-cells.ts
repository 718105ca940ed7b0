import { BroadsheetError, type Problem } from "../errors.ts";
import type { Answer } from "./explain/answer-number.ts";
import { defaultLimits, type LaidOutReport, type World } from "./generate-report.ts";
import { openRowFinder, type RowFinder } from "./lineage/find-rows.ts";
import type { RowLineage } from "./lineage/row-lineage.ts";
import { checkAccepted } from "./request/check-accepted.ts";
import type { AcceptedRequest } from "./request/report-request.ts";

/** An answer, if asked for with the dataset rows behind its first cells. */
export interface ExplainedNumber extends Answer {
  readonly lineage?: readonly RowLineage[];
  /** Why the rows behind some cells were not found. */
  readonly lineageProblems?: readonly Problem[];
  /** How many cells were not followed, since a question is answered for so many alone, and for so long. */
  readonly cellsLeft?: number;
}

/** What the rows behind cells are sought in. */
export type Searched = Pick<LaidOutReport, "template" | "datasets" | "tables">;

/** How they are sought. */
export interface Seeking extends Pick<World, "openScratch"> {
  /** Most rows of a dataset that are listed behind a cell. */
  readonly listed: number;
  /** Milliseconds for all cells together. */
  readonly deadlineMs: number;
}

/** Most cells whose rows one question is answered with. */
const mostFollowed = 10;

/**
 * Adds the dataset rows behind the first cells that the answers name.
 *
 * @throws BroadsheetError as `openRowFinder`
 */
export async function withRows(
  answers: readonly Answer[],
  { template, datasets, tables }: Searched,
  accepted: AcceptedRequest,
  { openScratch, listed, deadlineMs }: Seeking,
): Promise<ExplainedNumber[]> {
  if (!answers.some(({ cells }) => cells.some(({ rows }) => rows.length > 0))) return [...answers];
  const { parameters, language, date } = checkAccepted(accepted);
  const finder = await openRowFinder(
    { template, datasets, tables, parameters: { ...parameters, language, report_date: date } },
    { openScratch, rows: defaultLimits.rows, deadlineMs, listed },
  );
  try {
    return await followCells(answers, finder);
  } finally {
    await finder.close();
  }
}

/**
 * Follows the first cells. A cell that cannot be followed leaves the others their answers; when time is over, the rest
 * is counted.
 */
export async function followCells(
  answers: readonly Answer[],
  finder: Pick<RowFinder, "find">,
): Promise<ExplainedNumber[]> {
  const found: ExplainedNumber[] = [];
  let followed = 0;
  let late = false;
  for (const answer of answers) {
    const lineage: RowLineage[] = [];
    const lineageProblems: Problem[] = [];
    let cellsLeft = 0;
    for (const { query, column, rows, count } of answer.cells) {
      // An answer lists only the first rows.
      cellsLeft += count - rows.length;
      for (const { row } of rows) {
        if (late || followed++ >= mostFollowed) {
          cellsLeft++;
          continue;
        }
        try {
          lineage.push(await finder.find({ query, row: row - 1, columns: [column] }));
        } catch (error) {
          if (!(error instanceof BroadsheetError)) throw error;
          late = error.problems.some(({ code }) => code === "lineage-too-long");
          lineageProblems.push(...error.problems);
        }
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
