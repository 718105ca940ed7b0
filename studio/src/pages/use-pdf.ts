import { useEffect, useState } from "react";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { openPdf } from "./open-pdf.ts";

export interface OpenedPdf {
  /** Absent while the file is being opened. */
  readonly document?: PDFDocumentProxy;
  readonly error?: Error;
}

/** Opens a PDF, and closes it when another one takes its place. The bytes stay the caller's. */
export function usePdf(bytes: Uint8Array | undefined): OpenedPdf {
  const [opened, setOpened] = useState<OpenedPdf>({});
  useEffect(() => {
    if (bytes === undefined) return undefined;
    let closed = false;
    const opening = openPdf(bytes.slice());
    opening.then(
      (document) => !closed && setOpened({ document }),
      (error: Error) => !closed && setOpened({ error }),
    );
    return () => {
      closed = true;
      setOpened({});
      opening.then((document) => document.loadingTask.destroy()).catch(() => {});
    };
  }, [bytes]);
  return opened;
}
