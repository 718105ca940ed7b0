import { useEffect, useRef, useState } from "react";
import { Loading } from "../design/loading.tsx";
import { Notice } from "../design/notice.tsx";
import { useWords } from "../words/use-words.tsx";
import { PageCanvas } from "./page-canvas.tsx";
import "./pages.css";
import { useWidth } from "./use-width.ts";
import { usePdf } from "./use-pdf.ts";
import { pagesWords } from "./words.ts";

interface PdfViewerProps {
  /** Absent while the file is on its way: an empty page then keeps its place. */
  readonly bytes: Uint8Array | undefined;
  /** How many pages it has, if that is known before it comes: then the small ones keep their place. */
  readonly count?: number | undefined;
  /** Names the document for screen readers. */
  readonly title: string;
}

/** Widest page, CSS pixels: wider ones are harder to read, not easier. */
const widest = 980;

/** Width of a small page, CSS pixels; `pages.css` keeps it free. */
const small = 88;

/** A4. */
const usualShape = Math.SQRT2;

/** A PDF: its pages below one another, and small ones beside them to go to. */
export function PdfViewer({ bytes, count, title }: PdfViewerProps) {
  const words = useWords(pagesWords);
  const { document, error } = usePdf(bytes);
  const column = useRef<HTMLDivElement>(null);
  const width = Math.min(widest, useWidth(column));
  const [shown, setShown] = useState(1);

  useEffect(() => setShown(1), [bytes]);

  if (error !== undefined)
    return (
      <Notice kind="bad" title={words.unreadable}>
        {error.message}
      </Notice>
    );
  const pages = Array.from({ length: document?.numPages ?? 0 }, (_, index) => index + 1);
  return (
    <section className="pdf-viewer" aria-label={title}>
      {(document?.numPages ?? count ?? 1) > 1 && (
        <nav className="pdf-thumbnails" aria-label={words.pages}>
          {document !== undefined &&
            pages.map((page) => (
              <button
                key={page}
                type="button"
                aria-current={page === shown ? "true" : undefined}
                aria-label={words.page(page)}
                onClick={() => goTo(page)}
              >
                <PageCanvas document={document} page={page} width={small} shape={usualShape} />
              </button>
            ))}
        </nav>
      )}
      <div ref={column} className="pdf-pages">
        {document === undefined && (
          <div className="pdf-page pdf-page-empty" style={{ width, height: width * usualShape }}>
            <Loading />
          </div>
        )}
        {document !== undefined &&
          pages.map((page) => (
            <article key={page} id={`page-${page}`} aria-label={words.pageOf(page, pages.length)}>
              <Watched onShow={() => setShown(page)}>
                <PageCanvas document={document} page={page} width={width} shape={usualShape} text />
              </Watched>
            </article>
          ))}
      </div>
    </section>
  );

  function goTo(page: number): void {
    column.current?.querySelector(`#page-${page}`)?.scrollIntoView({ block: "start" });
  }
}

/** Tells when its content takes the middle of the window. */
function Watched({ onShow, children }: { readonly onShow: () => void; readonly children: React.ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const show = useRef(onShow);
  show.current = onShow;
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && show.current(),
      { rootMargin: "-40% 0px -55% 0px" },
    );
    watch.observe(element.current!);
    return () => watch.disconnect();
  }, []);
  return <div ref={element}>{children}</div>;
}
