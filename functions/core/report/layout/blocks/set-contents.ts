import type { TableOfContents } from "../../document/document.ts";
import { runsRightToLeft } from "../text/bidi-levels.ts";
import { readsFromRight } from "../text/reads-from-right.ts";
import { plainText } from "../../document/plain-text.ts";
import { flattenInlines, withoutLinks } from "../text/flatten-inlines.ts";
import type { TextStyle } from "../../../ports.ts";
import type { Span } from "../text/span.ts";
import { contentsEntries, contentsName, type ContentsEntry } from "../contents-entries.ts";
import type { Area, LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import { baselineOf, lineSlices, setText } from "../text/set-text.ts";
import type { FlowBox, Slice } from "../slice.ts";
import { sealed } from "../stack-slices.ts";

/**
 * Widest page number of each style, for which room is reserved, so that setting the numbers later moves nothing; the
 * wider ones only if a report has such numbers.
 */
const numberRoom = {
  decimal: "8888",
  "lower-roman": "lxxxviii",
  "upper-roman": "LXXXVIII",
  "lower-alpha": "mm",
  "upper-alpha": "MM",
} as const;

/** Up to this many lines stay on one page. */
const keptEntries = 16;

/**
 * The table of contents, or a list of figures or tables: a linked line for each entry, with a hairline to its page
 * number.
 */
export function setContents(context: LayoutContext, toc: TableOfContents, area: Area): Slice[] {
  const { styles, theme, structure, locale } = context;
  const entries = contentsEntries(context, toc);
  if (entries.length === 0) return [];
  const title: Span = {
    text: contentsName(locale, toc),
    style: styles.calloutTitle.run,
    means: structure.add("P", area.parent),
  };
  const head = lineSlices(context, setText(context, [title], { ...area, align: "left" }), styles.calloutTitle, {
    before: theme.leading,
  });
  const parents: number[] = [structure.add("TOC", area.parent)];
  const lines = entries.flatMap((entry, index) => {
    const depth = Math.min(entry.level, parents.length);
    parents.length = depth + 1 > parents.length ? parents.length : depth + 1;
    if (depth === parents.length) parents.push(structure.add("TOC", parents.at(-1)!));
    return setEntry(context, entry, depth, parents.at(-1)!, area, index === entries.length - 1);
  });
  const short = lines.length <= keptEntries;
  return [
    ...sealed(head),
    ...lines.map((line, index) =>
      index > 0 && (short || index === 1 || index === lines.length - 1) ? { ...line, keep: true } : line,
    ),
  ];
}

/** An entry's line; if its words run from right to left, the page number is on the left. */
function setEntry(
  context: LayoutContext,
  { id, words }: ContentsEntry,
  depth: number,
  parent: number,
  area: Area,
  last: boolean,
): Slice[] {
  const { styles, theme, structure } = context;
  const style = styles.contents;
  const room = widestNumber(context, style.run.text) + theme.leading;
  const indent = depth * theme.leading;
  const width = area.width - indent - room;
  const item = structure.add("TOCI", parent);
  const means = structure.add("Link", structure.add("Reference", item));
  const label = plainText(words);
  const rightToLeft = runsRightToLeft(label, readsFromRight(context.locale));
  const link = { target: { destination: id }, contents: label };
  const spans = flattenInlines(context, withoutLinks(words), style.run, means).map((span) => ({ ...span, link }));
  const lines = setText(context, spans, { left: area.left + (rightToLeft ? room : indent), width, align: "left" });
  const slices = lineSlices(context, lines, style, { together: true, after: last ? theme.leading : 0 });
  const y = baselineOf(context, style);
  const digits = measureWord(context, style.run.text, "88").width;
  const used = lines.at(-1)?.width ?? 0;
  const right = area.left + area.width;
  return slices.map((part, index): Slice => {
    if (index < slices.length - 1) return part;
    const number: FlowBox = {
      kind: "page-number",
      means,
      destination: id,
      x: rightToLeft ? area.left : right,
      align: rightToLeft ? "left" : "right",
      y,
      style: style.run,
    };
    const rule = rightToLeft
      ? leader(context, area.left + digits, right - indent - used, y)
      : leader(context, area.left + indent + used, right - digits, y);
    return { ...part, boxes: [...part.boxes, ...rule, number] };
  });
}

function widestNumber(context: LayoutContext, style: TextStyle): number {
  const breaks = context.document.blocks.flatMap((block) =>
    block.type === "page-break" ? [block.numbering?.style] : [],
  );
  const styles = new Set(
    ["decimal" as const, context.page.numbering?.style, ...breaks].filter((each) => each !== undefined),
  );
  return Math.max(...[...styles].map((each) => measureWord(context, style, numberRoom[each]).width));
}

/** A hairline between a heading and its page number: dots would come out of a copied text. */
function leader(context: LayoutContext, from: number, to: number, y: number): FlowBox[] {
  const { leading, rule } = context.theme;
  const x1 = from + leading / 2;
  const x2 = to - leading / 2;
  return x2 - x1 < leading ? [] : [{ kind: "line", means: "layout", x1, x2, y1: y, y2: y, color: rule, width: 0.5 }];
}
