import type { Origin } from "../document/origin.ts";

/**
 * What a printed number is: `cell` of a query, several `cells`, `computed` by filters from one value, the `count` of a
 * query's rows, a `parameter`, the report's own data (`report`: its date, its title), the name of a query's column
 * (`heading`), the author's `words`, `numbering` (of pages, figures, notes, headings, lists), the label of a chart's
 * axis or legend (`guide`), or a value that a chart computed from its query (`chart`). `unknown` is a fault of
 * Broadsheet.
 */
export type NumberKind =
  | "cell"
  | "cells"
  | "computed"
  | "count"
  | "parameter"
  | "report"
  | "heading"
  | "words"
  | "numbering"
  | "guide"
  | "chart"
  | "unknown";

/** A number on a page, with its sign if it has one. */
export interface PrintedNumber {
  readonly kind: NumberKind;
  readonly text: string;
  /** The text around it on the same line. */
  readonly context: string;
  /** From 1. */
  readonly page: number;
  /** Its extent in points from the page's top left corner, y downwards. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where its parts come from, in their order; empty for what Broadsheet counts itself. */
  readonly origins: readonly Origin[];
  /** Id of the figure in whose chart it is. */
  readonly figure?: string;
}
