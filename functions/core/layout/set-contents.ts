import type { Block, Heading, TableOfContents } from "../compose/document.ts";
import { flattenInlines, plainText, withoutLinks, type Span } from "./flatten-inlines.ts";
import type { Area, LayoutContext } from "./layout-context.ts";
import { measureWord } from "./measure-word.ts";
import { baselineOf, lineSlices, setText } from "./set-text.ts";
import type { FlowBox, Slice } from "./slice.ts";
import { sealed } from "./stack-slices.ts";

/** Digits for which every page number is given room, so that setting the numbers later moves nothing. */
const numberRoom = "8888";

/** Up to so many lines stay on one page. */
const keptEntries = 16;

/** The table of contents: a line for each heading, linked, with a hairline to the page's number. */
export function setContents(context: LayoutContext, toc: TableOfContents, area: Area): Slice[] {
  const { styles, theme, structure, locale } = context;
  const headings = allHeadings(context.document.blocks).filter(({ level }) => level > 1 && level <= Math.max(2, toc.depth));
  if (headings.length === 0) return [];
  const title: Span = { text: locale.words.contents, style: styles.calloutTitle.run, means: structure.add("P", area.parent) };
  const head = lineSlices(context, setText(context, [title], { ...area, align: "left" }), styles.calloutTitle, { before: theme.leading });
  const top = Math.min(...headings.map(({ level }) => level));
  const parents: number[] = [structure.add("TOC", area.parent)];
  const entries = headings.flatMap((heading, index) => {
    const depth = Math.min(heading.level - top, parents.length);
    parents.length = depth + 1 > parents.length ? parents.length : depth + 1;
    if (depth === parents.length) parents.push(structure.add("TOC", parents.at(-1) as number));
    return setEntry(context, heading, depth, parents.at(-1) as number, area, index === headings.length - 1);
  });
  const short = entries.length <= keptEntries;
  return [...sealed(head), ...entries.map((entry, index) => (index > 0 && (short || index === 1 || index === entries.length - 1) ? { ...entry, keep: true } : entry))];
}

/** Every heading, those in columns, callouts and quotations too. */
export function allHeadings(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((block): Heading[] => {
    if (block.type === "heading") return [block];
    if (block.type === "columns") return block.columns.flatMap((column) => allHeadings(column));
    if (block.type === "list") return block.items.flatMap((item) => allHeadings(item));
    return block.type === "callout" || block.type === "quote" ? allHeadings(block.children) : [];
  });
}

function setEntry(context: LayoutContext, heading: Heading, depth: number, parent: number, area: Area, last: boolean): Slice[] {
  const { styles, theme, structure } = context;
  const style = styles.contents;
  const room = measureWord(context, style.run.text, numberRoom).width;
  const left = area.left + depth * theme.leading;
  const right = area.left + area.width;
  const item = structure.add("TOCI", parent);
  const means = structure.add("Link", structure.add("Reference", item));
  const link = { target: { destination: heading.id }, contents: plainText(heading.children) };
  const spans = flattenInlines(context, withoutLinks(heading.children), style.run, means).map((span) => ({ ...span, link }));
  const lines = setText(context, spans, { left, width: right - left - room - theme.leading, align: "left" });
  const slices = lineSlices(context, lines, style, { together: true, after: last ? theme.leading : 0 });
  const y = baselineOf(context, style);
  return slices.map((part, index): Slice => {
    if (index < slices.length - 1) return part;
    const end = left + (lines.at(-1)?.width ?? 0);
    const number: FlowBox = { kind: "page-number", means, destination: heading.id, right, y, style: style.run };
    return { ...part, boxes: [...part.boxes, ...leader(context, end, right - measureWord(context, style.run.text, "88").width, y), number] };
  });
}

/** A hairline between a heading and its page number: dots would come out of a copied text. */
function leader(context: LayoutContext, from: number, to: number, y: number): FlowBox[] {
  const { leading, rule } = context.theme;
  const x1 = from + leading / 2;
  const x2 = to - leading / 2;
  return x2 - x1 < leading ? [] : [{ kind: "line", means: "layout", x1, x2, y1: y, y2: y, color: rule, width: 0.5 }];
}
