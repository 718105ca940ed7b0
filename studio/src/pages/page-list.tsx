import type { PDFDocumentProxy } from "pdfjs-dist";
import { type ReactNode, useEffect, useRef } from "react";
import { Loading } from "../design/loading.tsx";
import { useWords } from "../words/use-words.tsx";
import type { AskNumbers } from "./ask-numbers.ts";
import { PageCanvas } from "./page-canvas.tsx";
import type { PageNumber } from "./page-numbers.ts";
import { PointedPage } from "./pointed-page.tsx";
import type { Search } from "./use-search.ts";
import { pagesWords } from "./words.ts";

interface PageListProps {
  /** Absent while it is on its way: an empty page then keeps its place. */
  readonly document: PDFDocumentProxy | undefined;
  /** Of a page, CSS pixels. */
  readonly width: number;
  /** Height of the first page by its width. */
  readonly shape: number;
  readonly search: Search;
  /** Absent if its numbers have no answers. */
  readonly asking?: AskNumbers | undefined;
  /** Called with the page that takes the middle of the window, from 1. */
  readonly onShow: (page: number) => void;
}

/** The pages below one another. */
export function PageList({ document, width, shape, search: { wanted, found }, asking, onShow }: PageListProps) {
  const words = useWords(pagesWords);
  const pages = Array.from({ length: document?.numPages ?? 0 }, (_, index) => index + 1);
  return (
    <>
      {document === undefined && (
        <div className="pdf-page pdf-page-empty" style={{ width, height: width * shape }}>
          <Loading />
        </div>
      )}
      {document !== undefined &&
        pages.map((page) => (
          <article key={page} id={`page-${page}`} aria-label={words.pageOf(page, pages.length)}>
            <Watched onShow={() => onShow(page)}>
              <Pointed document={document} page={page} asking={asking}>
                <PageCanvas
                  document={document}
                  page={page}
                  width={width}
                  shape={shape}
                  text
                  wanted={wanted}
                  {...(found?.page === page && { here: found.index })}
                >
                  {asking?.asked?.page === page && <AskedBox number={asking.asked} />}
                </PageCanvas>
              </Pointed>
            </Watched>
          </article>
        ))}
    </>
  );
}

interface PointedProps {
  readonly document: PDFDocumentProxy;
  readonly page: number;
  readonly asking: AskNumbers | undefined;
  readonly children: ReactNode;
}

function Pointed({ document, page, asking, children }: PointedProps) {
  if (asking === undefined) return children;
  return (
    <PointedPage document={document} page={page} onNumber={asking.onAsk}>
      {children}
    </PointedPage>
  );
}

/** The frame around the number that was asked about. */
function AskedBox({ number: { x, y, width, height, sheet } }: { readonly number: PageNumber }) {
  const place = { left: share(x, sheet.width), top: share(y, sheet.height) };
  return (
    <div
      className="pdf-asked"
      style={{ ...place, width: share(width, sheet.width), height: share(height, sheet.height) }}
    />
  );
}

function share(points: number, of: number): string {
  return `${(100 * points) / of}%`;
}

/** Tells when its content takes the middle of the window. */
function Watched({ onShow, children }: { readonly onShow: () => void; readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const show = useRef(onShow);
  show.current = onShow;
  useEffect(() => {
    const watch = new IntersectionObserver(
      // A busy browser tells a passing and its end at once: only the last is true now.
      (entries) => entries.at(-1)?.isIntersecting === true && show.current(),
      { rootMargin: "-40% 0px -55% 0px" },
    );
    watch.observe(element.current!);
    return () => watch.disconnect();
  }, []);
  return <div ref={element}>{children}</div>;
}
