/** A column that counts one kind. */
export interface Kind {
  readonly column: string;
  readonly label: string;
  /** SQL of its value. */
  readonly value: string;
}

/** Columns that count kinds of one thing: the votes of parties, cases by state, answers. */
export interface KindsRole {
  /** In the order of the table. */
  readonly columns: readonly Kind[];
  /** The column that is their sum in each row. */
  readonly whole?: { readonly column: string; readonly label: string };
  /** The unit of all, and decimals of a sum. */
  readonly unit: string;
  readonly decimals: number;
  /** Whether what stands in brackets behind the names is no unit, but a party or another addition. */
  readonly isNamed: boolean;
  /** SQL of the day, where several times have no sum and the last one is shown. */
  readonly lastDay?: string;
  /** Whether the columns are what an election is about, of which people ask before the turnout. */
  readonly isElection: boolean;
  /** Whether no column is their sum over time, which people ask for first. */
  readonly leads: boolean;
}
