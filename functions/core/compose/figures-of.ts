import type { Block, Document, Figure } from "./document.ts";

/** Every figure of a report in reading order, wherever it stands: in columns, callouts, lists, quotes, footnotes. */
export function figuresOf(document: Document): Figure[] {
  return [...document.blocks, ...document.footnotes.flatMap(({ children }) => children)].flatMap(figuresIn);
}

function figuresIn(block: Block): Figure[] {
  switch (block.type) {
    case "figure":
      return [block];
    case "columns":
      return block.columns.flat().flatMap(figuresIn);
    case "list":
      return block.items.flat().flatMap(figuresIn);
    case "quote":
    case "callout":
    case "landscape":
      return block.children.flatMap(figuresIn);
    default:
      return [];
  }
}
