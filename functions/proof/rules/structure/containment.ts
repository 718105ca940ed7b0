import type { StructureElement } from "./read-structure.ts";

const setOf = (types: string): ReadonlySet<string> => new Set(types.split(" "));

/** Types that hold others, and no text of their own. */
const grouping = setOf("Document DocumentFragment Art Sect");
/** Types that stand in lines of text, besides links, notes, figures and formulas, which stand anywhere. */
const inline = setOf("Sub Quote Reference BibEntry Em Strong Span Ruby Warichu");
/** Types whose content are lines of text. */
const lines = setOf("P Quote Em Strong Span Lbl");
/** Types that are no part of a line. */
const blocks = setOf(
  "Document DocumentFragment Art Sect Aside BlockQuote TOC TOCI Index Title P H Table TR TH TD THead TBody TFoot LI LBody Caption",
);
/** Types of no meaning here: what they hold counts as held by what holds them. */
const transparent = setOf("Div Part");

/**
 * What stands where its type may not (ISO/TS 32005, 6.2): a block in a line, such as a P in a Span, a part of a line
 * outside of any, such as a Span in a Sect, or text that no paragraph holds. The standard's table has more pairs; those
 * of tables, lists and contents are judged with them, and pairs that it allows under conditions are not judged.
 *
 * @returns what is wrong, for people; undefined if nothing is
 */
export function misplaced({ type, parent, content }: StructureElement): string | undefined {
  const holder = holderOf(parent);
  if (holder !== undefined) {
    const level = /^H\d+$/.test(type) ? "H" : type;
    if (lines.has(holder.type) && blocks.has(level)) return `${type} in ${holder.type}`;
    if (grouping.has(holder.type) && inline.has(type)) return `${type} in ${holder.type}`;
  }
  if ((grouping.has(type) || transparent.has(type)) && content.some(({ kind }) => kind === "marked"))
    return `text in ${type}`;
  return undefined;
}

function holderOf(parent: StructureElement | undefined): StructureElement | undefined {
  let holder = parent;
  while (holder !== undefined && transparent.has(holder.type)) holder = holder.parent;
  return holder;
}
