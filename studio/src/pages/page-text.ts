import type { PDFDocumentProxy } from "pdfjs-dist";

/** The text of a page as it was written: one piece for each span of its text layer. */
export interface PageText {
  readonly text: string;
  /** Where each piece begins in `text`. */
  readonly starts: readonly number[];
}

/** A place in a text, from its first to behind its last character. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const known = new WeakMap<PDFDocumentProxy, Map<number, Promise<PageText>>>();

/** Reads the text of a page, once. @param page from 1 */
export function readPageText(document: PDFDocumentProxy, page: number): Promise<PageText> {
  const pages = known.get(document) ?? new Map<number, Promise<PageText>>();
  known.set(document, pages);
  const text = pages.get(page) ?? read(document, page);
  pages.set(page, text);
  return text;
}

async function read(document: PDFDocumentProxy, page: number): Promise<PageText> {
  const { items } = await (await document.getPage(page)).getTextContent();
  return joinPieces(items.flatMap((item) => ("str" in item ? [item] : [])));
}

/** Joins pieces in the order of reading; where a line ends, a line break stands. */
export function joinPieces(pieces: readonly { readonly str: string; readonly hasEOL: boolean }[]): PageText {
  const starts: number[] = [];
  let text = "";
  for (const { str, hasEOL } of pieces) {
    starts.push(text.length);
    text += hasEOL ? `${str}\n` : str;
  }
  return { text, starts };
}

/**
 * Where a text contains what is wanted, in upper or lower case. A line may end between any two letters, also with a
 * hyphen, and any white space stands for another.
 */
export function findIn({ text }: Pick<PageText, "text">, wanted: string): Span[] {
  const words = wanted
    .normalize("NFKC")
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  const lineEnd = "(?:[-\\u00ad\\u2010]?\\n)?";
  const pattern = words
    .map((word) => [...word].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|/-]/, String.raw`\$&`)).join(lineEnd))
    .join("\\s+");
  return [...text.matchAll(new RegExp(pattern, "giu"))].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
}

/** The pieces that a span touches, each with its part of the span. */
export function piecesOf(
  { starts, text }: PageText,
  { from, to }: Span,
): readonly { readonly piece: number; readonly from: number; readonly to: number }[] {
  return starts.flatMap((start, piece) => {
    const end = starts[piece + 1] ?? text.length;
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    return first < last ? [{ piece, from: first - start, to: last - start }] : [];
  });
}
