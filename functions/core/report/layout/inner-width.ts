import type { Theme } from "../template/theme.ts";

/** Width of one of the 12 columns of an area, with the page's gutter between them, points. */
export function columnWidth(width: number, gutter: number): number {
  return (width - 11 * gutter) / 12;
}

/** Width of several of the 12 columns of an area, points. */
export function spanWidth(span: number, width: number, gutter: number): number {
  return span * columnWidth(width, gutter) + (span - 1) * gutter;
}

/** Space between columns of text, points. */
export function columnGap({ columns, leading }: Pick<Theme, "columns" | "leading">): number {
  return columns?.gap ?? leading * 1.25;
}

/** Width of one of several columns of text side by side, points. */
export function textColumnWidth(count: number, width: number, gap: number): number {
  return (width - (count - 1) * gap) / count;
}

/** By how much a quotation is narrower than its area, points. */
export function quoteIndent({ leading }: Theme): number {
  return leading;
}

/** By how much a callout's content is narrower than its area on each side, points. */
export function calloutInset({ leading }: Theme): number {
  return leading;
}
