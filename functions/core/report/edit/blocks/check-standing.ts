import { directives } from "../../compose/directives/directives.ts";
import type { BroadsheetError } from "../../../errors.ts";
import { editHints } from "../edit-hints.ts";
import type { NewBlock } from "../edit.ts";
import { refused } from "../text/edit-text.ts";
import { attributesOf, blockAt, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/**
 * Why a kind of block cannot stand within the block at a path, by the rules of composing; undefined if it can.
 *
 * @param parent path; empty for the text itself
 */
export function whyNotWithin(
  tree: SourceTree,
  parent: readonly number[],
  kind: NewBlock["kind"],
  block: SourceBlock,
): BroadsheetError | undefined {
  const around = parent.map((_, index) => blockAt(tree, parent.slice(0, index + 1))!);
  const inner = around.at(-1);
  if (inner !== undefined && !holdsBlocks(tree, inner))
    return refused(tree, block, "stray-block", "what holds it takes no other blocks", editHints.addOutside);
  // What a partial prints is not known here.
  if (kind === "partial" && inner !== undefined)
    return refused(tree, block, "stray-block", "a partial stands in the text itself", editHints.addOutside);
  if (kind === "page-break" && around.some((each) => nameOf(each) !== "landscape"))
    return refused(
      tree,
      block,
      "nested-page",
      "it is inside another block, where no page can end",
      editHints.addOutside,
    );
  return undefined;
}

function holdsBlocks(tree: SourceTree, block: SourceBlock): boolean {
  return directives[nameOf(block)]?.holdsBlocks?.(attributesOf(block, tree.projected)) === true;
}

function nameOf({ node }: SourceBlock): string {
  return "name" in node ? String(node.name) : "";
}
