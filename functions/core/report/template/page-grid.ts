import type { PageSettings } from "./template.ts";

/** The 12-column grid that body, figures and tables share. All lengths in points. */
export interface PageGrid {
  readonly columns: 12;
  readonly gutter: number;
  /** Width of the text area. */
  readonly width: number;
  /** Width of `span` columns with the gutters between them. @param span 1 to 12 */
  widthOf(span: number): number;
}

const gutter = 12;

/** The grid of a page's text area, with 12-point gutters. */
export function pageGrid(page: PageSettings): PageGrid {
  const width = page.width - page.margins.left - page.margins.right;
  const column = (width - 11 * gutter) / 12;
  return { columns: 12, gutter, width, widthOf: (span) => span * column + (span - 1) * gutter };
}
