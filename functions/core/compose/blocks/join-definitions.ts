import type { Block } from "../../document/document.ts";

/** Joins consecutive definitions into one list: in Markdown each term begins a paragraph. */
export function joinDefinitions(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type === "definitions" && last?.type === "definitions") joined[joined.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else joined.push(block);
  }
  return joined;
}
