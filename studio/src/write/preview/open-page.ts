import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
// The bundler makes an address of it, which the linter cannot know.
// oxlint-disable-next-line import/default
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

GlobalWorkerOptions.workerSrc = workerUrl;

/** One worker reads all pages: starting it takes longer than reading one. */
let worker: PDFWorker | undefined;

/** A page that can be drawn in any size until it is closed. */
export interface OpenPage {
  /**
   * Draws the page on a canvas of its own.
   *
   * @param scale pixels a point
   */
  draw(scale: number): Promise<HTMLCanvasElement>;
  close(): void;
}

/** Starts the worker, so that the first page waits for it no longer. */
export function warmPages(): void {
  worker ??= new PDFWorker();
}

/** Opens a PDF of one page. */
export async function openPage(data: Uint8Array): Promise<OpenPage> {
  warmPages();
  // Our PDFs need no WebAssembly and no character maps; without them nothing else is fetched.
  const task = getDocument({ data, worker: worker!, useWasm: false, useSystemFonts: false, stopAtErrors: false });
  const document: PDFDocumentProxy = await task.promise;
  const page = await document.getPage(1);
  return {
    async draw(scale) {
      const viewport = page.getViewport({ scale });
      const canvas = window.document.createElement("canvas");
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      await page.render({ canvas, viewport, background: "#ffffff" }).promise;
      return canvas;
    },
    close: () => void task.destroy(),
  };
}
