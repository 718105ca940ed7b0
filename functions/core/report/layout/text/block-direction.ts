import type { Block } from "../../document/document.ts";
import { walkBlocks } from "../../document/walk-blocks.ts";
import { runsRightToLeft } from "./bidi-levels.ts";
import { plainText } from "../../document/plain-text.ts";

/** Whether blocks run from right to left, as their first text does; their labels and bars are then on the right. */
export function blocksRunRightToLeft(blocks: readonly Block[]): boolean {
  const text = firstText(blocks);
  return text !== undefined && runsRightToLeft(text);
}

function firstText(blocks: readonly Block[]): string | undefined {
  for (const block of walkBlocks(blocks)) {
    const [first] = block.type === "definitions" ? block.items : [];
    const text =
      block.type === "paragraph" || block.type === "heading"
        ? plainText(block.children)
        : plainText(first?.terms[0] ?? []);
    if (text.trim() !== "") return text;
  }
  return undefined;
}
