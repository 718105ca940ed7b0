import { BroadsheetError } from "../errors.ts";
import type { Dataset } from "./dataset/dataset.ts";
import { openDataset } from "./dataset/open-dataset.ts";
import { resolveDataset } from "./dataset/store/resolve-dataset.ts";
import { draftReport } from "./draft/draft-report.ts";
import type { AnsweredDraft, AskedDraft, Draft, DraftAnswers, DraftSource, DraftTable } from "./draft/draft.ts";
import { quoteName } from "./draft/quote.ts";
import type { ObjectStore, ScratchSpace } from "../ports.ts";
import { type KeptSessions, keepSessions } from "./query/session/keep-sessions.ts";
import { runQueries } from "./query/run-queries.ts";

/** Longest time of one question to the table, ms. A draft asks at most eight. */
const questionMs = 5_000;

/** What a draft is made of. */
export interface DraftRequest {
  /** The dataset, opened with the alias `records`. */
  readonly dataset: Dataset;
  /** What people call the table. */
  readonly title: string;
  readonly answers: DraftAnswers;
  readonly source: Omit<DraftSource, "columns">;
}

/**
 * Drafts a report of a dataset by rules. What the rules ask of the table runs as a report's queries do, in a sealed
 * database and within limits.
 *
 * @throws BroadsheetError `invalid-dataset` (`no-draft-…`) with the reason if no honest report can be drafted,
 *   `invalid-request` for an answer that is none of the choices, `limit-exceeded`
 */
export async function draftTemplate(
  { dataset, title, answers, source }: DraftRequest,
  { openScratch }: { openScratch(): Promise<ScratchSpace> },
): Promise<Draft> {
  const sessions = keepSessions();
  try {
    return await draftReport(draftTableOf(dataset, title, sessions, openScratch), answers, source);
  } finally {
    await sessions.close();
  }
}

/**
 * Drafts a report of a stored dataset.
 *
 * @throws BroadsheetError `not-found`, and as `draftTemplate`
 */
export async function draftStored(
  { dataset: asked, answers }: AskedDraft,
  world: { readonly store: ObjectStore; openScratch(): Promise<ScratchSpace> },
): Promise<AnsweredDraft> {
  const reference = await resolveDataset(world.store, asked, "/dataset");
  const dataset = await openDataset(world.store, "records", reference);
  const { name } = reference;
  const { files, ...draft } = await draftTemplate({ dataset, title: name, answers, source: { dataset: name } }, world);
  return {
    dataset: reference,
    ...draft,
    files: Object.fromEntries(files),
    proposal: dataset.profile.proposal !== undefined,
  };
}

/** The table of a dataset, to be asked by the rules of a draft. */
export function draftTableOf(
  dataset: Dataset,
  title: string,
  sessions: KeptSessions,
  openScratch: () => Promise<ScratchSpace>,
): DraftTable {
  const { rows, columns } = dataset.profile;
  return {
    title,
    rows,
    columns: columns.map(({ name, type, unit, nulls }) => ({ name, type, unit, nulls })),
    async ask(sql) {
      const queries = new Map([["draft", { file: "draft.sql", text: sql }]]);
      const given = { language: "en", report_date: "2000-01-01" };
      const options = { openScratch, sessions, rows: 10_000, deadlineMs: questionMs, warn: () => {} };
      try {
        return (await runQueries({ queries }, [dataset], given, options)).get("draft")!.rows;
      } catch (error) {
        throw isFaulty(error) ? unreadable(error, title, columns, sql) : error;
      }
    },
  };
}

const isFaulty = (error: unknown): error is BroadsheetError =>
  error instanceof BroadsheetError && error.kind === "query-failed";

/** Values that the rules cannot compute with. Nobody has written the query, so the table and its columns are named. */
function unreadable(
  error: BroadsheetError,
  title: string,
  columns: DraftTable["columns"],
  sql: string,
): BroadsheetError {
  const read = columns.map(({ name }) => name).filter((name) => sql.includes(quoteName(name)));
  return new BroadsheetError(
    "invalid-dataset",
    {
      code: "unreadable-columns",
      message: `No report can be drafted of "${title}": its columns could not be read: ${error.problems[0]?.message ?? error.message}`,
      ...(read.length > 0 && { seen: read.slice(0, 12) }),
      hint: "leave out or convert the column that the reason names in a recipe: docs/data.md",
    },
    { cause: error },
  );
}
