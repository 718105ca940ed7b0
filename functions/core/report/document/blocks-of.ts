import type { Block, Document } from "./document.ts";
import { walkBlocks } from "./walk-blocks.ts";

/** Every block of a report in reading order, at any level; those of footnotes come last. */
export function* blocksOf(document: Document): Generator<Block, void, undefined> {
  yield* walkBlocks(document.blocks);
  for (const { children } of document.footnotes) yield* walkBlocks(children);
}
