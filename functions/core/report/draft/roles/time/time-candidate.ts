/** Columns that may be the time of a table. */
export interface Candidate {
  readonly columns: readonly string[];
  readonly day: string;
  readonly score: number;
  /** SQL of whether all values name a day; absent if their type says so. */
  readonly always?: string;
  readonly financial?: boolean;
  /** SQL of the instant, if there may be several a day. */
  readonly instant?: string;
  /** Whether the times are points of a curve, of which as many as were read lie in each period. */
  readonly drawn?: boolean;
}
