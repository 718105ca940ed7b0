/** The text on one of the subjects of a table. */
export interface Told {
  /** Liquid that the others need. */
  readonly begin: string;
  /** Liquid's name of what it is about, which later data may not have, and the title without it. */
  readonly subject: string;
  readonly label: string;
  readonly title: string;
  /** Its first sentences. */
  readonly lead: string;
  /** Key figures as list items. */
  readonly figures: readonly string[];
  /** Blocks of their own behind them. */
  readonly sections: readonly string[];
}
