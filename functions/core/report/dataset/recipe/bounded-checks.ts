import type { RecipeFaults } from "./recipe-faults.ts";

/**
 * Most names of columns in all checks together, and most values: within the limits of each check, two hundred could ask
 * 200,000 columns, which aliases of YAML write in a few kilobytes.
 */
const mostInAll = { columns: 5_000, values: 50_000 };

/**
 * The checks up to the first with which all together would ask too much: that is a fault, and those that follow need
 * not be read.
 *
 * @param checks as they are given, read or not
 * @param pointerOf where a check stands, by its index
 */
export function boundedChecks<C>(
  checks: readonly C[],
  pointerOf: (index: number) => string,
  faults: RecipeFaults,
): readonly C[] {
  const asked = { columns: 0, values: 0 };
  for (const [index, check] of checks.entries()) {
    const { columns, values } = askedBy(check);
    asked.columns += columns;
    asked.values += values;
    const beyond = (["columns", "values"] as const).find((what) => asked[what] > mostInAll[what]);
    if (beyond === undefined) continue;
    faults.refuse(
      pointerOf(index),
      "invalid-member",
      `With this check, all checks together name more than ${mostInAll[beyond]} ${beyond}`,
      asked[beyond],
      `at most ${mostInAll[beyond]} ${beyond} in all checks`,
      "leave out what no reader of the dataset depends on",
    );
    return checks.slice(0, index);
  }
  return checks;
}

/** How many columns and values a check names. */
function askedBy(check: unknown): { readonly columns: number; readonly values: number } {
  const asked = { columns: 0, values: 0 };
  if (typeof check !== "object" || check === null) return asked;
  for (const [name, member] of Object.entries(check)) {
    if (name === "severity") continue;
    const inner = typeof member === "object" && member !== null ? Object.values(member as object) : [member];
    asked.columns += inner.length;
    for (const one of inner) if (Array.isArray(one)) asked.values += one.length;
  }
  return asked;
}
