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
  /** Whether no column is their sum over time, which people ask for first. */
  readonly leads: boolean;
}
