import { encodePng, openPageImages } from "./page-images.ts";

/**
 * Draws every page of a PDF as PNG, in order.
 *
 * @param scale pixels per point
 * @throws BroadsheetError `limit-exceeded` for a huge picture
 */
export async function drawPdfPages(pdf: Uint8Array, scale: number): Promise<Uint8Array[]> {
  const images = await openPageImages(pdf);
  try {
    const pages: Uint8Array[] = [];
    for (let page = 1; page <= images.count; page++) pages.push(encodePng(await images.draw(page, scale)));
    return pages;
  } finally {
    images.close();
  }
}
