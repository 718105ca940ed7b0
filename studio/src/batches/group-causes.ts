import { kindOf } from "../api/refused-error.ts";
import type { components } from "../../../functions/client/schema.ts";

type BatchItem = components["schemas"]["BatchItem"];

/** Why rows failed: one fault, and the rows that have it. */
export interface Cause {
  /** That of the first row. */
  readonly problem: { readonly code: string; readonly message: string };
  readonly rows: number;
  /** The values that were refused, each once, in the order of the rows. */
  readonly seen: readonly string[];
}

/**
 * The causes of failed rows, the most frequent first. Rows have the same cause if the same member was refused by the
 * same rule, whatever its value; a row with several faults counts under each.
 */
export function groupCauses(items: readonly Pick<BatchItem, "failure">[]): readonly Cause[] {
  const groups = new Map<string, { problem: Cause["problem"]; rows: number; seen: Set<string> }>();
  for (const { failure } of items) {
    if (failure === undefined) continue;
    const { problems = [] } = failure;
    const faults =
      problems.length > 0 ? problems : [{ code: kindOf(failure), message: failure.detail ?? failure.title }];
    const met = new Set<string>();
    for (const problem of faults as readonly {
      readonly code: string;
      readonly message: string;
      readonly pointer?: string;
      readonly name?: string;
      readonly seen?: unknown;
    }[]) {
      const { code, message, ...at } = problem;
      const key = JSON.stringify([code, at.pointer ?? at.name ?? ""]);
      const group = groups.get(key) ?? { problem: { code, message, ...at }, rows: 0, seen: new Set<string>() };
      groups.set(key, group);
      if (!met.has(key)) group.rows += 1;
      met.add(key);
      if (at.seen !== undefined && at.seen !== null)
        group.seen.add(typeof at.seen === "object" ? JSON.stringify(at.seen) : String(at.seen));
    }
  }
  return [...groups.values()]
    .sort((a, b) => b.rows - a.rows)
    .map(({ seen, ...cause }) => ({ ...cause, seen: [...seen] }));
}
