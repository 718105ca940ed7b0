import { printPageNumber, type PageNumbering, type PageNumberStyle } from "../../document/page-numbering.ts";
import type { NumberedPages } from "../page.ts";

/** The printed form of a page's number. */
export interface PageNumber {
  readonly page: string;
  /** Number of the last page that is counted with it: `{pages}`. */
  readonly pages: string;
}

/**
 * Numbers the pages from the first, starting again at each page that begins a new numbering.
 *
 * @param pages those that begin a numbering say which
 * @param first of the first page
 */
export function numberPages(
  pages: readonly { readonly numbering?: PageNumbering | undefined }[],
  first: PageNumbering,
): { readonly numbers: readonly PageNumber[]; readonly ranges: readonly NumberedPages[] } {
  let style: PageNumberStyle = first.style ?? "decimal";
  const ranges: NumberedPages[] = [];
  pages.forEach((page, index) => {
    const numbering = page.numbering ?? (index === 0 ? first : undefined);
    if (numbering === undefined) return;
    style = numbering.style ?? style;
    ranges.push({ first: index, style, start: numbering.start });
  });
  const numbers = ranges.flatMap(({ first: from, style: written, start }, index): PageNumber[] => {
    const count = (ranges[index + 1]?.first ?? pages.length) - from;
    const last = printPageNumber(start + count - 1, written);
    return Array.from({ length: count }, (_, at) => ({ page: printPageNumber(start + at, written), pages: last }));
  });
  return { numbers, ranges };
}
