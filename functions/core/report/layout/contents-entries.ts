import { allHeadings } from "../document/all-headings.ts";
import { blocksOf } from "../document/blocks-of.ts";
import type { DataTable, Document, Figure, Heading, Inline, Picture, TableOfContents } from "../document/document.ts";
import { countedText } from "../document/inline-origins.ts";
import type { Locale } from "../locale/locale.ts";
import { printedLabel } from "./printed-label.ts";
import { numberedWords, numberGap } from "./text/numbered-words.ts";

/** A line of a table of contents, or of a list of figures or tables. */
export interface ContentsEntry {
  /** Of the block that it leads to. */
  readonly id: string;
  /** Steps below the highest level that is listed, from 0. */
  readonly level: number;
  /** Its number and its title. */
  readonly words: readonly Inline[];
}

/** What is listed. */
interface Listing {
  readonly document: Document;
  readonly locale: Locale;
}

/** What a table of contents, or a list of figures or tables, is called. */
export function contentsName({ words }: Locale, { of = "headings" }: TableOfContents): string {
  return { headings: words.contents, figures: words.figures, tables: words.tables }[of];
}

/**
 * The lines of a table of contents, or of a list of figures or tables in the order of their numbers: the same in the
 * PDF and in every rendition. Headings in footnotes are not listed, figures and tables there are.
 */
export function contentsEntries(listing: Listing, { of = "headings", depth }: TableOfContents): ContentsEntry[] {
  return of === "headings" ? headingEntries(listing, depth) : captionEntries(listing, of);
}

/** The headings that a table of contents lists: all but the title, to the depth asked for. */
export function listedHeadings({ blocks }: Document, depth: number): Heading[] {
  return allHeadings(blocks).filter(({ level }) => level > 1 && level <= Math.max(2, depth));
}

function headingEntries({ document, locale }: Listing, depth: number): ContentsEntry[] {
  const listed = listedHeadings(document, depth);
  const top = Math.min(...listed.map(({ level }) => level));
  return listed.map((heading) => ({
    id: heading.id,
    level: heading.level - top,
    words: numberedWords({ locale }, heading),
  }));
}

function captionEntries({ document, locale }: Listing, of: "figures" | "tables"): ContentsEntry[] {
  const kinds: readonly string[] = of === "figures" ? ["figure", "picture"] : ["table"];
  const word = of === "figures" ? locale.words.figure : locale.words.table;
  return [...blocksOf(document)]
    .filter((block): block is DataTable | Figure | Picture => kinds.includes(block.type))
    .filter(({ number }) => number > 0)
    .toSorted((a, b) => a.number - b.number)
    .map((block) => ({
      id: block.id,
      level: 0,
      words: [countedText(`${printedLabel({ locale }, block, word)}${numberGap}`), ...block.title],
    }));
}
