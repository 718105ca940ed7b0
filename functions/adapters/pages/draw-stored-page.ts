import { lostObject } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";

/**
 * Draws a page of a stored PDF as PNG. What draws is loaded with the first page.
 *
 * @param page from 1
 * @param scale pixels per point
 * @throws BroadsheetError `damaged` if the PDF is not in the store; as `drawPdfPage`
 */
export async function drawStoredPage(
  store: ObjectStore,
  key: string,
  page: number,
  scale: number,
): Promise<Uint8Array> {
  const stored = await store.get(key);
  if (stored === undefined) throw lostObject(key, "The PDF");
  const { drawPdfPage } = await import("./draw-pdf-page.ts");
  return await drawPdfPage(stored.body, page, scale);
}
