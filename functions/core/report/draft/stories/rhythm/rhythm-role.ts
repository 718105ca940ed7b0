import type { MeasureRole } from "../../roles/roles.ts";

/** At which hours of the day and on which weekdays there is most. */
export interface RhythmRole {
  readonly measure: MeasureRole;
  /** SQL of the hour, 0 to 23, and of the weekday, 1 for Monday to 7; undefined if the table does not tell it. */
  readonly hour: string | undefined;
  readonly weekday: string | undefined;
  /** SQL of the day of a row; undefined if no column names it. */
  readonly day: string | undefined;
  /**
   * How the rows of an hour or a weekday become one value: records by the days that have any (`days`), amounts as the
   * mean of the hours or days that were recorded (`slots`), what may not be added up as its mean, and rows of no day as
   * their sum.
   */
  readonly put: "days" | "slots" | "mean" | "sum";
  /** The columns that the queries read. */
  readonly columns: readonly string[];
  readonly leads: boolean;
}
