import { blocksOf } from "./blocks-of.ts";
import type { Document, Figure } from "./document.ts";

/** Every figure of a report in reading order, at any level: in columns, callouts, lists, quotes, footnotes. */
export function figuresOf(document: Document): Figure[] {
  return [...blocksOf(document)].filter((block) => block.type === "figure");
}
