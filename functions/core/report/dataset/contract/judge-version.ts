import { sha256 } from "../../../json/canonical-json.ts";
import { BroadsheetError, isCorrupt, parseStored, type Problem } from "../../../errors.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import type { DatasetCheck } from "../../template/dataset-checks.ts";
import type { CheckResult } from "./check-result.ts";
import { type CheckedTable, runChecks } from "./run-checks.ts";

/** A version that was not taken, since it breaks checks whose severity is `error`, or no step of the recipe fits it. */
export interface Refusal {
  readonly dataset: string;
  /** The version that the file would have become. */
  readonly version: string;
  /** SHA-256 of the checks, or of the recipe. */
  readonly checks: string;
  readonly problems: readonly Problem[];
}

/** Records a refusal, so that others hear of it. */
export type RecordRefusal = (refusal: Refusal) => Promise<void>;

/** Most broken checks that a refusal names. */
const mostNamed = 50;

/** What judging a version needs. */
interface JudgingTools {
  readonly store: ObjectStore;
  readonly scratch: ScratchSpace;
  /** How long the checks may take. @default as long as those of an upload */
  readonly deadlineMs?: number | undefined;
  /** @default nobody hears of it but the caller */
  readonly refused?: RecordRefusal | undefined;
}

/**
 * Judges a dataset's version by the checks of its contract, and keeps the results beside it:
 *
 *     datasets/{name}/{version}/checks-{SHA-256 of the checks}.json
 *
 * A version and checks never change, so neither do their results; they are not run again.
 *
 * @throws BroadsheetError `invalid-dataset`, code `broken-check`, if the version breaks one whose severity is `error`;
 *   `limit-exceeded` if the checks need more time or memory than they may
 */
export async function judgeVersion(
  name: string,
  table: CheckedTable,
  checks: readonly DatasetCheck[],
  { store, scratch, deadlineMs, refused }: JudgingTools,
): Promise<readonly CheckResult[]> {
  const { version } = table.profile;
  const known = await readResults(store, name, version, checks);
  const results = known ?? (await runChecks(checks, table, scratch, deadlineMs));
  const problems = brokenProblems(results, name, "error");
  if (problems.length > 0) {
    await refused?.({ dataset: name, version, checks: checksHash(checks), problems });
    throw new BroadsheetError("invalid-dataset", problems);
  }
  if (known === undefined) {
    const body = new TextEncoder().encode(JSON.stringify(results));
    await store.put(resultsKey(name, version, checks), body, "application/json");
  }
  return results;
}

/** Whether problems say that content was refused by the recipe or the contract of its dataset. */
export function isOfContent(problems: readonly Problem[]): boolean {
  return problems.some(
    ({ code, where }) => code === "broken-check" || /^\/(?:steps|missing)\//.test(where?.pointer ?? ""),
  );
}

/** Whether an error says that data break their contract. */
export function isRefusal(error: unknown): error is BroadsheetError {
  return error instanceof BroadsheetError && error.problems[0]?.code === "broken-check";
}

/** The results of a version by these checks; undefined if it was never judged by them, or what was kept is damaged. */
export async function readResults(
  store: ObjectStore,
  name: string,
  version: string,
  checks: readonly DatasetCheck[],
): Promise<readonly CheckResult[] | undefined> {
  const key = resultsKey(name, version, checks);
  try {
    const found = await store.get(key);
    return found && parseStored<readonly CheckResult[]>(key, found.body);
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}

/**
 * The problems of broken checks, or warnings, with the first rows and values as `seen`.
 *
 * @param dataset name or alias
 * @param severity only of checks of this severity @default of all
 */
export function brokenProblems(
  results: readonly CheckResult[],
  dataset: string,
  severity?: CheckResult["severity"],
): readonly (Problem & { readonly code: "broken-check" })[] {
  const broken = results.filter((one) => one.broken !== undefined && (severity ?? one.severity) === one.severity);
  const more = broken.length - mostNamed;
  return broken.slice(0, mostNamed).map(({ pointer, columns, allowed, broken: found }, index) => {
    const { message, first } = found!;
    const others = more > 0 && index === mostNamed - 1 ? `; ${more} more checks are broken` : "";
    return {
      code: "broken-check",
      message: `${capital(message)}${others}`,
      where: {
        pointer,
        dataset,
        ...(columns.length > 0 && { name: columns.join(", ") }),
        ...(first[0] !== undefined && { row: first[0].row }),
      },
      ...(first.length > 0 && { seen: first }),
      allowed,
    };
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function resultsKey(name: string, version: string, checks: readonly DatasetCheck[]): string {
  return `datasets/${name}/${version}/checks-${checksHash(checks)}.json`;
}

/** Names checks. Not of canonical JSON: results come in the order of the checks' members. */
export function checksHash(checks: readonly DatasetCheck[]): string {
  return sha256(JSON.stringify(checks));
}
