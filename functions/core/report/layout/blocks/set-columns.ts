import type { Block, Columns } from "../../document/document.ts";
import { walkBlocks } from "../../document/walk-blocks.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { columnWidth, spanWidth } from "../inner-width.ts";
import { captionHeight, setFigure } from "./set-figure.ts";
import type { Material, Slice } from "../slice.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { materialSlices, stackHeight } from "../stack-slices.ts";
import { sideBySide } from "./side-by-side.ts";

/** Share of a page's height up to which columns stay in one piece. */
const keptShare = 0.6;

/**
 * Columns side by side on the grid, their tops aligned; in right-to-left reports the first is on the right. If every
 * column begins with a figure, the captions get the same height, so that the charts align too. Columns taller than a
 * good half of the page may continue over pages.
 */
export function setColumns(context: LayoutContext, block: Columns, area: Area): Material[] {
  const { grid, theme } = context;
  const areas = block.spans.map((span, index): Area => {
    const before = block.spans.slice(0, index).reduce((sum, each) => sum + each, 0);
    // In a narrower area the same shares hold, with the page's gutter between them.
    const step = columnWidth(area.width, grid.gutter) + grid.gutter;
    const width = spanWidth(span, area.width, grid.gutter);
    return {
      ...area,
      left: area.left + (readsFromRight(context.locale) ? area.width - width - before * step : before * step),
      width,
      floats: false,
    };
  });
  const leads = block.columns.map((blocks) => blocks[0]);
  const captions = leads.map((lead, index) =>
    lead?.type === "figure" ? captionHeight(context, lead, areas[index]!) : Number.NaN,
  );
  const common = captions.every((height) => !Number.isNaN(height)) ? Math.max(...captions) : 0;
  const columns = block.columns.map((blocks, index) => setColumn(context, blocks, areas[index]!, common));
  const tallest = Math.max(0, ...columns.map((slices) => stackHeight(slices)));
  const before = Math.max(0, ...columns.map((slices) => slices[0]?.before ?? 0));
  const after = Math.max(theme.leading / 2, ...columns.map((slices) => slices.at(-1)?.after ?? 0));
  if (area.floats && tallest > context.textHeight * keptShare) return [{ kind: "columns", columns, before, after }];
  const row = sideBySide(columns, { before, after });
  return [area.floats && isNumbered(block) ? { kind: "float", slices: [row] } : { kind: "slices", slices: [row] }];
}

/** Whether columns hold a figure or table with a number: only then may text move past them. */
function isNumbered(block: Columns): boolean {
  return [...walkBlocks([block])].some(
    (inner) => (inner.type === "figure" || inner.type === "picture" || inner.type === "table") && inner.number > 0,
  );
}

function setColumn(context: LayoutContext, blocks: readonly Block[], area: Area, common: number): Slice[] {
  const [first, ...rest] = blocks;
  if (common > 0 && first?.type === "figure")
    return materialSlices([setFigure(context, first, area, common), ...context.setBlocks(context, rest, area)]);
  return materialSlices(context.setBlocks(context, blocks, area));
}
