import { BroadsheetError } from "../../../errors.ts";
import type { LiquidSpan } from "../../compose/liquid/project-liquid.ts";
import { reservedCharacters } from "../../compose/liquid/placeholders.ts";
import { isSafeUrl, linkSchemes } from "../../document/safe-url.ts";
import { atomsOf, keyOf, type Atom, type Chip } from "./atoms.ts";
import { sameBut } from "../source/compare-trees.ts";
import type { ContentItem, Patch } from "../edit.ts";
import { lineOf } from "../source/find-block.ts";
import { candidatesFor, type Whole } from "./patch-text.ts";
import { readContent, type BlockContent } from "./read-content.ts";
import { goesWith, type RemovedCondition, removedConditions, withRemovedNames } from "./removed-conditions.ts";
import { blockAt, readSource, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** Where a text is, and how it is read again in a changed file. */
export interface EditedText {
  readonly content: BlockContent;
  /** Whether bold, italic and links are read in it. */
  readonly styled: boolean;
  /** The attribute that holds it; absent for a block's own text. */
  readonly attribute?: string;
  readonly readAgain: (tree: SourceTree, block: SourceBlock) => BlockContent | undefined;
  /** The patches that could be true, the smallest first. */
  readonly candidates: () => Iterable<readonly Patch[]>;
}

/**
 * The patch that makes a heading's or a paragraph's text another.
 *
 * @throws BroadsheetError `invalid-request` for a text that the block cannot have, `conflict` (`edit-refused`) if the
 *   file, read again, would have another text there or another block elsewhere
 */
export function editText(tree: SourceTree, block: SourceBlock, content: readonly ContentItem[]): readonly Patch[] {
  const old = readContent(tree, block);
  if (old === undefined)
    throw refused(tree, block, "no-text-here", "this block has no text that can be edited on the page");
  if (atomsOf(content).length === 0)
    throw refused(tree, block, "empty-text", "a text cannot become empty", "delete the block instead");
  return patchText(tree, block, content, {
    content: old,
    styled: true,
    readAgain: readContent,
    candidates: () => candidatesFor(tree.file, old, atomsOf(content), wholeOf(block, old), true),
  });
}

/** The patch that makes one text of a block another. @throws BroadsheetError as `editText` */
export function patchText(
  tree: SourceTree,
  block: SourceBlock,
  content: readonly ContentItem[],
  text: EditedText,
): readonly Patch[] {
  const wanted = atomsOf(content);
  const { atoms } = text.content;
  checkContent(wanted, text.content, text.styled);
  if (keysOf(wanted) === keysOf(atoms)) return [];
  const removed = withRemovedNames(tree, text.content, wanted, removedConditions(text.content, wanted));
  checkTags(tree, block, wanted, text.content, removed);
  for (const patches of text.candidates()) if (isTrue(tree, block, patches, wanted, removed, text)) return patches;
  throw refused(
    tree,
    block,
    "edit-refused",
    "the text would not be read as it is meant, or another block would change",
    "take back the last change and write it in other words, without marks such as *, _ or braces",
  );
}

function keysOf(atoms: readonly Atom[]): string {
  return atoms.map(keyOf).join();
}

/** The stretch of the file that holds a block's text. */
function wholeOf({ node, from, to }: SourceBlock, { atoms }: BlockContent): Whole {
  const [first, last] = [atoms[0]?.from, atoms.at(-1)?.to];
  if (first !== undefined && last !== undefined && atoms.every((atom) => atom.from !== undefined))
    return node.type === "paragraph" ? { from, to } : { from: first, to: last };
  return node.type === "paragraph" ? { from, to } : { from: first ?? to, to: last ?? to };
}

/** Whether the file, patched and read again, has the wanted text, and is otherwise the same. */
function isTrue(
  tree: SourceTree,
  block: SourceBlock,
  patches: readonly Patch[],
  wanted: readonly Atom[],
  removed: readonly RemovedCondition[],
  { content: { chips }, attribute, readAgain }: EditedText,
): boolean {
  const isLost = ({ shown, from, to }: LiquidSpan): boolean =>
    !shown && patches.some((patch) => from < patch.to && to > patch.from);
  // What leaves nothing on the page would be lost unseen.
  if (tree.projected.spans.some((span) => isLost(span) && !goesWith(tree, span, removed))) return false;
  let source = tree.source;
  for (const { from, to, text } of patches.toReversed()) source = source.slice(0, from) + text + source.slice(to);
  const after = readAgainSafely(tree, source);
  if (after === undefined) return false;
  if (tagsOf(tree, removed) !== tagsOf(after, [])) return false;
  if (!sameBut(tree, after, { path: block.path, attribute })) return false;
  const found = blockAt(after, block.path);
  const read = found && readAgain(after, found);
  if (read === undefined) return wanted.length === 0;
  return sameContent(wanted, chips, read);
}

/** Whether a text, read again, is the wanted one. */
export function sameContent(wanted: readonly Atom[], chips: readonly Chip[], read: BlockContent): boolean {
  return (
    wanted.length === read.atoms.length &&
    wanted.every((atom, at) => writtenKey(atom, chips) === writtenKey(read.atoms[at]!, read.chips))
  );
}

/** An atom in words, with a chip by what is written. */
function writtenKey(atom: Atom, chips: readonly Chip[]): string {
  return atom.keep === undefined ? keyOf(atom) : keyOf({ ...atom, keep: undefined, char: chips[atom.keep]!.source });
}

function readAgainSafely({ file, math }: SourceTree, source: string): SourceTree | undefined {
  try {
    return readSource(file, source, math);
  } catch (error) {
    if (error instanceof BroadsheetError) return undefined;
    throw error;
  }
}

/** The tags of a text, but for those of conditions that it loses. */
function tagsOf({ projected }: SourceTree, removed: readonly RemovedCondition[]): string {
  const isKept = (span: LiquidSpan): boolean => !removed.some(({ from, to }) => from <= span.from && span.to <= to);
  return JSON.stringify(
    projected.spans.filter((span) => span.kind === "tag" && isKept(span)).map(({ source }) => source),
  );
}

/** Checks what a client sends. @throws BroadsheetError `invalid-request` */
export function checkContent(wanted: readonly Atom[], { atoms, chips }: BlockContent, styled: boolean): void {
  const kept = wanted.flatMap(({ keep }) => (keep === undefined ? [] : [keep]));
  const unknown = kept.find((keep) => chips[keep] === undefined);
  if (unknown !== undefined)
    throw invalid(
      `there is no chip ${unknown}`,
      unknown,
      chips.map((_, index) => index),
    );
  const twice = kept.find((keep, index) => kept.indexOf(keep) !== index);
  if (twice !== undefined) throw invalid(`the chip ${twice} stands twice in the text`, twice);
  // eslint-disable-next-line no-control-regex -- control characters are the target
  const strange = wanted.find(({ char }) => char !== undefined && /[\u0000-\u0008\u000b-\u001f\u007f]/.test(char));
  if (strange !== undefined || wanted.some(({ char }) => char !== undefined && reservedCharacters.test(char)))
    throw invalid("a text holds a character that cannot be printed", strange?.char);
  // The report's text has no way to print such words.
  const mark = /\[\^[^\]\s]+\]/.exec(wanted.map(({ char }) => char ?? " ").join(""))?.[0];
  if (mark !== undefined) throw invalid("these words would be the mark of a footnote that is not there", mark);
  const known = new Set(atoms.map(({ style }) => style.link));
  for (const { style } of wanted) {
    const { link } = style;
    if (!styled && Object.keys(style).length > 0) throw invalid("this text cannot be bold, italic or a link", style);
    if (link !== undefined && !known.has(link) && !/^#[^\s{}()<>]+$/.test(link) && !isSafeLink(link))
      throw invalid("a link cannot lead there", link.slice(0, 200), [...linkSchemes, "#id"]);
  }
}

function isSafeLink(link: string): boolean {
  return isSafeUrl(link) && !/[<>{}]/.test(link);
}

/** Conditions that stay are in their order, with the values that stood between them. */
function checkTags(
  tree: SourceTree,
  block: SourceBlock,
  wanted: readonly Atom[],
  { atoms, chips }: BlockContent,
  removed: readonly RemovedCondition[],
): void {
  const gone = new Set(removed.flatMap((condition) => [...condition.chips]));
  const slots = (list: readonly Atom[]): { readonly tags: string; readonly slot: Map<number, number> } => {
    const tags: number[] = [];
    const slot = new Map<number, number>();
    for (const { keep } of list) {
      if (keep === undefined || gone.has(keep)) continue;
      if (chips[keep]!.kind === "tag") tags.push(keep);
      else slot.set(keep, tags.length);
    }
    return { tags: tags.join(), slot };
  };
  const [before, after] = [slots(atoms), slots(wanted)];
  if (before.tags !== after.tags)
    throw refused(
      tree,
      block,
      "tag-moved",
      "the marks of a condition or a loop must stay, in their order",
      "take back the last change, or delete the condition whole: from its beginning to its end, with all that stands between",
    );
  if ([...after.slot].some(([keep, slot]) => before.slot.get(keep) !== slot))
    throw refused(
      tree,
      block,
      "value-moved",
      "a value cannot leave its condition or loop",
      "take back the last change, or delete the value",
    );
}

function invalid(message: string, seen?: unknown, allowed?: readonly unknown[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer: "/edit/content" },
    ...(seen !== undefined && { seen }),
    ...(allowed !== undefined && { allowed }),
  });
}

/** An edit that a block does not take. */
export function refused(
  { file, source }: SourceTree,
  { from }: SourceBlock,
  code: string,
  why: string,
  hint?: string,
): BroadsheetError {
  const line = lineOf(source, from);
  return new BroadsheetError("conflict", {
    code,
    message: `${file}:${line}: ${why}`,
    where: { file, line },
    ...(hint !== undefined && { hint }),
  });
}
