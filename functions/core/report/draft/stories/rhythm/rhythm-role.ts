import type { MeasureRole } from "../../roles/roles.ts";

/** At which hours of the day and on which weekdays there is most. */
export interface RhythmRole {
  readonly measure: MeasureRole;
  /** SQL of the hour, 0 to 23, and of the weekday, 1 for Monday to 7; undefined if the table does not tell it. */
  readonly hour: string | undefined;
  readonly weekday: string | undefined;
  /** SQL of the day of a row; undefined if no column names it. */
  readonly day: string | undefined;
  /** SQL of what has a row at each time, as a counter; undefined unless those of a day are added up. */
  readonly series: string | undefined;
  /**
   * How the rows of an hour or a weekday become one value. Of dated records that lie on no grid (`records`) those of
   * an hour are added up, and those of a weekday divided by all such days that the table covers, also those without
   * any. What is recorded at each hour or day (`slots`) is the mean of these; what may not be added up its mean
   * (`mean`), and rows of no day their sum (`sum`).
   */
  readonly put: "records" | "slots" | "mean" | "sum";
  /** Whether hours and weekdays are shown, since they differ, and whether together, as a heat map. */
  readonly shows: { readonly hours: boolean; readonly weekdays: boolean; readonly grid: boolean };
  /** The columns that the queries read. */
  readonly columns: readonly string[];
  readonly leads: boolean;
}

/** What a section is on. */
export type RhythmPart = "hour" | "weekday";
