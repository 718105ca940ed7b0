import type { Block } from "./document.ts";

/**
 * The blocks directly inside a block, in reading order. There is no default: a new kind of block does not compile until
 * its content is listed here.
 */
export function childBlocks(block: Block): readonly Block[] {
  switch (block.type) {
    case "columns":
      return block.columns.flat();
    case "list":
      return block.items.flat();
    case "quote":
    case "pull-quote":
    case "text-columns":
    case "callout":
    case "landscape":
      return block.children;
    case "heading":
    case "paragraph":
    case "code":
    case "definitions":
    case "table":
    case "figure":
    case "picture":
    case "formula":
    case "key-figures":
    case "toc":
    case "page-break":
    case "rule":
      return [];
  }
}

/** Every block and, after it, all blocks inside it, in reading order. */
export function* walkBlocks(blocks: readonly Block[]): Generator<Block, void, undefined> {
  for (const block of blocks) {
    yield block;
    yield* walkBlocks(childBlocks(block));
  }
}
