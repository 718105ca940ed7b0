import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { type Report, useReport, useReportPdf } from "../api/use-report.ts";
import { Loading } from "../design/loading.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { type Box, compareImages } from "../pages/compare-images.ts";
import { drawImage } from "../pages/draw-image.ts";
import { PageCanvas } from "../pages/page-canvas.tsx";
import { usePdf } from "../pages/use-pdf.ts";
import { useWidth } from "../pages/use-width.ts";
import "../pages/pages.css";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { InputDifferences } from "./input-differences.tsx";
import "./reports.css";
import { reportWords } from "./words.ts";

interface ComparePageProps {
  readonly before: string;
  readonly after: string;
}

/** Width at which pages are compared, pixels: fine enough for a digit in a caption. */
const lookWidth = 900;

/** Two reports side by side, page by page, with a frame around what differs. */
export function ComparePage({ before, after }: ComparePageProps) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [a, b] = [useReport(before), useReport(after)];
  const [first, second] = [useReportPdf(a.data), useReportPdf(b.data)];
  const [left, right] = [usePdf(first.data), usePdf(second.data)];
  const differences = useDifferences(left.document, right.document);
  const error = a.error ?? b.error ?? first.error ?? second.error ?? left.error ?? right.error ?? null;
  const unready = [a.data, b.data].some((report) => report !== undefined && report.status !== "ready");
  const count = Math.max(left.document?.numPages ?? 0, right.document?.numPages ?? 0);
  const looked = differences.length;
  const different = differences.flatMap((box, index) => (box === "same" ? [] : [index + 1]));
  const titleOf = ({ title }: Report): string => title ?? words.untitled;
  return (
    <div className="page">
      <PageHead title={words.compare} lead={a.data !== undefined && b.data !== undefined ? words.comparing(titleOf(a.data), titleOf(b.data)) : undefined}>
        <Link className="button" href={`/reports/compare/${after}/${before}`}>
          {words.swap}
        </Link>
      </PageHead>
      {a.data !== undefined && b.data !== undefined && <InputDifferences before={a.data} after={b.data} />}
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {unready && <Notice kind="bad">{words.notReady}</Notice>}
      {error === null && !unready && (left.document === undefined || right.document === undefined) && <Loading />}
      {left.document !== undefined && right.document !== undefined && (
        <>
          <p role="status" className={different.length > 0 ? undefined : "muted"}>
            {looked < count ? words.looking(looked + 1, count) : different.length === 0 ? words.same : words.differ(different.length, different.join(", "))}
          </p>
          <div className="comparison">
            {Array.from({ length: count }, (_, index) => (
              <Pair key={index} page={index + 1} left={left.document!} right={right.document!} difference={differences[index]} />
            ))}
          </div>
        </>
      )}
    </div>
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
      <h2>{difference === undefined ? <span className="muted">{page}</span> : difference === "same" ? <span className="muted">{words.pageSame(page)}</span> : words.pageDiffers(page)}</h2>
      <div className="comparison-pair">
        {[left, right].map((document, side) => (
          <figure key={side === 0 ? "before" : "after"}>
            <figcaption className="small muted">{side === 0 ? words.before : words.after}</figcaption>
            <div ref={side === 0 ? column : undefined}>
              {page > document.numPages ? (
                <p className="empty">{words.noPage(page)}</p>
              ) : (
                <PageCanvas document={document} page={page} width={width} shape={Math.SQRT2} text>
                  {box !== undefined && <span className="comparison-box" style={{ left: `${box.left * 100}%`, top: `${box.top * 100}%`, width: `${box.width * 100}%`, height: `${box.height * 100}%` }} />}
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
function useDifferences(left: PDFDocumentProxy | undefined, right: PDFDocumentProxy | undefined): readonly Difference[] {
  const [found, setFound] = useState<readonly Difference[]>([]);
  useEffect(() => {
    setFound([]);
    if (left === undefined || right === undefined) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    void (async () => {
      for (let page = 1; page <= Math.max(left.numPages, right.numPages) && !signal.aborted; page += 1) {
        const difference = page > left.numPages || page > right.numPages ? "missing" : compareImages(await drawImage(left, page, lookWidth), await drawImage(right, page, lookWidth));
        if (!signal.aborted) setFound((before) => [...before, difference ?? "same"]);
      }
    })().catch((error: Error) => {
      if (!signal.aborted) throw error;
    });
    return () => leaving.abort();
  }, [left, right]);
  return found;
}
