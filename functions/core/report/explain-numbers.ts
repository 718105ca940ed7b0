import { BroadsheetError } from "../errors.ts";
import { checkDataset } from "./dataset/check-dataset.ts";
import { openDataset } from "./dataset/open-dataset.ts";
import { createOriginTrace } from "./document/trace.ts";
import { answerNumber, mostAnswers } from "./explain/answer-number.ts";
import { pickNumbers, type NumberQuestion } from "./explain/pick-numbers.ts";
import type { PrintedNumber } from "./explain/printed-number.ts";
import { readNumbers } from "./explain/read-numbers.ts";
import { valueNamed } from "./explain/value-named.ts";
import { type ExplainedNumber, type Searched, withRows } from "./follow-cells.ts";
import { defaultLimits, makeReport, type World } from "./generate-report.ts";
import { datasetsGone, lostData } from "./request/lost-data.ts";
import { runQueries } from "./query/run-queries.ts";
import { checkAccepted } from "./request/check-accepted.ts";
import type { AcceptedRequest } from "./request/report-request.ts";
import { openTemplate } from "./template/open-template.ts";

/** A question about the numbers of a stored report, with all that the answer needs beside templates and datasets. */
export interface AskedNumbers {
  readonly accepted: AcceptedRequest;
  /** What the stored PDF printed. */
  readonly printed: {
    /** Digest of the engine that made it; absent for reports of earlier releases. */
    readonly engine?: string | undefined;
    readonly sha256: string;
    /** The record of what it shows, as text; absent for reports of earlier releases. */
    readonly content?: string | undefined;
  };
  /**
   * Either which numbers are meant, and the report is made again; or those that its kept map names, and only its
   * queries run.
   */
  readonly about: { readonly question: NumberQuestion } | { readonly numbers: readonly PrintedNumber[] };
  /** Most rows of a dataset listed behind a cell; absent: none are sought. */
  readonly listed?: number | undefined;
}

/** A version that a report was made from and that is gone. A dataset has an alias, and that may be any word. */
export type Gone = { readonly kind: "template" } | { readonly kind: "dataset"; readonly alias: string };

/** The answers to a question about a stored report. */
export interface AnsweredNumbers {
  readonly answers: readonly ExplainedNumber[];
  /** How many numbers were meant beyond the answers. */
  readonly more: number;
  /** What the report was made from and is gone: there are no values and rows. */
  readonly gone: readonly Gone[];
  /** All numbers of the report, if it was made again. */
  readonly map?: readonly PrintedNumber[];
}

/** Milliseconds in which the rows behind cells are sought. API Gateway ends a request at 30 s. */
const seekingMs = 10_000;

/**
 * Says where numbers of a stored report come from. Without its map, the report is made again with a trace, which must
 * print the same: the same bytes under the name of the engine that made it, or the same content. With the map, data
 * that are gone leave the answers without values.
 *
 * @throws BroadsheetError `conflict` (`report-differs`) if it would print something else, `not-found` for a number that
 *   it does not print, and for data that are gone where there is no map; as `generateReport`
 */
export async function explainNumbers(asked: AskedNumbers, world: World): Promise<AnsweredNumbers> {
  const { about, accepted } = asked;
  const lost = await datasetsGone(accepted, world.store);
  if ("numbers" in about) {
    const { found, gone } =
      lost.length > 0 ? { found: undefined, gone: lost.map(goneDataset) } : await openSources(accepted, world);
    return { ...(await answer(about.numbers, found, asked, world)), gone };
  }
  if (lost.length > 0) throw lostData(lost, accepted);
  const { found, map } = await makeAgain(asked, world);
  return { ...(await answer(pickNumbers(map, about.question), found, asked, world)), gone: [], map };
}

function goneDataset(alias: string): Gone {
  return { kind: "dataset", alias };
}

async function answer(
  numbers: readonly PrintedNumber[],
  found: Searched | undefined,
  { accepted, listed }: AskedNumbers,
  { openScratch }: World,
): Promise<Pick<AnsweredNumbers, "answers" | "more">> {
  const tables = found?.tables ?? new Map();
  const answers = numbers
    .slice(0, mostAnswers)
    .map((number) => answerNumber(number, tables, (name) => valueNamed(accepted, name)));
  const more = numbers.length - answers.length;
  if (listed === undefined || found === undefined) return { answers, more };
  return { answers: await withRows(answers, found, accepted, { openScratch, listed, deadlineMs: seekingMs }), more };
}

/** The report with a trace, and all its numbers. */
async function makeAgain(
  { accepted, printed }: AskedNumbers,
  world: World,
): Promise<{ readonly found: Searched; readonly map: readonly PrintedNumber[] }> {
  const trace = createOriginTrace();
  const engine = printed.engine ?? world.engine;
  const { report, laidOut } = await makeReport(accepted, { ...world, engine, trace });
  const same = report.sha256 === printed.sha256 || JSON.stringify(report.content) === printed.content;
  if (same) return { found: laidOut, map: readNumbers(laidOut, trace) };
  throw new BroadsheetError("conflict", {
    code: "report-differs",
    message:
      "this version of Broadsheet would print something else than the stored report, so that nothing can be said of its numbers",
    seen: report.sha256,
    allowed: printed.sha256,
    hint: "POST /reports/{id}/retry renders the report anew; then ask again",
  });
}

/** What the report was made from, with its queries' results; undefined if any of it is gone. */
async function openSources(
  accepted: AcceptedRequest,
  world: World,
): Promise<{ readonly found: Searched | undefined; readonly gone: readonly Gone[] }> {
  const template = await unlessGone(openTemplate(world.store, accepted.template));
  if (template === undefined) return { found: undefined, gone: [{ kind: "template" }] };
  const opened = await Promise.all(
    template.datasets.map(async (declaration) => {
      const { alias } = declaration;
      const dataset = await unlessGone(openDataset(world.store, alias, accepted.datasets[alias]!));
      return { alias, dataset: dataset && checkDataset(dataset, declaration) };
    }),
  );
  const gone = opened.flatMap(({ alias, dataset }) => (dataset === undefined ? [goneDataset(alias)] : []));
  if (gone.length > 0) return { found: undefined, gone };
  const datasets = opened.flatMap(({ dataset }) => dataset ?? []);
  const { parameters, language, date } = checkAccepted(accepted);
  const tables = await runQueries(
    template,
    datasets,
    { ...parameters, language, report_date: date },
    {
      openScratch: () => world.openScratch(),
      rows: defaultLimits.rows,
      deadlineMs: defaultLimits.queryMs,
      warn: () => undefined,
    },
  );
  return { found: { template, datasets, tables }, gone: [] };
}

/** @throws whatever else went wrong */
async function unlessGone<T>(opening: Promise<T>): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "not-found") return undefined;
    throw error;
  }
}
