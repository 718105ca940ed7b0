import { BroadsheetError, type Problem } from "../../errors.ts";
import type { BadRow } from "./batch.ts";

/** Most failed rows named. */
const mostNamed = 20;

/**
 * The failure of a batch with more failed rows than it tolerates.
 *
 * @param rows failed rows; the first ones are named
 */
export function tooManyFailures(
  failed: number,
  of: number,
  most: number,
  rows: readonly Pick<BadRow, "row" | "name" | "problems">[],
): BroadsheetError {
  const summary: Problem = {
    code: "too-many-failures",
    message: `${failed} of ${of} rows failed, more than the ${most} that the batch tolerates`,
    where: { pointer: "/tolerate" },
    seen: failed,
    allowed: most,
    hint: "Correct the rows, or tolerate more; POST /batches/{id}/retry tries the failed rows again.",
  };
  const named = rows.slice(0, mostNamed).flatMap(({ row, problems }) =>
    problems.slice(0, 1).map((problem): Problem => ({
      ...problem,
      message: `row ${row}: ${problem.message}`,
      where: { ...problem.where, row },
    })),
  );
  return new BroadsheetError("limit-exceeded", [summary, ...named]);
}
