import { describeAtoms } from "../text/atoms.ts";
import type { DescribedBranch, DescribedText } from "../edit.ts";
import { lineOf } from "../source/find-block.ts";
import { readContent } from "../text/read-content.ts";
import type { SourceBlock, SourceTree } from "../source/source-tree.ts";

/** A part of a condition: what stands between two of its tags. */
interface Part {
  readonly tag: string;
  /** Offset of the tag. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

const closers: Readonly<Record<string, string>> = {
  if: "endif",
  unless: "endunless",
  case: "endcase",
  for: "endfor",
  capture: "endcapture",
};
const conditions = new Set(["endif", "endunless", "endcase"]);
const branchNames = new Set(["elsif", "else", "when"]);

/**
 * The branches of the innermost condition around a block, in their order: one of them is printed, by the data.
 *
 * @returns undefined for a block under no condition
 */
export function findBranches(tree: SourceTree, { from }: SourceBlock): readonly DescribedBranch[] | undefined {
  return partsAround(tree, from)?.map((part) => describe(tree, part, from));
}

function partsAround({ projected }: SourceTree, offset: number): readonly Part[] | undefined {
  const stack: { readonly closer: string; parts: Part[] }[] = [];
  for (const { kind, name, source: tag, from, to } of projected.spans) {
    if (kind !== "tag") continue;
    const opened = { tag, at: from, from: to, to };
    const last = stack.at(-1);
    if (closers[name] !== undefined) stack.push({ closer: closers[name], parts: [opened] });
    else if (last === undefined) continue;
    else if (branchNames.has(name)) last.parts = [...ended(last.parts, from), opened];
    else if (name === last.closer) {
      stack.pop();
      const parts = ended(last.parts, from);
      const isAround = parts[0]!.at < offset && offset < from;
      // What stands between a case and its first branch is printed never.
      if (isAround && conditions.has(name)) return name === "endcase" ? parts.slice(1) : parts;
    }
  }
  return undefined;
}

function ended(parts: readonly Part[], to: number): Part[] {
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, to } : part));
}

/**
 * The texts that stand in a directive with content; undefined for another block, or if there are none. A paragraph of
 * tags alone prints nothing.
 */
export function findTexts(tree: SourceTree, block: SourceBlock): readonly DescribedText[] | undefined {
  if (block.node.type !== "containerDirective") return undefined;
  const texts = textsOf(tree, block.children.flatMap(withInner))
    .map(({ block: inner, content }) => ({
      ...placeOf(tree, inner),
      under: conditionsAround(tree, inner.from),
      content: describeAtoms(content.atoms, content.chips, tree.source),
    }))
    .filter(({ content }) => content.some((item) => "text" in item || item.kind !== "tag"));
  return texts.length === 0 ? undefined : texts;
}

/** The conditions around an offset, outermost first, each with the branch that it stands in. */
function conditionsAround({ projected, source }: SourceTree, offset: number): DescribedText["under"] {
  const stack: { readonly closer: string; readonly from: number; branch: number }[] = [];
  for (const { kind, name, from } of projected.spans) {
    if (from >= offset) break;
    if (kind !== "tag") continue;
    const last = stack.at(-1);
    // The first branch of a case is a tag of its own.
    if (closers[name] !== undefined) stack.push({ closer: closers[name], from, branch: name === "case" ? -1 : 0 });
    else if (last !== undefined && branchNames.has(name)) last.branch += 1;
    else if (last !== undefined && name === last.closer) stack.pop();
  }
  return stack
    .filter(({ closer }) => conditions.has(closer))
    .map(({ from, branch }) => ({
      line: lineOf(source, from),
      column: from - source.lastIndexOf("\n", from - 1),
      branch,
    }));
}

function textsOf(tree: SourceTree, blocks: readonly SourceBlock[]) {
  return blocks.flatMap((block) => {
    const content = readContent(tree, block);
    return content === undefined ? [] : [{ block, content }];
  });
}

function describe(tree: SourceTree, { tag, at, from, to }: Part, offset: number): DescribedBranch {
  const inside = tree.blocks.flatMap(withInner).filter((block) => block.from >= from && block.to <= to);
  const [first] = textsOf(tree, inside);
  const isHere = from <= offset && offset < to;
  return {
    tag,
    line: lineOf(tree.source, at),
    ...(isHere && { here: true as const }),
    ...(first !== undefined && {
      block: placeOf(tree, first.block),
      content: describeAtoms(first.content.atoms, first.content.chips, tree.source),
    }),
    blocks: inside.length,
  };
}

function withInner(block: SourceBlock): SourceBlock[] {
  return [block, ...block.children.flatMap(withInner)];
}

function placeOf({ source }: SourceTree, { from }: SourceBlock): NonNullable<DescribedBranch["block"]> {
  return { line: lineOf(source, from), column: from - source.lastIndexOf("\n", from - 1) };
}
