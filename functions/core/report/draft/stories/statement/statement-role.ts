import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** A plan or statement of which a line is what is left: income less costs. */
export interface StatementRole {
  readonly line: MemberRole;
  /** What came of it, or the last year. */
  readonly later: MeasureRole;
  /** What was planned, or the year before. */
  readonly earlier?: MeasureRole;
  /** Name of the line of what is left in the end. */
  readonly result: string;
  /** Names of all lines as the table has them, and of those that are made from others. */
  readonly order: readonly string[];
  readonly made: readonly string[];
}
