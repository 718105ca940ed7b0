import type { Block, Document, List } from "../document/document.ts";
import { childBlocks } from "../document/walk-blocks.ts";
import type { LayoutSettings } from "./layout-context.ts";
import { calloutInset, columnGap, quoteIndent, spanWidth, textColumnWidth } from "./inner-width.ts";

/**
 * Gives each figure its available width, so that its chart can be drawn to fit: that of the text area or a turned page,
 * or what columns, lists, quotations and callouts leave.
 *
 * @returns figure id → width available, points
 */
export function sizeFigures(
  document: Document,
  { page, grid, theme }: Pick<LayoutSettings, "page" | "grid" | "theme">,
): ReadonlyMap<string, number> {
  const widths = new Map<string, number>();
  const innerWidth = (block: Block, width: number): number => {
    switch (block.type) {
      case "list":
        return width - labelShare(block) * theme.sizes.body;
      case "quote":
        return width - quoteIndent(theme);
      case "callout":
        return width - 2 * calloutInset(theme);
      case "text-columns":
        return textColumnWidth(block.count, width, columnGap(theme));
      case "landscape":
        return page.height - page.margins.left - page.margins.right;
      default:
        return width;
    }
  };
  const visit = (block: Block, width: number): void => {
    if (block.type === "figure") widths.set(block.id, width);
    if (block.type === "columns") {
      block.columns.forEach((blocks, index) =>
        blocks.forEach((child) => visit(child, spanWidth(block.spans[index] ?? 12, width, grid.gutter))),
      );
    } else {
      childBlocks(block).forEach((child) => visit(child, innerWidth(block, width)));
    }
  };
  for (const blocks of [document.blocks, ...document.footnotes.map(({ children }) => children)])
    blocks.forEach((block) => visit(block, grid.width));
  return widths;
}

/** Room for a list's labels, in ems, needed by charts before layout measures the labels. */
function labelShare({ ordered, start, items }: List): number {
  const digits = ordered ? String(start + items.length - 1).length : 0;
  return Math.max(1.4, digits * 0.6 + 0.85);
}
