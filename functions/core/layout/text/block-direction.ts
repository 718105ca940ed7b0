import type { Block } from "../../compose/document.ts";
import { runsRightToLeft } from "./bidi-levels.ts";
import { plainText } from "./flatten-inlines.ts";

/** Whether blocks run from right to left, as their first text does: then their labels and bars stand on the right. */
export function blocksRunRightToLeft(blocks: readonly Block[]): boolean {
  const text = firstText(blocks);
  return text !== undefined && runsRightToLeft(text);
}

function firstText(blocks: readonly Block[]): string | undefined {
  for (const block of blocks) {
    const text =
      block.type === "paragraph" || block.type === "heading" ? plainText(block.children)
      : block.type === "quote" ? firstText(block.children)
      : block.type === "list" ? firstText(block.items.flat())
      : undefined;
    if (text !== undefined && text.trim() !== "") return text;
  }
  return undefined;
}
