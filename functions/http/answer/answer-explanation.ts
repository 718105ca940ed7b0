import { BroadsheetError } from "../../core/errors.ts";
import type { AnsweredNumbers, AskedNumbers, Gone } from "../../core/report/explain-numbers.ts";
import { mostAnswers } from "../../core/report/explain/answer-number.ts";
import { type NumberQuestion, pickNumbers } from "../../core/report/explain/pick-numbers.ts";
import type { PrintedNumber } from "../../core/report/explain/printed-number.ts";
import { contentKey, numbersKey } from "../../core/service/lifecycle/records/keys.ts";
import { readReport } from "../../core/service/lifecycle/status/read-report.ts";
import type { ReadyReport } from "../../core/service/lifecycle/status/report-status.ts";
import type { Services } from "../services.ts";

/** Which numbers are meant, and how many rows of each dataset are listed behind a cell; undefined: none are sought. */
export interface Question extends NumberQuestion {
  readonly rows: number | undefined;
}

/** The body of an answer. */
export interface Explanation extends Pick<AnsweredNumbers, "answers" | "more"> {
  readonly report: string;
  readonly sha256: string;
  readonly otherEngine: boolean;
  readonly gone: readonly {
    readonly kind: "dataset" | "template";
    readonly alias?: string;
    readonly name: string;
    readonly version: string;
  }[];
}

/** Longest map of a report's numbers that is kept, bytes: beyond that each question makes the report again. */
const mostKept = 16 * 1024 * 1024;

/**
 * Says where numbers of a ready report come from. The first question makes the report again with a trace, and the map
 * of its numbers is kept beside the PDF, until it is deleted; later ones only run its queries.
 *
 * @throws BroadsheetError as `explainNumbers`
 */
export async function explainStored(
  report: ReadyReport,
  { rows: listed, ...question }: Question,
  services: Services,
  explain: NonNullable<Services["explain"]>,
): Promise<Explanation> {
  const { id, generation, accepted, engine, sha256 } = report;
  const printed = { engine, sha256 };
  const about = { report: id, sha256, otherEngine: engine !== undefined && engine !== services.engine };
  const kept = await readKept(report, services);
  if (kept !== undefined) {
    const numbers = pickNumbers(kept, question);
    const first = numbers.slice(0, mostAnswers);
    const { answers, gone } = await explain({ accepted, printed, listed, about: { numbers: first } });
    return { ...about, answers, more: numbers.length - first.length, gone: gone.map((each) => named(each, accepted)) };
  }
  const content = await services.store.get(contentKey(id, generation));
  const { answers, more, map } = await explain({
    accepted,
    printed: { ...printed, content: content && new TextDecoder().decode(content.body) },
    listed,
    about: { question },
  });
  if (map !== undefined) await keep(report, map, services);
  return { ...about, answers, more, gone: [] };
}

/** The numbers of a report as this engine has found them; undefined if it has not, or they cannot be read. */
async function readKept(
  { id, generation }: ReadyReport,
  { store, engine }: Services,
): Promise<readonly PrintedNumber[] | undefined> {
  const found = await store.get(numbersKey(id, generation, engine));
  if (found === undefined) return undefined;
  try {
    const { numbers } = JSON.parse(new TextDecoder().decode(found.body)) as { readonly numbers?: unknown };
    return Array.isArray(numbers) ? (numbers as PrintedNumber[]) : undefined;
  } catch {
    // What is damaged is made again.
    return undefined;
  }
}

/** Keeps the numbers, unless the report is deleted meanwhile: then nothing of it may stay. */
async function keep(
  { id, generation }: ReadyReport,
  numbers: readonly PrintedNumber[],
  services: Services,
): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify({ numbers }));
  if (body.byteLength > mostKept) return;
  const key = numbersKey(id, generation, services.engine);
  const isThere = async (): Promise<boolean> => {
    const now = await readReport(id, services);
    return now?.state === "ready" && now.generation === generation;
  };
  if (!(await isThere())) return;
  await services.store.put(key, body, "application/json");
  if (!(await isThere())) await services.store.delete(key);
}

function named(gone: Gone, { template, datasets }: AskedNumbers["accepted"]): Explanation["gone"][number] {
  const { name, version } = gone.kind === "template" ? template : datasets[gone.alias]!;
  return { ...gone, name, version };
}

/** Whether an error says that what the report was made from is gone. */
export function saysGone(error: unknown): error is BroadsheetError {
  return (
    error instanceof BroadsheetError &&
    error.kind === "not-found" &&
    error.problems.every(({ code }) => code !== "number-not-found")
  );
}
