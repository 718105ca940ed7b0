import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useState } from "react";

/** A heading of the document. */
export interface OutlineEntry {
  readonly title: string;
  /** From 0. */
  readonly level: number;
  /** From 1. */
  readonly page: number;
  /** Where it stands, as a share of the page's height from its top. */
  readonly top: number;
}

type Node = Awaited<ReturnType<PDFDocumentProxy["getOutline"]>>[number];

/** The headings of a document, in its order; undefined until they are known, empty if it has none. */
export function useOutline(document: PDFDocumentProxy | undefined): readonly OutlineEntry[] | undefined {
  const [outline, setOutline] = useState<readonly OutlineEntry[]>();
  useEffect(() => {
    if (document === undefined) return undefined;
    let stopped = false;
    readOutline(document).then(
      (entries) => !stopped && setOutline(entries),
      // Without an outline the pages can still be read.
      () => !stopped && setOutline([]),
    );
    return () => {
      stopped = true;
      setOutline(undefined);
    };
  }, [document]);
  return outline;
}

async function readOutline(document: PDFDocumentProxy): Promise<readonly OutlineEntry[]> {
  // pdf.js answers null where there is none.
  const nodes = ((await document.getOutline()) as Node[] | null) ?? [];
  return (await Promise.all(nodes.map((node) => entriesOf(document, node, 0)))).flat();
}

async function entriesOf(
  document: PDFDocumentProxy,
  { title, dest, items }: Node,
  level: number,
): Promise<readonly OutlineEntry[]> {
  const place = await placeOf(document, dest);
  const below = await Promise.all((items as readonly Node[]).map((item) => entriesOf(document, item, level + 1)));
  return [...(place === undefined ? [] : [{ title, level, ...place }]), ...below.flat()];
}

async function placeOf(
  document: PDFDocumentProxy,
  dest: Node["dest"],
): Promise<{ readonly page: number; readonly top: number } | undefined> {
  const explicit = typeof dest === "string" ? await document.getDestination(dest) : dest;
  if (explicit === null) return undefined;
  const [reference, , , y] = explicit as unknown as readonly [
    Parameters<PDFDocumentProxy["getPageIndex"]>[0],
    unknown,
    unknown,
    unknown,
  ];
  const page = (await document.getPageIndex(reference)) + 1;
  const viewport = (await document.getPage(page)).getViewport({ scale: 1 });
  const top = typeof y === "number" ? (viewport.convertToViewportPoint(0, y)[1] as number) / viewport.height : 0;
  return { page, top: Math.min(1, Math.max(0, top)) };
}
