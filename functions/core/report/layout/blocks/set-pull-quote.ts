import type { PullQuote } from "../../document/document.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { slice, type Material, type Slice } from "../slice.ts";
import { materialSlices } from "../stack-slices.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import { lineSlices, setText } from "../text/set-text.ts";

/** The bar above it, points. */
const bar = { width: 36, height: 3, below: 8 } as const;
/** Most of the twelve columns that its words take. */
const columns = 10;

/** A quotation set large under a bar, with its speaker below, on one page: a BlockQuote. */
export function setPullQuote(context: LayoutContext, { children, by }: PullQuote, area: Area): Material[] {
  const { theme, styles, structure, grid } = context;
  const centred = theme.pullquote?.align === "center";
  const turned = blocksRunRightToLeft(context, children);
  const width = Math.min(area.width, grid.widthOf(columns));
  const room = area.width - width;
  const left = area.left + (centred ? room / 2 : turned ? room : 0);
  const element = structure.add("BlockQuote", area.parent);
  const x = centred ? left + (width - bar.width) / 2 : turned ? left + width - bar.width : left;
  const opening = slice({
    height: bar.height + bar.below,
    boxes: [
      {
        kind: "rectangle",
        means: "layout",
        x,
        y: 0,
        width: bar.width,
        height: bar.height,
        fill: styles.pullQuote.run.color,
      },
    ],
  });
  const inner: Area = {
    ...area,
    left,
    width,
    parent: element,
    text: styles.pullQuote,
    align: centred ? "center" : "left",
    floats: false,
  };
  const words = materialSlices(context.setBlocks(context, children, inner));
  const lines = [opening, ...words, ...setSpeaker(context, by, inner, turned)];
  const slices = lines.map((part, index): Slice => ({
    ...part,
    keep: index > 0,
    ...(index === 0 ? { before: theme.leading * 1.5 } : {}),
    ...(index === 1 ? { before: 0 } : {}),
    ...(index === lines.length - 1 ? { after: theme.leading * 1.5 } : {}),
  }));
  return [{ kind: "slices", slices }];
}

/** The speaker, on the side of the words. */
function setSpeaker(context: LayoutContext, by: PullQuote["by"], area: Area, turned: boolean): Slice[] {
  if (by.length === 0) return [];
  const style = context.styles.pullQuoteBy;
  const spans = flattenInlines(context, by, style.run, context.structure.add("P", area.parent));
  const align = area.align === "center" ? "center" : turned ? "right" : "left";
  const lines = setText(context, spans, { left: area.left, width: area.width, align });
  return lineSlices(context, lines, style, { together: true, before: 4 });
}
