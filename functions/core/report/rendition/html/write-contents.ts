import { blocksOf } from "../../document/blocks-of.ts";
import type { DataTable, Figure, Inline, Picture, TableOfContents } from "../../document/document.ts";
import { allHeadings } from "../../layout/blocks/set-contents.ts";
import { withoutLinks } from "../../layout/text/flatten-inlines.ts";
import { numberedWords, numberGap } from "../../layout/text/numbered-words.ts";
import { element, type Markup, nothing, text } from "../markup.ts";
import { fragmentOf, type HtmlContext } from "./html-context.ts";
import { printedLabel } from "./write-caption.ts";
import { writeInlines } from "./write-inlines.ts";

interface Entry {
  readonly level: number;
  readonly id: string;
  readonly words: readonly Inline[];
}

/** The table of contents, or a list of figures or tables: a link for each entry. Pages have no numbers here. */
export function writeContents(context: HtmlContext, { of = "headings", depth }: TableOfContents): Markup {
  const entries = of === "headings" ? headingEntries(context, depth) : captionEntries(context, of);
  if (entries.length === 0) return nothing;
  const { words } = context.locale;
  const name = of === "headings" ? words.contents : of === "figures" ? words.figures : words.tables;
  const top = Math.min(...entries.map(({ level }) => level));
  return element(
    "nav",
    { class: "contents", "aria-label": name },
    element("p", { class: "callout-title" }, text(name)),
    element(
      "ul",
      { role: "list" },
      ...entries.map(({ level, id, words: label }) =>
        element(
          "li",
          { class: `level-${Math.min(6, level - top)}` },
          element("a", { href: fragmentOf(id) }, writeInlines(context, withoutLinks(label), true)),
        ),
      ),
    ),
  );
}

/** As the PDF's: all but the title, to the depth asked for. */
function headingEntries(context: HtmlContext, depth: number): Entry[] {
  return allHeadings(context.document.blocks)
    .filter(({ level }) => level > 1 && level <= Math.max(2, depth))
    .map((heading) => ({ level: heading.level, id: heading.id, words: numberedWords(context, heading) }));
}

function captionEntries(context: HtmlContext, of: "figures" | "tables"): Entry[] {
  const kinds = of === "figures" ? ["figure", "picture"] : ["table"];
  const word = of === "figures" ? context.locale.words.figure : context.locale.words.table;
  return [...blocksOf(context.document)]
    .filter((block): block is DataTable | Figure | Picture => kinds.includes(block.type))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((block) => ({
      level: 1,
      id: block.id,
      words: [{ type: "text", text: `${printedLabel(context, block, word)}${numberGap}` }, ...block.title],
    }));
}
