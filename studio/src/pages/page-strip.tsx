import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef } from "react";
import { useWords } from "../words/use-words.tsx";
import { PageCanvas } from "./page-canvas.tsx";
import { pagesWords } from "./words.ts";

interface PageStripProps {
  /** Absent while the file is on its way. */
  readonly document: PDFDocumentProxy | undefined;
  /** The page that is read. */
  readonly shown: number;
  readonly shape: number;
  readonly onPage: (page: number) => void;
}

/** Width of a small page, CSS pixels; `pages.css` keeps it free. */
const small = 88;

/** Small pages to go to; the one that is read stays in view. */
export function PageStrip({ document, shown, shape, onPage }: PageStripProps) {
  const words = useWords(pagesWords);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = strip.current!;
    const current = element.querySelector<HTMLElement>("[aria-current]");
    if (current === null) return;
    const [top, bottom] = [current.offsetTop, current.offsetTop + current.offsetHeight];
    // By itself: to scroll it into view would scroll the window too.
    if (top < element.scrollTop || bottom > element.scrollTop + element.clientHeight)
      element.scrollTop = top - (element.clientHeight - current.offsetHeight) / 2;
  }, [shown, document]);
  return (
    <nav ref={strip} className="pdf-thumbnails" aria-label={words.smallPages}>
      {document !== undefined &&
        Array.from({ length: document.numPages }, (_, index) => index + 1).map((page) => (
          <button
            key={page}
            type="button"
            aria-current={page === shown ? "true" : undefined}
            aria-label={words.page(page)}
            onClick={() => onPage(page)}
          >
            <PageCanvas document={document} page={page} width={small} shape={shape} />
          </button>
        ))}
    </nav>
  );
}
