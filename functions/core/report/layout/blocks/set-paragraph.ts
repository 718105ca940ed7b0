import { readsFromRight } from "../text/reads-from-right.ts";
import type { Paragraph } from "../../document/document.ts";
import { flattenInlines } from "../text/flatten-inlines.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { lineSlices, setText } from "../text/set-text.ts";
import type { Slice } from "../slice.ts";

/** A paragraph that ends with a colon introduces what follows. */
const leadsIn = /[:：]\s*$/;

/** A paragraph, the kicker above the title, or the standfirst and the dateline below it. */
export function setParagraph(context: LayoutContext, paragraph: Paragraph, area: Area): Slice[] {
  const { styles, theme } = context;
  const half = theme.leading / 2;
  const role = paragraph.role;
  const style = role === undefined ? area.text : role === "dateline" ? styles.deck : styles[role];
  const means = context.structure.add("P", area.parent);
  const spans = flattenInlines(context, paragraph.children, style.run, means);
  if (role === undefined) {
    const lines = setText(context, spans, {
      left: area.left,
      width: area.width,
      align: area.align,
      balance: style === styles.pullQuote,
      hang: true,
    });
    const gap = area.tight === true ? 0 : Math.min(half, area.text.leading / 2);
    const slices = lineSlices(context, lines, style, { before: gap, after: gap });
    return leadsIn.test(spans.at(-1)?.text ?? "")
      ? slices.map((line, index) => (index < slices.length - 1 ? line : { ...line, keepNext: true }))
      : slices;
  }
  const lines = setText(context, spans, { left: area.left, width: area.width, align: "left", hang: true });
  const slices = lineSlices(context, lines, style, {
    together: true,
    before: role === "kicker" ? 0 : half,
    after: role === "kicker" ? 0 : role === "standfirst" && isDated(context) ? half : theme.leading * 1.5,
  });
  if (role !== "kicker") return slices;
  return slices.map((line, index) => (index > 0 ? line : titleRule(context, line, area)));
}

/** Whether the standfirst has a dateline under it; a cover has it at its foot. */
function isDated({ document, page }: LayoutContext): boolean {
  return (
    page.cover !== true && document.blocks.some((block) => block.type === "paragraph" && block.role === "dateline")
  );
}

/** The bar above the kicker that opens the report. */
function titleRule(context: LayoutContext, line: Slice, area: Area): Slice {
  const { theme } = context;
  const bar = {
    kind: "rectangle",
    means: "layout",
    x: readsFromRight(context.locale) ? area.left + area.width - context.grid.widthOf(1) : area.left,
    y: 0,
    width: context.grid.widthOf(1),
    height: 4,
    fill: theme.accent,
  } as const;
  const down = theme.leading;
  return {
    ...line,
    height: line.height + down,
    boxes: [bar, ...line.boxes.map((box) => ("y" in box ? { ...box, y: box.y + down } : box))],
  };
}
