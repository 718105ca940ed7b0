import { writesNumber, type PageNumberStyle } from "../document/page-numbering.ts";
import type { Layout } from "../layout/page.ts";
import { pdfText, type PdfValue } from "./file/pdf-value.ts";

const styles: Readonly<Record<PageNumberStyle, string>> = {
  decimal: "D",
  "lower-roman": "r",
  "upper-roman": "R",
  "lower-alpha": "a",
  "upper-alpha": "A",
};

/**
 * The labels of a layout's pages, which match the printed numbers (ISO 32000-1, 12.4.2): for each numbering, the index
 * of its first page and its style. A number that its style cannot express is printed, and so labelled, in decimal. No
 * range of labels can begin at 0, so a page 0 has its label spelled out.
 */
export function pageLabels({
  pages,
  numbering = [{ first: 0, style: "decimal", start: 1 }],
}: Pick<Layout, "pages" | "numbering">): PdfValue[] {
  return numbering.flatMap(({ first, style, start }, index): PdfValue[] => {
    const end = numbering[index + 1]?.first ?? pages.length;
    const labels: PdfValue[] = [];
    let last: string | undefined;
    for (let page = first; page < end; page++) {
      const number = start + page - first;
      const written = number === 0 ? "" : styles[writesNumber(number, style) ? style : "decimal"];
      if (written === last) continue;
      last = written;
      labels.push(page, number === 0 ? { P: pdfText("0") } : { S: written, ...(number !== 1 && { St: number }) });
    }
    return labels;
  });
}
