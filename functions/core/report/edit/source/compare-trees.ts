import type { Nodes } from "mdast";
import { attributesKey } from "../../compose/markdown/extract-attributes.ts";
import { blockAt, written, type SourceBlock, type SourceTree } from "./source-tree.ts";

/** What an edit may change. */
export interface Hole {
  /** Path of the block; that of a parent, if its blocks change. */
  readonly path: readonly number[];
  /** The attribute that changes; absent: the text, or the blocks. */
  readonly attribute?: string | undefined;
}

/**
 * Whether two texts have the same blocks but for what an edit may change: the same tags around them, the same words,
 * marks and attributes.
 */
export function sameBut(before: SourceTree, after: SourceTree, hole: Hole): boolean {
  if (before.faults !== after.faults) return false;
  if (before.blocks.length !== after.blocks.length) return false;
  const [top] = hole.path;
  return before.blocks.every((block, index) => {
    const other = after.blocks[index]!;
    const [one, two] = index === top ? [withHole(before, hole), withHole(after, hole)] : [undefined, undefined];
    return shapeOf(block, before, one) === shapeOf(other, after, two);
  });
}

/** A block in words that are the same only for equal blocks, wherever they stand. */
export function shapeOf({ node, part }: SourceBlock, { projected }: SourceTree, hole?: HoleNode): string {
  return JSON.stringify(node, function (this: unknown, key, value: unknown) {
    if (key === "position") return undefined;
    if (hole !== undefined && this === hole.node && hole.attribute === undefined && key === "children")
      return undefined;
    if (key === attributesKey) {
      const attributes = { ...part.extracted.attributes[Number(value)] };
      if (hole?.attribute !== undefined && this === (hole.node as { attributes?: unknown }).attributes)
        delete attributes[hole.attribute];
      return Object.entries(attributes).map(([name, text]) => [name, written(text, part, projected)]);
    }
    return typeof value === "string" ? written(value, part, projected) : value;
  });
}

interface HoleNode {
  readonly node: Nodes;
  readonly attribute?: string | undefined;
}

function withHole(tree: SourceTree, { path, attribute }: Hole): HoleNode | undefined {
  const block = blockAt(tree, path);
  return block === undefined ? undefined : { node: block.node, attribute };
}
