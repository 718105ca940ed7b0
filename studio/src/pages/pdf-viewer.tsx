import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../words/use-words.tsx";
import type { AskNumbers } from "./ask-numbers.ts";
import { PageList } from "./page-list.tsx";
import { PageStrip } from "./page-strip.tsx";
import "./pages.css";
import { PdfOutline } from "./pdf-outline.tsx";
import { PdfTools } from "./pdf-tools.tsx";
import { useOutline } from "./use-outline.ts";
import { usePdf } from "./use-pdf.ts";
import { useSearch } from "./use-search.ts";
import { useWidth } from "./use-width.ts";
import { pagesWords } from "./words.ts";
import { widthFor, type Zoom } from "./zoom.ts";

interface PdfViewerProps {
  /** Absent while the file is on its way: an empty page then keeps its place. */
  readonly bytes: Uint8Array | undefined;
  /** How many pages it has, if that is known before it comes: then the small ones keep their place. */
  readonly count?: number | undefined;
  /** Names the document for screen readers. */
  readonly title: string;
  /** What answers where its numbers come from; absent if nothing does. */
  readonly asking?: AskNumbers | undefined;
}

/** A PDF: its pages below one another, small ones or its headings beside them to go to, and what finds a text in it. */
export function PdfViewer({ bytes, count, title, asking }: PdfViewerProps) {
  const words = useWords(pagesWords);
  const { document, error } = usePdf(bytes);
  const column = useRef<HTMLDivElement>(null);
  const room = useWidth(column);
  const first = useFirstPage(document);
  const outline = useOutline(document);
  const [shown, setShown] = useState(1);
  const [zoom, setZoom] = useState<Zoom>("width");
  const [headings, setHeadings] = useState(false);
  const search = useSearch(document);
  const { wanted, found } = search;
  const width = widthFor(zoom, room, first?.width);
  const isWide = room > 0 && width > room;
  const shape = first?.shape ?? Math.SQRT2;

  useEffect(() => setShown(1), [bytes]);
  useEffect(() => {
    // Its exact place shows once its page is drawn.
    if (found !== undefined) goTo(found.page);
  }, [found?.page, found?.index, wanted]);

  if (error !== undefined) return <Unreadable error={error} />;
  const several = (document?.numPages ?? count ?? 1) > 1;
  return (
    <section
      className={`pdf-viewer${several || headings ? "" : " single"}${asking?.open === true ? " asking" : ""}`}
      aria-label={title}
    >
      <PdfTools
        shown={shown}
        count={document?.numPages ?? count}
        onPage={goTo}
        zoom={zoom}
        onZoom={setZoom}
        outline={headings}
        onOutline={setHeadings}
        search={search}
        asking={asking}
      />
      {headings && <PdfOutline entries={outline ?? []} shown={shown} onGo={goTo} />}
      {!headings && several && <PageStrip document={document} shown={shown} shape={shape} onPage={goTo} />}
      <div
        ref={column}
        className={isWide ? "pdf-pages wide" : "pdf-pages"}
        role="region"
        aria-label={words.pages}
        tabIndex={isWide ? 0 : undefined}
      >
        <PageList document={document} width={width} shape={shape} search={search} asking={asking} onShow={setShown} />
      </div>
      {asking?.open === true && asking.panel(document, shown)}
    </section>
  );

  /** @param top share of the page's height */
  function goTo(page: number, top = 0): void {
    scrollToPage(column.current, page, top);
    setShown(page);
  }
}

function Unreadable({ error }: { readonly error: Error }) {
  const words = useWords(pagesWords);
  return (
    <Notice kind="bad" title={words.unreadable}>
      {error.message}
    </Notice>
  );
}

/** @param top share of the page's height */
function scrollToPage(pages: HTMLElement | null, page: number, top: number): void {
  const target = pages?.querySelector<HTMLElement>(`#page-${page}`);
  target?.scrollIntoView({ block: "start" });
  if (target !== null && target !== undefined && top > 0) window.scrollBy(0, top * target.clientHeight);
}

/** The width of the first page, points, and its height by its width. */
function useFirstPage(
  document: PDFDocumentProxy | undefined,
): { readonly width: number; readonly shape: number } | undefined {
  const [size, setSize] = useState<{ readonly width: number; readonly shape: number }>();
  useEffect(() => {
    let stopped = false;
    document?.getPage(1).then(
      (page) => {
        const { width, height } = page.getViewport({ scale: 1 });
        if (!stopped) setSize({ width, shape: height / width });
      },
      () => {
        // The page that cannot be drawn says so.
      },
    );
    return () => {
      stopped = true;
    };
  }, [document]);
  return size;
}
