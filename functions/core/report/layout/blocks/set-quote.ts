import type { Quote } from "../../document/document.ts";
import { quoteIndent } from "../inner-width.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { blocksRunRightToLeft } from "../text/block-direction.ts";
import type { Frame, Material } from "../slice.ts";
import { frameMaterial } from "../frame-slices.ts";

/**
 * A quotation: indented, in the quote's style, beside a bar that continues over pages; in right-to-left text it is on
 * the right.
 */
export function setQuote(context: LayoutContext, quote: Quote, area: Area): Material[] {
  const { theme, styles } = context;
  const indent = quoteIndent(theme);
  const element = context.structure.add("BlockQuote", area.parent);
  const text = area.text === styles.body ? styles.quote : area.text;
  const turned = blocksRunRightToLeft(context, quote.children);
  const inner: Area = {
    ...area,
    left: area.left + (turned ? 0 : indent),
    width: area.width - indent,
    parent: element,
    text,
    align: "left",
    floats: false,
  };
  const bar: Frame = { x: turned ? area.left + area.width - 2 : area.left, width: 2, fill: theme.rule, padding: 0 };
  const slices = frameMaterial(context.setBlocks(context, quote.children, inner), bar, {
    before: theme.leading / 2,
    after: theme.leading / 2,
  });
  return [{ kind: "slices", slices }];
}
