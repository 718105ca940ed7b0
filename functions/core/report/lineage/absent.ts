import { rowLeaves } from "./stage-select.ts";
import type { JoinCondition, Leaf, SelectSource } from "./stage.ts";

/** Leaves whose missing rows have a say, and the SQL condition for the rows of FROM in which they do. */
export interface Absent {
  readonly leaves: readonly Leaf[];
  readonly where: string;
  /** Whether `where` asks already that no table has a row that the column of USING could come from. */
  readonly shared?: true;
}

/** In every row, wherever an outer join did not find one. */
export function absentAnywhere({ leaves }: SelectSource): Absent {
  return { leaves: rowLeaves(leaves), where: "TRUE" };
}

/**
 * What has a say where the condition of a join is read: the rows that joins within its sides did not find. Those that
 * the join itself or one around it did not find are missed where their columns are read, so that only the rows count in
 * which it put both sides together.
 */
export function absentInJoin({ sides, shared }: JoinCondition): Absent[] {
  const both = sides.map(isThere).join(" AND ");
  if (shared === undefined) return [{ leaves: rowLeaves(sides.flat()), where: both }];
  // A column of USING is NULL only if no table of the side that has it has a row.
  return sides.map((side) => {
    const leaves = rowLeaves(side);
    const holding = leaves.filter(({ names }) => names.has(shared)).map(({ row }) => `${row} IS NULL`);
    return { leaves, where: [both, ...holding].join(" AND "), shared: true };
  });
}

/** What has a say in a column of USING or a NATURAL JOIN: it is NULL only where no table that has it has a row. */
export function absentOfShared(absent: Absent, holding: readonly Leaf[]): Absent {
  if (absent.shared === true || holding.length < 2) return absent;
  return { ...absent, where: [absent.where, ...rowLeaves(holding).map(({ row }) => `${row} IS NULL`)].join(" AND ") };
}

/** Whether a side of a join has a row: of values and functions that is not known, nor of the right of a SEMI JOIN. */
function isThere(side: readonly Leaf[]): string {
  const leaves = rowLeaves(side);
  if (leaves.length === 0 || side.some(({ stage }) => stage === undefined)) return "TRUE";
  return `(${leaves.map(({ row }) => `${row} IS NOT NULL`).join(" OR ")})`;
}
