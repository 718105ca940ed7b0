import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { type Box, compareImages } from "../pages/compare-images.ts";
import { drawImage } from "../pages/draw-image.ts";
import { PageCanvas } from "../pages/page-canvas.tsx";
import "../pages/pages.css";
import { useWidth } from "../pages/use-width.ts";
import { useWords } from "../words/use-words.tsx";
import "./reports.css";
import { reportWords } from "./words.ts";

/** Width at which pages are compared, pixels: fine enough for a digit in a caption. */
const lookWidth = 900;

interface PageDifferencesProps {
  readonly left: PDFDocumentProxy;
  readonly right: PDFDocumentProxy;
}

/** Two PDFs side by side, page by page, with a frame around what differs, and above them which pages do. */
export function PageDifferences({ left, right }: PageDifferencesProps) {
  const words = useWords(reportWords);
  const differences = useDifferences(left, right);
  const count = Math.max(left.numPages, right.numPages);
  const looked = differences.length;
  const different = differences.flatMap((box, index) => (box === "same" ? [] : [index + 1]));
  return (
    <>
      <p role="status" className={different.length > 0 ? undefined : "muted"}>
        {looked < count
          ? words.looking(looked + 1, count)
          : different.length === 0
            ? words.same
            : words.differ(different.length, different.join(", "))}
      </p>
      <div className="comparison">
        {Array.from({ length: count }, (_, index) => (
          <Pair key={index} page={index + 1} left={left} right={right} difference={differences[index]} />
        ))}
      </div>
    </>
  );
}

interface PairProps {
  readonly page: number;
  readonly left: PDFDocumentProxy;
  readonly right: PDFDocumentProxy;
  /** Absent: not compared yet. */
  readonly difference: Difference | undefined;
}

function Pair({ page, left, right, difference }: PairProps) {
  const words = useWords(reportWords);
  const column = useRef<HTMLDivElement>(null);
  const width = useWidth(column);
  const box = typeof difference === "object" ? difference : undefined;
  return (
    <section aria-label={words.pageDiffers(page)}>
      <h2>
        {difference === undefined ? (
          <span className="muted">{page}</span>
        ) : difference === "same" ? (
          <span className="muted">{words.pageSame(page)}</span>
        ) : (
          words.pageDiffers(page)
        )}
      </h2>
      <div className="comparison-pair">
        {[left, right].map((document, side) => (
          <figure key={side === 0 ? "before" : "after"}>
            <figcaption className="small muted">{side === 0 ? words.before : words.after}</figcaption>
            <div ref={side === 0 ? column : undefined}>
              {page > document.numPages ? (
                <p className="empty">{words.noPage(page)}</p>
              ) : (
                <PageCanvas document={document} page={page} width={width} shape={Math.SQRT2} text>
                  {box !== undefined && (
                    <span
                      className="comparison-box"
                      style={{
                        left: `${box.left * 100}%`,
                        top: `${box.top * 100}%`,
                        width: `${box.width * 100}%`,
                        height: `${box.height * 100}%`,
                      }}
                    />
                  )}
                </PageCanvas>
              )}
            </div>
          </figure>
        ))}
      </div>
    </section>
  );
}

type Difference = "same" | "missing" | Box;

/** What differs on each page, one page after the other; grows as they are compared. */
function useDifferences(
  left: PDFDocumentProxy | undefined,
  right: PDFDocumentProxy | undefined,
): readonly Difference[] {
  const [found, setFound] = useState<readonly Difference[]>([]);
  useEffect(() => {
    setFound([]);
    if (left === undefined || right === undefined) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    void (async () => {
      for (let page = 1; page <= Math.max(left.numPages, right.numPages) && !signal.aborted; page += 1) {
        const difference =
          page > left.numPages || page > right.numPages
            ? "missing"
            : compareImages(await drawImage(left, page, lookWidth), await drawImage(right, page, lookWidth));
        if (!signal.aborted) setFound((before) => [...before, difference ?? "same"]);
      }
    })().catch((error: Error) => {
      if (!signal.aborted) throw error;
    });
    return () => leaving.abort();
  }, [left, right]);
  return found;
}
