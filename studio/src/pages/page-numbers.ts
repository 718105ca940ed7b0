import type { PDFDocumentProxy } from "pdfjs-dist";

/** A number as the text of a page has it, and where. */
export interface PageNumber {
  /** From 1. */
  readonly page: number;
  readonly text: string;
  /** The piece of text around it. */
  readonly context: string;
  /** Its extent in points from the page's top left corner, y downwards. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The page's size, points. */
  readonly sheet: { readonly width: number; readonly height: number };
}

/** A piece of text that a PDF shows, as pdf.js reads it. */
export interface TextPiece {
  readonly str: string;
  readonly dir: string;
  /** The matrix of its font: along the line, upwards, and where its baseline begins. */
  readonly transform: readonly number[];
  /** Points along the line. */
  readonly width: number;
}

/** Digits with their separators, and a sign before them that stands alone. */
const number =
  /(?<![\p{L}\p{N}])[+\u2212\u2013\u00b1-]?\p{Nd}+(?:[.,'\u2019\u00a0\u202f\u2009]\p{Nd}+)*|\p{Nd}+(?:[.,'\u2019\u00a0\u202f\u2009]\p{Nd}+)*/gu;

/** How far a click may be beside a number, points. */
const reach = 3;

/** How far letters reach above and below the baseline, in sizes. */
const [ascent, descent] = [0.8, 0.24];

const known = new WeakMap<PDFDocumentProxy, Map<number, Promise<readonly PageNumber[]>>>();

/** The numbers in the text of a page in the order of reading, read once. @param page from 1 */
export function readPageNumbers(document: PDFDocumentProxy, page: number): Promise<readonly PageNumber[]> {
  const pages = known.get(document) ?? new Map<number, Promise<readonly PageNumber[]>>();
  known.set(document, pages);
  const numbers = pages.get(page) ?? read(document, page);
  pages.set(page, numbers);
  // What could not be read is read again when it is asked for again.
  numbers.catch(() => pages.delete(page));
  return numbers;
}

async function read(document: PDFDocumentProxy, page: number): Promise<readonly PageNumber[]> {
  const proxy = await document.getPage(page);
  const viewport = proxy.getViewport({ scale: 1 });
  const { items } = await proxy.getTextContent();
  const toPage = (x: number, y: number): readonly number[] => viewport.convertToViewportPoint(x, y) as number[];
  const sheet = { width: viewport.width, height: viewport.height };
  return items.flatMap((item) =>
    "str" in item ? numbersIn(item as TextPiece, toPage).map((found) => ({ page, sheet, ...found })) : [],
  );
}

/**
 * The numbers in a piece of text. In one that runs from right to left each has the extent of the whole.
 *
 * @param toPage turns a place of the PDF into one of the page, y downwards
 */
export function numbersIn(
  { str, dir, transform, width }: TextPiece,
  toPage: (x: number, y: number) => readonly number[],
): Omit<PageNumber, "page" | "sheet">[] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const [along, up] = [Math.hypot(a, b) || 1, Math.hypot(c, d)];
  const corner = (share: number, high: number): readonly number[] => {
    const far = (width * share) / along;
    const tall = (up * high) / (up || 1);
    return toPage(e + a * far + c * tall, f + b * far + d * tall);
  };
  return [...str.matchAll(number)].map(({ 0: text, index }) => {
    const [from, to] = dir === "rtl" ? [0, 1] : [index / str.length, (index + text.length) / str.length];
    const corners = [corner(from, ascent), corner(to, ascent), corner(from, -descent), corner(to, -descent)];
    const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
    const [x, y] = [Math.min(...xs), Math.min(...ys)];
    return { text, context: str.trim(), x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
  });
}

/** The number at a place, or the nearest one beside it. @param place points from the page's top left corner */
export function numberAt(
  numbers: readonly PageNumber[],
  place: { readonly x: number; readonly y: number },
): PageNumber | undefined {
  const distance = ({ x, y, width, height }: PageNumber): number =>
    Math.hypot(Math.max(x - place.x, 0, place.x - x - width), Math.max(y - place.y, 0, place.y - y - height));
  return numbers.filter((each) => distance(each) <= reach).toSorted((one, other) => distance(one) - distance(other))[0];
}
