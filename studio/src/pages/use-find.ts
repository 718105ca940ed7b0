import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";
import { findIn, readPageText } from "./page-text.ts";

/** One place in a document where what is wanted stands. */
export interface Found {
  /** From 1. */
  readonly page: number;
  /** From 0, among those of its page. */
  readonly index: number;
}

export interface Finding {
  readonly found: readonly Found[];
  /** Whether pages are still to be read. */
  readonly busy: boolean;
}

/** Milliseconds without a letter before the search begins. */
const patience = 200;

/** Pages that are read before what was found in them is shown. */
const atOnce = 16;

const nothing: Finding = { found: [], busy: false };

/** Finds a text on all pages of a document, whether they were drawn or not. */
export function useFind(document: PDFDocumentProxy | undefined, wanted: string): Finding {
  const [finding, setFinding] = useState(nothing);
  useEffect(() => {
    if (document === undefined || wanted.trim() === "") return setFinding(nothing);
    let stopped = false;
    setFinding({ found: [], busy: true });
    const timer = setTimeout(() => {
      search(document, wanted, (found, busy) => {
        if (!stopped) setFinding({ found, busy });
        return !stopped;
      }).catch((error: unknown) => {
        // The file was closed while it was being read.
        if (!stopped) throw error;
      });
    }, patience);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [document, wanted]);
  return finding;
}

/** @param tell returns whether to go on */
async function search(
  document: PDFDocumentProxy,
  wanted: string,
  tell: (found: readonly Found[], busy: boolean) => boolean,
): Promise<void> {
  const found: Found[] = [];
  for (let page = 1; page <= document.numPages; page += 1) {
    const text = await readPageText(document, page);
    found.push(...findIn(text, wanted).map((_, index) => ({ page, index })));
    if ((page % atOnce === 0 || page === document.numPages) && !tell([...found], page < document.numPages)) return;
  }
}
