import { findIn, type PageText, piecesOf } from "./page-text.ts";

const [all, current] = ["pdf-found", "pdf-found-here"];

/** What is marked on each page that is drawn. */
const marked = new Map<Element, { readonly ranges: readonly Range[]; readonly here: readonly Range[] }>();

/**
 * Marks what was found in the text layer of a page, where the browser has the CSS Custom Highlight API.
 *
 * @param pieces the spans of the layer, one for each piece of the text
 * @param here which of them is the present one, if it is on this page
 * @returns the present one's first element
 */
export function markFound(
  layer: Element,
  pieces: readonly HTMLElement[],
  text: PageText,
  wanted: string,
  here: number | undefined,
): Element | undefined {
  const spans = findIn(text, wanted);
  const rangesOf = (span: (typeof spans)[number]): Range[] =>
    piecesOf(text, span).flatMap(({ piece, from, to }) => rangeIn(pieces[piece], from, to));
  const present = here === undefined ? undefined : spans[here];
  const own = present === undefined ? [] : rangesOf(present);
  marked.set(layer, { ranges: spans.flatMap(rangesOf), here: own });
  show();
  return own[0]?.startContainer.parentElement ?? undefined;
}

/** Takes the marks of a page away. */
export function unmark(layer: Element): void {
  if (marked.delete(layer)) show();
}

function rangeIn(element: HTMLElement | undefined, from: number, to: number): Range[] {
  const node = element?.firstChild;
  if (!(node instanceof Text) || from >= node.length) return [];
  const range = new Range();
  range.setStart(node, from);
  range.setEnd(node, Math.min(to, node.length));
  return [range];
}

function show(): void {
  if (!("highlights" in CSS)) return;
  const every = [...marked.values()];
  CSS.highlights.set(all, new Highlight(...every.flatMap(({ ranges }) => ranges)));
  const mark = new Highlight(...every.flatMap(({ here }) => here));
  mark.priority = 1;
  CSS.highlights.set(current, mark);
}
