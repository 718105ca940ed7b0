import type { DraftLanguage } from "../../draft.ts";
import type { MeasureRole } from "../../roles/roles.ts";

/** A quotient of two measures: conversions and sessions, profit and sales, fuel and distance. */
export interface RateRole {
  /** The table's own column of it; undefined if it has none. */
  readonly column: string | undefined;
  readonly label: string;
  /** What it is of the quotient: 100 for percent and for what is used on 100 km, otherwise 1. */
  readonly times: number;
  readonly unit: string;
  readonly above: MeasureRole;
  readonly below: MeasureRole;
  readonly decimals: number;
  /** Whether it is what such a table is kept for. */
  readonly leads: boolean;
  /** Other shares of counts in the same rows, in percent: how many clicked beside how many opened. */
  readonly beside: readonly RateRole[];
  /** The column that it is read from, by which it cannot be compared. */
  readonly without?: string;
}

/** A quotient that people know by the names of its two parts. */
export interface KnownRate {
  readonly above: RegExp;
  readonly below: RegExp;
  readonly label: Readonly<Record<DraftLanguage, string>>;
  /** Whether it is a share in percent; otherwise it is for a hundred of what is below. */
  readonly isShare: boolean;
  /** Whether it is for one of what is below, in the unit of both; tonnes of a hectare. */
  readonly isEach?: true;
  /** How many of the number below it is of, if neither one nor a hundred: deaths of 100,000 people. */
  readonly per?: number;
  /** Whether both are counts, the one a part of the other. */
  readonly isCounts?: true;
  /** Whether people ask for it first: of some, only where no amounts of money are measured. */
  readonly leads: "always" | "withoutMoney" | "never";
}
