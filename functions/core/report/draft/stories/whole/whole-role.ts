import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** All dated records of a table as one, beside their course: how many there are and what they add up to. */
export interface WholeRole {
  /** The columns by which the whole is divided. */
  readonly groups: readonly MemberRole[];
  /** What else is added up, beside the measure that the report is about. */
  readonly others: readonly MeasureRole[];
  /** SQL of the state of a row, and the states whose rows did not come about: cancelled, refunded, refused. */
  readonly voided: { readonly state: string; readonly texts: readonly string[]; readonly column: string } | undefined;
  /** Whether the table covers so little time that the whole is asked for first, and not its last week or month. */
  readonly leads: boolean;
  /** Whether it stands before all else that the table tells: how many were reported, and of what. */
  readonly isAsked: boolean;
}
