import { encodePng, openPageImages } from "./page-images.ts";

/**
 * Draws a page of a PDF as PNG.
 *
 * @param page from 1
 * @param scale pixels per point
 * @throws BroadsheetError `not-found` for a page that the PDF does not have, `limit-exceeded` for a huge picture
 */
export async function drawPdfPage(pdf: Uint8Array, page: number, scale: number): Promise<Uint8Array> {
  const images = await openPageImages(pdf);
  try {
    return encodePng(await images.draw(page, scale));
  } finally {
    images.close();
  }
}
