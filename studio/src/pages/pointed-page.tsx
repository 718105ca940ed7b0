import type { PDFDocumentProxy } from "pdfjs-dist";
import { type PointerEvent, type MouseEvent, type ReactNode, useRef } from "react";
import { numberAt, type PageNumber, readPageNumbers } from "./page-numbers.ts";

/** In the window, CSS pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
}

interface PointedPageProps {
  readonly document: PDFDocumentProxy;
  /** From 1. */
  readonly page: number;
  readonly onNumber: (number: PageNumber) => void;
  /** The page, and nothing else. */
  readonly children: ReactNode;
}

/**
 * A page whose numbers can be clicked. A click that ends a selection means none. Who has only a keyboard finds them in
 * a list.
 */
export function PointedPage({ document, page, onNumber, children }: PointedPageProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const here = useRef<Place>({ x: 0, y: 0 });
  const read = (): Promise<readonly PageNumber[]> =>
    // A page without a text has no numbers.
    readPageNumbers(document, page).catch((): readonly PageNumber[] => []);
  const find = (numbers: readonly PageNumber[], { x, y }: Place): PageNumber | undefined => {
    const { left, top, width } = sheet.current!.getBoundingClientRect();
    const scale = (numbers[0]?.sheet.width ?? 0) / width;
    return numberAt(numbers, { x: (x - left) * scale, y: (y - top) * scale });
  };
  const point = async ({ clientX, clientY }: PointerEvent): Promise<void> => {
    here.current = { x: clientX, y: clientY };
    const numbers = await read();
    // Meanwhile it may have moved on, or the page be gone.
    sheet.current?.classList.toggle("over-number", find(numbers, here.current) !== undefined);
  };
  const click = async ({ clientX, clientY }: MouseEvent): Promise<void> => {
    // Its text was being selected.
    if (window.getSelection()?.isCollapsed === false) return;
    const numbers = await read();
    if (sheet.current === null) return;
    const number = find(numbers, { x: clientX, y: clientY });
    if (number !== undefined) onNumber(number);
  };
  return (
    <div
      ref={sheet}
      className="pdf-pointed"
      role="presentation"
      onPointerMove={(event) => void point(event)}
      onClick={(event) => void click(event)}
    >
      {children}
    </div>
  );
}
