/**
 * What an edition shows that the one before it did not: `changes.json`. Lists are cut to their first hundred; the
 * counts are whole.
 */
export interface Changes {
  /** The edition before, with which this one was compared; absent for the first. */
  readonly before?: string;
  /** Why there is nothing to compare although there is an edition before. */
  readonly unknown?: "not-recorded" | "other-language";
  readonly keyFigures: ListOf<ChangedFigure>;
  readonly tables: readonly ChangedTable[];
  /** Titles, or else names, of charts whose data changed or that are new. */
  readonly charts: ListOf<string>;
  readonly pages: {
    readonly before: number;
    readonly after: number;
    /** Numbers of this edition's pages that the one before has not, from 1. */
    readonly changed: ListOf<number>;
  };
}

export interface ListOf<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A key figure that moved, came (`before` is absent) or went (`after` is absent). */
export interface ChangedFigure {
  readonly label: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ChangedTable {
  readonly title: string;
  /** The first cells of rows that came, went, and stayed with other values. */
  readonly came: ListOf<string>;
  readonly went: ListOf<string>;
  readonly changed: ListOf<string>;
  /** Set if the table has more rows than are compared. */
  readonly truncated?: true;
}

/** Whether an edition shows something else than the one before. */
export function hasChanged({ keyFigures, tables, charts, pages }: Changes): boolean {
  return (
    keyFigures.count > 0 ||
    tables.length > 0 ||
    charts.count > 0 ||
    pages.changed.count > 0 ||
    pages.before !== pages.after
  );
}
