import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** A column of limits. */
export interface Bound {
  readonly column: string;
  readonly label: string;
  /** The column of what is meant, if it is a tolerance about that. */
  readonly beside?: string;
  /** SQL of the limit, a number. */
  readonly value: string;
}

/** A measure and the limits that stand beside each of its values. What equals a limit is within it. */
export interface LimitPair {
  readonly measure: MeasureRole;
  /** SQL of the sign before a value of which only a bound is known: `<` of “<0.5”; undefined if there are none. */
  readonly sign: string | undefined;
  /** At least one of them. */
  readonly lower: Bound | undefined;
  readonly upper: Bound | undefined;
  /** Most decimals of the values and the limits. */
  readonly places: number;
  /** SQL of the rows that are left out, since nobody knows the side of their limits. */
  readonly without?: string;
}

/** Values beside their limits: which are beyond them. */
export interface LimitRole {
  readonly pairs: readonly LimitPair[];
  /** What each row measures, if that sets its limit: the column of substances. Then there is one pair. */
  readonly kind: { readonly column: string; readonly label: string; readonly value: string } | undefined;
  /** The column of the units of these. */
  readonly unit: string | undefined;
  /** What tells a row from others in a list: its name or number, and where it belongs. */
  readonly name: { readonly column: string; readonly label: string; readonly value: string } | undefined;
  /** The column that says on which side the limit of each row bounds. */
  readonly sides: string | undefined;
  /** What is left out, since most of it lies above a limit of which nothing says the side. */
  readonly unclear: readonly string[];
  /** The columns by which the share beyond the limits differs, the clearest first. */
  readonly groups: readonly MemberRole[];
  /** SQL of the day of a row. */
  readonly day: string | undefined;
  /** Whether rows are some of many that could have been measured, so that their share has limits of chance. */
  readonly isSample: boolean;
}
