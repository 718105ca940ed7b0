import type { OutlineItem } from "../layout/page.ts";
import type { Destination } from "./draw-page.ts";
import { cutText, pdfText } from "./file/pdf-value.ts";
import type { PdfFile } from "./file/pdf-file.ts";
import type { PdfKitOutline } from "./file/pdfkit-document.ts";

/**
 * Adds items to the document outline (ISO 32000-1, 12.3.3), with their children collapsed. In PDF 2.0 they lead to the
 * destinations by name, since these say which structure element is meant.
 *
 * @param pages with their width: PDFKit measures a destination's left edge from the right
 */
export function writeOutline(
  file: PdfFile,
  items: readonly OutlineItem[],
  destinations: ReadonlyMap<string, Destination>,
  pages: readonly { readonly width: number }[],
  outline: PdfKitOutline = file.outline,
): void {
  for (const { title, destination, children } of items) {
    const place = destinations.get(destination);
    if (place === undefined)
      throw new TypeError(`the outline names the destination "${destination}", which no page has`);
    const { width } = pages[place.page]!;
    const item = outline.addItem(file.readable(cutText(title).toWellFormed()), {
      pageNumber: place.page,
      fit: false,
      top: place.y,
      left: width - place.x,
      zoom: 0,
      expanded: false,
    });
    // Negative: collapsed, with this many children to show when opened.
    if (children.length > 0) item.outlineData["Count"] = -children.length;
    if (file.isPdf2) item.outlineData["Dest"] = pdfText(destination);
    writeOutline(file, children, destinations, pages, item);
  }
}
