import type { Document } from "../document/document.ts";
import { printPageNumber } from "../document/page-numbering.ts";
import { numberNotes } from "../layout/pages/number-notes.ts";
import type { Layout } from "../layout/page.ts";

/** What only the pages know, and every rendition repeats as the PDF prints it. */
export interface PageFacts {
  /** The printed number of a footnote. */
  noteNumber(index: number): number;
  /** The number of the page on which the PDF has a destination; empty if it has none. */
  pageOf(destination: string): string;
}

/** Reads from the pages how notes and pages are numbered. */
export function pageFacts(document: Document, layout: Pick<Layout, "pages" | "numbering">): PageFacts {
  const notes = numberNotes(layout.pages, document.footnotes.length);
  const pages = pageNumbers(layout);
  return {
    noteNumber: (index) => notes.get(index) ?? index + 1,
    pageOf: (destination) => pages.get(destination) ?? "",
  };
}

/** Destination → the printed number of its page. */
function pageNumbers({ pages, numbering = [] }: Pick<Layout, "pages" | "numbering">): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  pages.forEach(({ boxes }, index) => {
    const range = numbering.findLast(({ first }) => first <= index);
    const number =
      range === undefined ? String(index + 1) : printPageNumber(range.start + index - range.first, range.style);
    for (const box of boxes) if (box.kind === "destination" && !numbers.has(box.name)) numbers.set(box.name, number);
  });
  return numbers;
}
