import type { PDFDocumentProxy } from "pdfjs-dist";

/**
 * Draws a page off the screen.
 *
 * @param page from 1
 * @param width pixels
 */
export async function drawImage(document: PDFDocumentProxy, page: number, width: number): Promise<ImageData> {
  const proxy = await document.getPage(page);
  const viewport = proxy.getViewport({ scale: width / proxy.getViewport({ scale: 1 }).width });
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await proxy.render({ canvas, viewport }).promise;
  return canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
}
