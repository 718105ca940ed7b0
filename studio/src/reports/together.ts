import type { PDFDocumentProxy } from "pdfjs-dist";
import type { QueryState } from "../design/loaded.tsx";
import type { OpenedPdf } from "../pages/use-pdf.ts";

interface PdfPair {
  readonly left: PDFDocumentProxy;
  readonly right: PDFDocumentProxy;
}

/** The state of two documents as one: what was read for them first, then the opened files. */
export function together(read: readonly QueryState<unknown>[], left: OpenedPdf, right: OpenedPdf): QueryState<PdfPair> {
  const failed = read.filter(({ error }) => error !== null);
  return {
    data:
      left.document === undefined || right.document === undefined
        ? undefined
        : { left: left.document, right: right.document },
    error: failed[0]?.error ?? left.error ?? right.error ?? null,
    ...(failed.length > 0 && { refetch: () => failed.forEach(({ refetch }) => void refetch?.()) }),
  };
}
