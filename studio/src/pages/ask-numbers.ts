import type { PDFDocumentProxy } from "pdfjs-dist";
import type { ReactNode } from "react";
import type { PageNumber } from "./page-numbers.ts";

/** What answers where the numbers of a document come from. */
export interface AskNumbers {
  /** Whether the panel stands beside the pages. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** The number that was asked about; it is framed on its page. */
  readonly asked: PageNumber | undefined;
  readonly onAsk: (number: PageNumber) => void;
  /** @param shown the page that is read, from 1 */
  readonly panel: (document: PDFDocumentProxy | undefined, shown: number) => ReactNode;
}
