import { BroadsheetError } from "../../../errors.ts";
import { sameBut, shapeOf } from "../source/compare-trees.ts";
import { editHints } from "../edit-hints.ts";
import type { Patch } from "../edit.ts";
import { refused } from "../text/edit-text.ts";
import { setsForOthers } from "../source/names-elsewhere.ts";
import { blockAt, readSource, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** A block among its neighbours, and the lines that it fills. */
interface Row {
  readonly block: SourceBlock;
  /** Offsets of its first line, and behind the last character of its last one. */
  readonly from: number;
  readonly to: number;
}

type Stretch = Pick<Row, "from" | "to">;

/** A block that can be moved, with those beside it. */
interface Rows {
  /** Path of what holds them; empty for the text itself. */
  readonly parent: readonly number[];
  readonly rows: readonly Row[];
  readonly at: number;
}

/**
 * The patch that takes a block away: a paragraph, a heading, a directive with all in it, an item of a list.
 *
 * @throws BroadsheetError `conflict` if it shares its lines with others, or another block would change or print
 *   something else
 */
export function deleteBlock(tree: SourceTree, block: SourceBlock): readonly Patch[] {
  const { parent, rows, at } = rowsAround(tree, block, true);
  // Without it, what holds it would be empty.
  if (parent.length > 0 && rows.length === 1) return deleteBlock(tree, blockAt(tree, parent)!);
  checkSetsNothing(tree, block, [rows[at]!]);
  const { from, to } = rows[at]!;
  const { source, file } = tree;
  const removed = (shapes: readonly string[]): readonly string[] => shapes.toSpliced(at, 1);
  const behind = /^(?:[ \t]*\n)*/.exec(source.slice(to))![0].length;
  const before = source.slice(0, from).trimEnd().length;
  const atEnd = source.slice(to).trim() === "";
  // A blank line stays between its neighbours: the one below it, else the one above; items of a list may have none.
  const [above, below] = [
    { from: before, to },
    { from, to: to + behind },
  ];
  const isTight = !/\n\s*\n/.test(source.slice(before, from));
  const own = { from, to };
  const near = atEnd ? [above] : isTight && before > 0 ? [above, below, own] : [below, above, own];
  const around = conditionAround(tree, own);
  const taken = (around === undefined ? near : [...near, around]).find((stretch) =>
    isTrue(tree, [{ file, ...stretch, text: "" }], parent, removed),
  );
  if (taken === undefined) throw otherBlocks(tree, block);
  return [{ file, ...taken, text: "" }];
}

/**
 * The lines of the conditions and loops in which a stretch stands alone, also among branches that are empty; undefined
 * if there are none.
 */
function conditionAround({ source, projected: { spans } }: SourceTree, { from, to }: Stretch): Stretch | undefined {
  const isBlank = (start: number, end: number): boolean => source.slice(start, end).trim() === "";
  let around = { from, to };
  let before = spans.findLastIndex((span) => span.to <= from);
  let after = spans.findIndex((span) => span.from >= to);
  let [first, last] = [from, to];
  for (; before >= 0 && after >= 0;) {
    const [one, two] = [spans[before], spans[after]];
    if (one === undefined || two === undefined || !isBlank(one.to, first) || !isBlank(last, two.from)) break;
    if (branchTags.test(one.name)) [first, before] = [one.from, before - 1];
    else if (branchTags.test(two.name)) [last, after] = [two.to, after + 1];
    else if (two.name === `end${one.name}`) {
      [first, last, before, after] = [one.from, two.to, before - 1, after + 1];
      around = { from: first, to: last };
    } else break;
  }
  if (around.from === from) return undefined;
  const start = source.lastIndexOf("\n", around.from - 1) + 1;
  const next = /^[ \t]*\n/.exec(source.slice(around.to));
  return isBlank(start, around.from) && next !== null ? { from: start, to: around.to + next[0].length } : around;
}

const branchTags = /^(?:elsif|else|when)$/;

/**
 * The patches that exchange a block with the one before or after it.
 *
 * @throws BroadsheetError `conflict` if there is none, a condition or a loop begins or ends between them, or one of
 *   them sets what others print
 */
export function moveBlock(tree: SourceTree, block: SourceBlock, direction: "up" | "down"): readonly Patch[] {
  const { parent, rows, at } = rowsAround(tree, block);
  const first = direction === "up" ? at - 1 : at;
  const [one, two] = [rows[first], rows[first + 1]];
  if (one === undefined || two === undefined)
    throw refused(tree, block, "no-neighbour", `there is no block ${direction === "up" ? "above" : "below"} it here`);
  if (tree.projected.spans.some(({ from, to }) => from >= one.to && to <= two.from))
    throw refused(tree, block, "tag-between", "a condition or a loop begins or ends there", editHints.moveAround);
  checkSetsNothing(tree, block, [one, two]);
  const { file, source } = tree;
  const between = source.slice(one.to, two.from);
  const patches: Patch[] = [
    { file, from: one.from, to: one.from, text: source.slice(two.from, two.to) + between },
    { file, from: one.to, to: two.to, text: "" },
  ];
  const swapped = (shapes: readonly string[]): readonly string[] =>
    shapes.toSpliced(first, 2, shapes[first + 1]!, shapes[first]!);
  if (!isTrue(tree, patches, parent, swapped)) throw otherBlocks(tree, block);
  return patches;
}

/** Refuses rows that set what other blocks may print. */
function checkSetsNothing(tree: SourceTree, block: SourceBlock, rows: readonly Row[]): void {
  const found = rows
    .map((row) => setsForOthers(tree, row, { passed: rows.find((other) => other !== row) }))
    .find((tag) => tag !== undefined);
  if (found === undefined) return;
  throw refused(
    tree,
    block,
    "shared-lines",
    `${found} stands on its lines, and sets what other blocks print`,
    editHints.setsForOthers,
  );
}

/** Whether the file, patched, has the blocks that it should have. */
function isTrue(
  tree: SourceTree,
  patches: readonly Patch[],
  parent: readonly number[],
  change: (shapes: readonly string[]) => readonly string[],
): boolean {
  const after = readPatched(tree, patches);
  return (
    after !== undefined &&
    JSON.stringify(shapesIn(after, parent)) === JSON.stringify(change(shapesIn(tree, parent))) &&
    (parent.length === 0 || sameBut(tree, after, { path: parent }))
  );
}

function otherBlocks(tree: SourceTree, block: SourceBlock): BroadsheetError {
  return refused(tree, block, "edit-refused", "another block would change", editHints.changeWords);
}

function shapesIn(tree: SourceTree, parent: readonly number[]): string[] {
  const children = parent.length === 0 ? tree.blocks : (blockAt(tree, parent)?.children ?? []);
  return children.map((child) => shapeOf(child, tree));
}

/** A text with patches, read again; undefined if it cannot be read. */
export function readPatched(tree: SourceTree, patches: readonly Patch[]): SourceTree | undefined {
  const source = [...patches]
    .sort((a, b) => b.from - a.from)
    .reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), tree.source);
  try {
    return readSource(tree.file, source, tree.math);
  } catch (error) {
    if (error instanceof BroadsheetError) return undefined;
    throw error;
  }
}

/**
 * A block, or the item or quote that holds it, among those beside it.
 *
 * @param beside whether tags of Liquid may stand on its lines before and behind it
 */
function rowsAround(tree: SourceTree, block: SourceBlock, beside = false): Rows {
  for (let path = block.path; path.length > 0; path = path.slice(0, -1)) {
    const parent = path.slice(0, -1);
    const holder = blockAt(tree, parent);
    const type = holder?.node.type;
    const found = blockAt(tree, path)!;
    const isRow = type === undefined || type === "containerDirective" || type === "list";
    const row = rowOf(tree, found) ?? (beside ? stretchOf(tree, found) : undefined);
    if (!isRow || (type === "list" && row === undefined && !startsLine(tree, found))) continue;
    const siblings = holder === undefined ? tree.blocks : holder.children;
    if (row === undefined || !isBalanced(tree, row))
      throw refused(
        tree,
        block,
        "shared-lines",
        "it shares its lines with a condition, a loop or another block",
        editHints.besideOthers,
      );
    const rows = siblings.map((sibling) =>
      sibling === found ? row : (rowOf(tree, sibling) ?? { block: sibling, from: sibling.to, to: sibling.from }),
    );
    return { parent, rows, at: path.at(-1)! };
  }
  throw refused(tree, block, "shared-lines", "it shares its lines with others", editHints.besideOthers);
}

function startsLine({ source }: SourceTree, { from }: SourceBlock): boolean {
  return source.slice(source.lastIndexOf("\n", from - 1) + 1, from).trim() === "";
}

/** The lines of a block; undefined if something else stands on them. */
export function rowOf(tree: SourceTree, block: SourceBlock): Row | undefined {
  const { source, projected } = tree;
  const from = source.lastIndexOf("\n", block.from - 1) + 1;
  // A block may be said to end behind its line.
  const last = source.slice(0, block.to).trimEnd().length;
  const next = source.indexOf("\n", last);
  const to = next < 0 ? source.length : next;
  const alone = source.slice(from, block.from).trim() === "" && source.slice(last, to).trim() === "";
  const begun = projected.spans.some((span) => span.from < from && span.to > from);
  return alone && !begun ? { block, from, to: last } : undefined;
}

/**
 * A block without the tags on its lines; undefined if something else stands there, or one of them reaches into it.
 * Behind a tag on its line another block may begin, and before one another may end.
 */
function stretchOf({ source, projected, blocks }: SourceTree, block: SourceBlock): Row | undefined {
  const { from } = block;
  const to = source.slice(0, block.to).trimEnd().length;
  const all = blocks.flatMap(withInner);
  const line = source.lastIndexOf("\n", from - 1) + 1;
  const begin = Math.max(
    line,
    ...all.map((each) => source.slice(0, each.to).trimEnd().length).filter((end) => end <= from),
  );
  const end = source.indexOf("\n", to);
  const next = Math.min(end < 0 ? source.length : end, ...all.map((each) => each.from).filter((start) => start >= to));
  const isBare = (start: number, end: number): boolean => {
    let at = start;
    for (const span of projected.spans) {
      if (span.kind !== "tag" || span.to <= start || span.from >= end) continue;
      if (source.slice(at, span.from).trim() !== "" || !silent.test(span.name)) return false;
      at = span.to;
    }
    return source.slice(at, end).trim() === "";
  };
  const isCut = projected.spans.some((span) => [from, to].some((end) => span.from < end && end < span.to));
  const isAlone = isBare(begin, from) && isBare(to, next);
  return isAlone && !isCut ? { block, from, to } : undefined;
}

function withInner(block: SourceBlock): SourceBlock[] {
  return [block, ...block.children.flatMap(withInner)];
}

/** Tags that print nothing themselves. */
const silent = /^(?:if|unless|case|for|elsif|else|when|assign|end\w+)$/;

const opens = new Set(["if", "unless", "case", "for", "capture", "comment", "raw"]);

/** Whether all conditions and loops that begin in some lines end there. */
function isBalanced({ projected }: SourceTree, { from, to }: Row): boolean {
  let depth = 0;
  for (const span of projected.spans) {
    if (span.from < from || span.to > to || span.kind !== "tag") continue;
    if (opens.has(span.name)) depth += 1;
    else if (span.name.startsWith("end")) depth -= 1;
    else if (/^(?:elsif|else|when)$/.test(span.name) && depth === 0) return false;
    if (depth < 0) return false;
  }
  return depth === 0;
}
