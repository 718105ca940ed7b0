import { encodeFewColours } from "./encode-few-colours.ts";
import { encodePng, openPageImages } from "./page-images.ts";

/**
 * Draws a page of a PDF as PNG.
 *
 * @param page from 1
 * @param scale pixels per point
 * @param fewColours whether a palette does: for a small picture
 * @throws BroadsheetError `not-found` for a page that the PDF does not have, `limit-exceeded` for a huge picture
 */
export async function drawPdfPage(
  pdf: Uint8Array,
  page: number,
  scale: number,
  fewColours = false,
): Promise<Uint8Array> {
  const images = await openPageImages(pdf);
  try {
    const image = await images.draw(page, scale);
    return fewColours ? encodeFewColours(image) : encodePng(image);
  } finally {
    images.close();
  }
}
