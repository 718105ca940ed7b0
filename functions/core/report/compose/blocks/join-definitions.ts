import type { Block } from "../../document/document.ts";
import type { SourceRange } from "../../document/trace.ts";

/**
 * Joins consecutive definitions into one list: in Markdown each term begins a paragraph.
 *
 * @param sources where the blocks come from, if someone asks; gets those of the joined blocks
 */
export function joinDefinitions(blocks: readonly Block[], sources?: Map<Block, SourceRange>): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type !== "definitions" || last?.type !== "definitions") {
      joined.push(block);
      continue;
    }
    const both: Block = { ...last, items: [...last.items, ...block.items] };
    joined[joined.length - 1] = both;
    const [first, second] = [sources?.get(last), sources?.get(block)];
    if (first !== undefined) sources?.set(both, { ...first, endLine: second?.endLine ?? first.endLine });
  }
  return joined;
}
