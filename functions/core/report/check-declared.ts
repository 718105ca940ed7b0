import { BroadsheetError, type Problem, type Warn } from "../errors.ts";
import type { ScratchSpace } from "../ports.ts";
import type { BrokenRow, CheckResult } from "./dataset/contract/check-result.ts";
import { brokenProblems, checksHash } from "./dataset/contract/judge-version.ts";
import { runChecks } from "./dataset/contract/run-checks.ts";
import type { Dataset } from "./dataset/dataset.ts";
import { sha256 } from "../json/canonical-json.ts";
import type { Template } from "./template/template.ts";

/** Results kept by this process: a version and checks never change, so neither do their results. */
const mostKept = 64;
const kept = new Map<string, readonly CheckResult[]>();

/**
 * Judges the datasets of a report by the checks that its template declares for them.
 *
 * @param datasets with the declared types
 * @throws BroadsheetError `invalid-dataset` with a problem `broken-check` for each broken check of severity `error`,
 *   which points to the dataset in the request and names rows, but no values; the others are warnings of the report
 */
export async function checkDeclared(
  { datasets: declarations }: Pick<Template, "datasets">,
  datasets: readonly Dataset[],
  openScratch: () => Promise<ScratchSpace>,
  warn: Warn,
): Promise<void> {
  const problems: Problem[] = [];
  for (const { alias, checks } of declarations) {
    const dataset = datasets.find((one) => one.alias === alias);
    if (checks === undefined || dataset === undefined) continue;
    const { version, columns } = dataset.profile;
    const key = sha256(JSON.stringify([version, columns, checksHash(checks)]));
    const results = kept.get(key) ?? (await judge(checks, dataset, openScratch));
    keep(key, results);
    for (const severity of ["error", "warning"] as const)
      for (const { seen, ...problem } of brokenProblems(results, alias, severity)) {
        const placed = {
          ...problem,
          where: { ...problem.where, pointer: `/datasets/${alias}` },
          // Who may read a report need not be allowed to read all of its data: rows are named, values are not.
          ...(Array.isArray(seen) && { seen: (seen as readonly BrokenRow[]).map(({ row }) => row) }),
        };
        if (severity === "error") problems.push(placed);
        else warn(placed);
      }
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
}

async function judge(
  checks: Parameters<typeof runChecks>[0],
  dataset: Dataset,
  openScratch: () => Promise<ScratchSpace>,
): Promise<readonly CheckResult[]> {
  const scratch = await openScratch();
  try {
    return await runChecks(checks, dataset, scratch);
  } finally {
    await scratch.dispose();
  }
}

function keep(key: string, results: readonly CheckResult[]): void {
  kept.delete(key);
  kept.set(key, results);
  const oldest = kept.keys().next().value;
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
