import type { PDFDocumentProxy } from "pdfjs-dist";
import { type ReactNode, useEffect, useRef } from "react";
import { Loading } from "../design/loading.tsx";
import { useWords } from "../words/use-words.tsx";
import { PageCanvas } from "./page-canvas.tsx";
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
  /** Called with the page that takes the middle of the window, from 1. */
  readonly onShow: (page: number) => void;
}

/** The pages below one another. */
export function PageList({ document, width, shape, search: { wanted, found }, onShow }: PageListProps) {
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
              <PageCanvas
                document={document}
                page={page}
                width={width}
                shape={shape}
                text
                wanted={wanted}
                {...(found?.page === page && { here: found.index })}
              />
            </Watched>
          </article>
        ))}
    </>
  );
}

/** Tells when its content takes the middle of the window. */
function Watched({ onShow, children }: { readonly onShow: () => void; readonly children: ReactNode }) {
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
