/** A column of what came in or went out. */
export interface FlowRole {
  readonly column: string;
  readonly label: string;
  /** SQL of its value. */
  readonly value: string;
  readonly comes: boolean;
}

/** What there is at the end of each time, and what came in and went out until then. */
export interface StockRole {
  /** Key of the measure of what there is at the end; SQL of it, and its column. */
  readonly measure: string;
  readonly closing: string;
  readonly column: string;
  /** The column of what there was at the beginning, if the table has it. */
  readonly opening?: string;
  readonly flows: readonly FlowRole[];
  /** The members that each have a stock, if there are several. */
  readonly thing?: { readonly value: string; readonly label: string };
  /** Whether the table is of at least two years, which the report names one by one. */
  readonly byYear: boolean;
}
