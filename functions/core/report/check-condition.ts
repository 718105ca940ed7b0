import { BroadsheetError } from "../errors.ts";
import { openSession } from "./query/session/query-session.ts";
import { checkExpression } from "./query/tree/check-expression.ts";

/** Memory of the database, MB: it only parses. */
const memoryMegabytes = 64;

/**
 * Checks that a condition is one SQL expression over columns, as `leave-out` of a recipe demands it. Nothing is run.
 *
 * @throws BroadsheetError `query-failed` with every fault, which points to `/where`
 */
export async function checkCondition(where: string): Promise<void> {
  const session = await openSession(memoryMegabytes, undefined, 1, true, async ([connection]) => {
    const problems = await checkExpression(connection, where);
    if (problems.length === 0) return;
    throw new BroadsheetError(
      "query-failed",
      problems.map((problem) => ({ ...problem, where: { pointer: "/where" } })),
    );
  });
  session.close();
}
