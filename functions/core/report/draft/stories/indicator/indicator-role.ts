/** A column that the overview of indicators reads. */
export interface IndicatorColumn {
  readonly column: string;
  readonly label: string;
}

/** Indicators in rows: what each was last, what was aimed at, and whether that is reached. */
export interface IndicatorRole {
  /** Which indicator a row is of. */
  readonly kind: IndicatorColumn;
  /** Its label is empty if the table has no name for its values. */
  readonly value: IndicatorColumn;
  /** What is meant to be reached; undefined if no column says it. */
  readonly target: IndicatorColumn | undefined;
  readonly unit: string | undefined;
  /** The column that says which side is better, and its words for either. */
  readonly better:
    | { readonly column: string; readonly high: readonly string[]; readonly low: readonly string[] }
    | undefined;
  /** The indicators of which their names say it. */
  readonly sides: readonly { readonly name: string; readonly side: "high" | "low" }[];
  /** SQL of the day of a row; undefined of a table of one time. */
  readonly day: string | undefined;
  /** Most decimals of the values. */
  readonly places: number;
}
