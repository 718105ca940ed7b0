import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";
import { type Finding, type Found, useFind } from "./use-find.ts";

/** A search on all pages of a document. */
export interface Search {
  readonly wanted: string;
  readonly setWanted: (wanted: string) => void;
  readonly finding: Finding;
  /** Which of what was found is the present one, from 0. */
  readonly at: number;
  /** The present one. */
  readonly found: Found | undefined;
  /** Goes to the next one or the one before; the last one is followed by the first. */
  readonly step: (step: 1 | -1) => void;
}

/** What is searched for in a document, and which of what was found is the present one. */
export function useSearch(document: PDFDocumentProxy | undefined): Search {
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const finding = useFind(document, wanted);
  useEffect(() => setAt(0), [wanted, document]);
  const { length } = finding.found;
  return {
    wanted,
    setWanted,
    finding,
    at,
    found: finding.found[at],
    step: (step) => length > 0 && setAt((at + step + length) % length),
  };
}
