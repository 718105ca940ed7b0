import type { MeasureRole } from "../../roles/roles.ts";

/** Columns whose values are on one scale, so that they are compared with each other: subjects, questions, aspects. */
export interface ScaleRole {
  readonly columns: readonly MeasureRole[];
  readonly decimals: number;
  /** Whether no total or overall value of them stands beside them, which people ask for first. */
  readonly leads: boolean;
  /** Whether the lowest value is the best, as of German grades. */
  readonly isBestLow?: true;
}
