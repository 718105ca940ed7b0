import type { PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
// The bundler makes an address of it, which the linter cannot know.
// oxlint-disable-next-line import/default
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

interface Reader {
  readonly pdfjs: typeof import("pdfjs-dist");
  /** One for all documents: starting it takes longer than reading one. */
  readonly worker: PDFWorker;
}

let reader: Promise<Reader> | undefined;

function loadReader(): Promise<Reader> {
  reader ??= import("pdfjs-dist").then(
    (pdfjs) => {
      pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
      return { pdfjs, worker: new pdfjs.PDFWorker() };
    },
    (error: unknown) => {
      // The next PDF tries again.
      reader = undefined;
      throw error;
    },
  );
  return reader;
}

/** Loads pdf.js and starts its worker, so that the first PDF does not wait for them. */
export function warmPdf(): void {
  loadReader().catch(() => {
    // The caller that opens a PDF gets the error.
  });
}

/**
 * Opens a PDF with pdf.js, which is loaded with the first one. Our PDFs hold all their fonts, no JPEG 2000 and no
 * scripts, so nothing else is fetched, and nothing in them is run.
 *
 * @param bytes handed over: pdf.js keeps them, and the caller's array is empty afterwards
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { pdfjs, worker } = await loadReader();
  return await pdfjs.getDocument({
    data: bytes,
    worker,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableAutoFetch: true,
    enableXfa: false,
  }).promise;
}
