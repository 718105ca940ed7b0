import type { OutlineItem } from "../layout/page.ts";
import type { Destination } from "./draw-page.ts";
import { cutText } from "./file/pdf-value.ts";
import type { PdfKitOutline } from "./file/pdfkit-document.ts";

/**
 * Adds items to the document outline (ISO 32000-1, 12.3.3), with their children collapsed.
 *
 * @param width width of the page: PDFKit measures a destination's left edge from the right
 */
export function writeOutline(
  outline: PdfKitOutline,
  items: readonly OutlineItem[],
  destinations: ReadonlyMap<string, Destination>,
  pages: readonly { readonly width: number }[],
): void {
  for (const { title, destination, children } of items) {
    const place = destinations.get(destination);
    if (place === undefined)
      throw new TypeError(`the outline names the destination "${destination}", which no page has`);
    const { width } = pages[place.page]!;
    const item = outline.addItem(cutText(title).toWellFormed(), {
      pageNumber: place.page,
      fit: false,
      top: place.y,
      left: width - place.x,
      zoom: 0,
      expanded: false,
    });
    // Negative: collapsed, with this many children to show when opened.
    if (children.length > 0) item.outlineData["Count"] = -children.length;
    writeOutline(item, children, destinations, pages);
  }
}
