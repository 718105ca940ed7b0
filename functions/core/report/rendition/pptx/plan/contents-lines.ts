import { blocksOf } from "../../../document/blocks-of.ts";
import type { Captioned, TableOfContents } from "../../../document/document.ts";
import { allHeadings } from "../../../layout/blocks/set-contents.ts";
import { withoutLinks } from "../../../layout/text/flatten-inlines.ts";
import { numberedWords, numberGap } from "../../../layout/text/numbered-words.ts";
import { countedName, type SlideContext } from "../slide-context.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { run, runsOf } from "../text/slide-words.ts";

/** What a list of contents is called. */
export function contentsName({ locale: { words } }: SlideContext, { of = "headings" }: TableOfContents): string {
  return { headings: words.contents, figures: words.figures, tables: words.tables }[of];
}

/** The entries of a list of contents, each a link to its slide. */
export function contentsLines(context: SlideContext, { of = "headings", depth }: TableOfContents): SlideLine[] {
  return of === "headings" ? headingLines(context, depth) : captionLines(context, of);
}

/** As the PDF's: all but the title, to the depth asked for. */
function headingLines(context: SlideContext, depth: number): SlideLine[] {
  const listed = allHeadings(context.document.blocks).filter(({ level }) => level > 1 && level <= Math.max(2, depth));
  const top = Math.min(...listed.map(({ level }) => level));
  return listed.map((heading) => ({
    role: "entry",
    level: heading.level - top,
    runs: runsOf(context, withoutLinks(numberedWords(context, heading)), { jump: heading.id }),
  }));
}

function captionLines(context: SlideContext, of: "figures" | "tables"): SlideLine[] {
  const kinds = of === "figures" ? ["figure", "picture"] : ["table"];
  const word = of === "figures" ? context.locale.words.figure : context.locale.words.table;
  return [...blocksOf(context.document)]
    .flatMap((block): Captioned[] => (kinds.includes(block.type) && "title" in block && "deck" in block ? [block] : []))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((block) => ({
      role: "entry",
      level: 0,
      runs: [
        ...run(`${countedName(context, block, word)}${numberGap}`, { jump: block.id }),
        ...runsOf(context, withoutLinks(block.title), { jump: block.id }),
      ],
    }));
}
