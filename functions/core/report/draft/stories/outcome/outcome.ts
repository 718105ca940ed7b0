import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** What a table records the end of: who left, which runs failed, which invoices are open. */
export interface OutcomeRole {
  readonly column: string;
  readonly label: string;
  /**
   * How its column tells it: by yes or no, by one of several states, by a date that a row has or has not. `leaving`: by
   * the date on which somebody left.
   */
  readonly told: "flag" | "state" | "date" | "leaving";
  /** SQL of whether a row ended so; NULL where nobody knows. */
  readonly ended: string;
  /** SQL of the state as a text. */
  readonly state: string;
  /** The states that count, as the table writes them; `no` of a flag whose yes is the usual state. */
  readonly counted: readonly string[];
  /** Whether what counts is not settled yet, as open invoices are. */
  readonly isOpen: boolean;
  /** Whether it is what was won, of what is won or lost: deals, bids. */
  readonly isWon: boolean;
  /** States in which nothing has been decided yet: their rows are no part of what the share is of. */
  readonly undecided: readonly string[];
  /** Whether it is who passed, of all who took part. */
  readonly isResult: boolean;
  /** Whether so few rows count that their number is no first news. */
  readonly isRare: boolean;
  /** Whether rows count that have no date. */
  readonly isWithout: boolean;
  /** Whether the table is called after it, or is kept for it: of trips with tips it is asked who gave one. */
  readonly isAsked: boolean;
  /** Whether it says how something is, beside what is measured of it. */
  readonly isQuality: boolean;
  /** Whether members stay in their states, so that those of one time count: of all times, each would count often. */
  readonly isOfOneTime: boolean;
  /** The columns by which its rate differs, the clearest first. */
  readonly groups: readonly MemberRole[];
  /** The measure by whose steps its rate differs, where no column does. */
  readonly steps: MeasureRole | undefined;
  /** What is added up by state. */
  readonly amount: MeasureRole | undefined;
}
