import type { Block } from "../compose/document.ts";
import type { Area, LayoutContext } from "./layout-context.ts";
import { noteHeight } from "./note-area.ts";
import { setBlocks } from "./set-blocks.ts";
import { setFootnotes } from "./set-footnotes.ts";
import { lineSlices, setText } from "./set-text.ts";
import { slice, type Material, type Slice } from "./slice.ts";
import { materialSlices, stackHeight } from "./stack-slices.ts";

/** Share of the page above a cover's title, and how much larger than elsewhere the title is. */
const drop = 0.24;
const larger = 1.3;

/** The blocks that stand on a cover: kicker, title and standfirst, as far as the report begins with them. */
export function coverBlocks({ page, document: { blocks } }: LayoutContext): readonly Block[] {
  if (page.cover !== true) return [];
  const end = blocks.findIndex((block) => !(block.type === "heading" && block.level === 1) && !(block.type === "paragraph" && block.role !== undefined));
  return blocks.slice(0, end < 0 ? blocks.length : end);
}

/** A page with the report's title, at its foot the publication and the date, above the footnotes that the title cites. */
export function setCover(context: LayoutContext, blocks: readonly Block[], area: Area): Material[] {
  if (blocks.length === 0) return [];
  const { styles, document, structure, theme, textHeight } = context;
  const [title, ...lower] = styles.headings;
  const size = (title as (typeof styles.headings)[number]).run.text.size * larger;
  const leading = Math.round((title as (typeof styles.headings)[number]).leading * larger);
  const headline = { run: { ...(title as (typeof styles.headings)[number]).run, text: { ...(title as (typeof styles.headings)[number]).run.text, size } }, leading };
  const large = { ...context, styles: { ...styles, headings: [headline, ...lower] } };
  const narrow = { ...area, width: context.grid.widthOf(10), floats: false };
  const top = slice({ height: Math.round(textHeight * drop), boxes: [] });
  const upper = materialSlices(setBlocks(large, blocks, narrow));
  const foot = [document.header.left, document.date ?? ""]
    .filter((words) => words !== "")
    .flatMap((text, index): Slice[] => {
      const style = index === 0 ? styles.keyLabel : styles.deck;
      const spans = [{ text, style: style.run, means: structure.add("P", area.parent) }];
      return lineSlices(context, setText(context, spans, { left: area.left, width: narrow.width, align: "left" }), style, { together: true });
    });
  const rule = slice({ height: 6, boxes: [{ kind: "line", means: "layout", x1: area.left, x2: area.left + area.width, y1: 0.5, y2: 0.5, color: theme.rule, width: 0.5 }] });
  const lowest = foot.length === 0 ? [] : [rule, ...foot];
  const gap = textHeight - stackHeight([top, ...upper, ...lowest]) - (upper.at(-1)?.after ?? 0) - citedHeight(context, area);
  const filler = slice({ height: Math.max(0, Math.floor(gap)), boxes: [] });
  return [{ kind: "slices", slices: [top, ...upper, filler, ...lowest] }, { kind: "page-break" }];
}

/** Height of the footnotes cited so far, which stand on the cover. Adds nothing to the structure. */
function citedHeight(context: LayoutContext, { left, width }: Area): number {
  if (context.page.footnotes === "end" || context.references.size === 0) return 0;
  const aside: LayoutContext = { ...context, structure: { elements: [], add: (_role, parent) => parent }, references: new Set(context.references) };
  return noteHeight([...setFootnotes(aside, left, width).values()].flat());
}
