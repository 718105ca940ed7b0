import type { PDFPageProxy } from "pdfjs-dist";
import { openPdf } from "../../pages/open-pdf.ts";

/** A page that can be drawn in any size until it is closed. */
export interface OpenPage {
  /**
   * Draws the page on a canvas of its own.
   *
   * @param scale pixels a point
   * @param before shows the page as it was: it may be drawn on where it differs
   */
  draw(scale: number, before?: HTMLCanvasElement): Promise<HTMLCanvasElement>;
  /** Whether a drawing stands in for the PDF, which replaces it as soon as nobody types. */
  readonly stands: boolean;
  close(): void;
}

/** Longest drawing in one go, ms: then what was typed meanwhile has its turn. */
const turnMs = 30;

/** Opens a PDF of one page. */
export async function openPage(data: Uint8Array): Promise<OpenPage> {
  const document = await openPdf(data);
  const page = await document.getPage(1);
  return {
    draw: (scale) => draw(page, scale),
    stands: false,
    close: () => void document.loadingTask.destroy(),
  };
}

async function draw(page: PDFPageProxy, scale: number): Promise<HTMLCanvasElement> {
  const viewport = page.getViewport({ scale });
  const canvas = window.document.createElement("canvas");
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  // For the screen, pdf.js waits for a frame before it begins and after each part; for the printer it draws at once.
  const task = page.render({ canvas, viewport, background: "#ffffff", intent: "print" });
  let until = performance.now() + turnMs;
  task.onContinue = (proceed: () => void) => {
    if (performance.now() < until) return proceed();
    setTimeout(() => {
      until = performance.now() + turnMs;
      proceed();
    });
  };
  await task.promise;
  return canvas;
}
