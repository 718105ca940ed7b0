import { BroadsheetError } from "../../../errors.ts";
import type { Dataset, NumbersColumn } from "../../dataset/dataset.ts";
import { openDataset } from "../../dataset/open-dataset.ts";
import type { Recipe } from "../../dataset/recipe/recipe.ts";
import { resolveDataset } from "../../dataset/store/resolve-dataset.ts";
import { findLeftOut } from "./draft-left-out.ts";
import { linesAround } from "./lines-around.ts";
import { currenciesOf } from "./draft-units.ts";
import { draftReport } from "../draft-report.ts";
import type { AnsweredDraft, AskedDraft, Draft, DraftAnswers, DraftSource, DraftTable } from "../draft.ts";
import { quoteName } from "../quote.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import type { KeptResult } from "../../query/kept-results.ts";
import { type KeptSessions, keepSessions } from "../../query/session/keep-sessions.ts";
import { runQueries } from "../../query/run-queries.ts";

/** Longest time of one question to the table, and the time after which a draft asks no other, ms. */
const questionMs = 5_000;
const draftMs = 15_000;

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
    const draft = await draftReport(draftTableOf(dataset, title, sessions, openScratch), answers, source);
    const leftOut = await findLeftOut(draft, async (queries, parameters, wanted) => {
      const given = { ...parameters, language: answers.language ?? "en", report_date: "2000-01-01" };
      const options = { openScratch, sessions, rows: 10_000, deadlineMs: questionMs, warn: () => {} };
      return (await runQueries({ queries }, [dataset], given, options)).get(wanted)!.rows;
    }).catch((error: unknown) => {
      // The draft is there; what of it is too slow is said by its preview.
      if (error instanceof BroadsheetError) return undefined;
      throw error;
    });
    return leftOut === undefined ? draft : { ...draft, leftOut };
  } catch (error) {
    throw withQuestion(error, dataset.profile);
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
    question: dataset.profile.question,
  };
}

/** The table of a dataset, to be asked by the rules of a draft, which have `limitMs` from now on. */
export function draftTableOf(
  dataset: Dataset,
  title: string,
  sessions: KeptSessions,
  openScratch: () => Promise<ScratchSpace>,
  limitMs = draftMs,
): DraftTable {
  const { rows, columns, recipe } = dataset.profile;
  const unclear = unclearNumbers(dataset.profile);
  const currencies = currenciesOf(dataset.profile);
  const numbers = dataset.profile.proposal?.numbers ?? [];
  const grouped = new Set(numbers.filter(isGrouped).map(({ column }) => column));
  // With results to be kept, a question is parsed before the table is loaded, so it finds the one that is.
  const results = new Map<string, KeptResult>();
  let isOver = limitMs <= 0;
  setTimeout(() => (isOver = true), limitMs).unref();
  return {
    title,
    rows,
    columns: columns.map(({ name, type, unit, nulls }) => ({
      name,
      type,
      unit: unit ?? currencies.get(name),
      nulls,
      unclear: unclear.get(name),
      markers: markersOf(recipe, name),
      ...(grouped.has(name) && { grouped: true }),
    })),
    leftOut: textsLeftOut(recipe),
    around: linesAround(dataset.profile, textsLeftOut(recipe)),
    async ask(sql) {
      const queries = new Map([["draft", { file: "draft.sql", text: sql }]]);
      const given = { language: "en", report_date: "2000-01-01" };
      if (isOver) throw tooSlow(limitMs);
      const options = { openScratch, sessions, results, rows: 10_000, deadlineMs: questionMs, warn: () => {} };
      try {
        return (await runQueries({ queries }, [dataset], given, options)).get("draft")!.rows;
      } catch (error) {
        if (isTooSlow(error)) throw tooSlow(limitMs);
        throw isFaulty(error) ? unreadable(error, title, columns, sql) : error;
      }
    },
  };
}

/** Whether the number is one of thousands after a comma. */
function isGrouped({ value, reads }: Pick<NumbersColumn, "value" | "reads">): boolean {
  return value.includes(",") && !reads.includes(".");
}

/** A refusal of a table whose numbers can be read in two ways says so, and what to do. */
function withQuestion(error: unknown, { question, proposal }: Dataset["profile"]): unknown {
  if (!(error instanceof BroadsheetError) || error.kind !== "invalid-dataset") return error;
  const proposed = (proposal?.numbers ?? []).filter((one) => !isGrouped(one));
  const asked =
    question !== undefined
      ? {
          code: "unclear-numbers",
          message: `${question.message}, and nothing in the file says which`,
          seen: question.value,
          allowed: question.choices.map(({ says }) => says),
          hint: "say which: store the recipe of an answer of the dataset's question, or use --decimal on the command line",
        }
      : proposed.length > 0
        ? {
            code: "unclear-numbers",
            message: proposed.map(({ message }) => message).join("; "),
            seen: proposed[0]!.value,
            hint: "store the recipe that the dataset's profile proposes, which reads them so",
          }
        : undefined;
  if (asked === undefined) return error;
  return new BroadsheetError("invalid-dataset", [...error.problems, asked], { cause: error });
}

/** The first number of each column in which all can be read in two ways: what is asked, or only proposed so far. */
function unclearNumbers({ question, proposal }: Dataset["profile"]): ReadonlyMap<string, string> {
  return new Map([
    ...(question?.columns ?? []).map((column) => [column, question!.value] as const),
    ...(proposal?.numbers ?? []).filter((one) => !isGrouped(one)).map(({ column, value }) => [column, value] as const),
  ]);
}

/** The texts that a recipe reads as missing values of a column; undefined if there are none. */
function markersOf(recipe: Recipe | undefined, name: string): readonly string[] | undefined {
  const missing = recipe?.missing;
  if (missing === undefined) return undefined;
  return isList(missing) ? missing : missing[name];
}

function isList(missing: NonNullable<Recipe["missing"]>): missing is readonly string[] {
  return Array.isArray(missing);
}

/** The texts that the conditions of `leave-out` compare with. */
function textsLeftOut(recipe: Recipe | undefined): readonly string[] {
  return (recipe?.steps ?? []).flatMap((step) =>
    "leave-out" in step
      ? [...step["leave-out"].where.matchAll(/'((?:[^']|'')*)'/g)].map(([, text]) => text!.replaceAll("''", "'"))
      : [],
  );
}

const isTooSlow = (error: unknown): boolean =>
  error instanceof BroadsheetError && error.problems.some(({ code }) => code === "query-too-slow");

function tooSlow(limitMs: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "draft-too-slow",
    message: `The draft took too long and was stopped; it has ${limitMs / 1000} s, and ${questionMs / 1000} s for each query`,
    hint: "draft a report of a part of the table; the template takes the whole",
  });
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
