import type { PDFDocumentProxy } from "pdfjs-dist";
// The bundler makes an address of it, which the linter cannot know.
// oxlint-disable-next-line import/default
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

/**
 * Opens a PDF with pdf.js, which is loaded with the first one. Our PDFs hold all their fonts, no JPEG 2000 and no
 * scripts, so nothing else is fetched, and nothing in them is run.
 *
 * @param bytes handed over: pdf.js keeps them, and the caller's array is empty afterwards
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const pdfjs = await import("pdfjs-dist");
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return await pdfjs.getDocument({ data: bytes, useWasm: false, useWorkerFetch: false, disableAutoFetch: true, enableXfa: false, isEvalSupported: false } as Parameters<typeof pdfjs.getDocument>[0]).promise;
}
