/** A value that a parameter may take. */
export interface Choice {
  readonly value: string | number | boolean;
  /** Its label, for display. */
  readonly label?: string;
  /** Its labels by language, if they differ. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Parameter → its value for which this one may be chosen. */
  readonly when?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Parameter → what it may be, in the order of its query. */
export type Choices = Readonly<Record<string, readonly Choice[]>>;
