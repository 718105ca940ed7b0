/** What kind of thing differs. */
export type DifferenceKind =
  /** A text in which only figures differ. */
  | "number"
  | "text"
  | "added"
  | "removed"
  /** Values of a query's result or of a chart's data. */
  | "data"
  /** A chart that draws the same data in another way. */
  | "chart"
  | "warning"
  /** Language, date, number of pages. */
  | "setting"
  /** One of the two cannot be rendered, or both for other reasons. */
  | "error"
  /** Parts of the file that readers do not see. */
  | "file";

/** One difference between two reports, where `before` or `after` may be missing. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** `Table 2, row “Berlin”`, `query share, row 3, pct`. */
  readonly place: string;
  readonly before?: string;
  readonly after?: string;
}

/** Most differences listed of one query's result or one chart's data. */
export const mostOfOne = 20;
