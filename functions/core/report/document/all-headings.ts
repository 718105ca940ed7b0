import type { Block, Heading } from "./document.ts";
import { walkBlocks } from "./walk-blocks.ts";

/** Every heading, including those in columns, callouts and quotations. */
export function allHeadings(blocks: readonly Block[]): Heading[] {
  return [...walkBlocks(blocks)].filter((block) => block.type === "heading");
}
