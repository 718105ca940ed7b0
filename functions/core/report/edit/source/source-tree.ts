import type { Nodes } from "mdast";
import { BroadsheetError } from "../../../errors.ts";
import { attributesKey } from "../../compose/markdown/extract-attributes.ts";
import { findExcess } from "../../compose/markdown/find-excess.ts";
import { readParts, type ReadPart } from "../../compose/markdown/read-parts.ts";
import { nameOf } from "../../compose/composition.ts";
import { reservedCharacters } from "../../compose/liquid/placeholders.ts";
import { projectLiquid, type ProjectedText } from "../../compose/liquid/project-liquid.ts";

/** A block of a text, with its place. */
export interface SourceBlock {
  readonly node: Nodes;
  readonly part: ReadPart;
  /** Indexes among the blocks of the text, of the block, of its blocks, … */
  readonly path: readonly number[];
  /** Offsets in the text as written. */
  readonly from: number;
  readonly to: number;
  readonly children: readonly SourceBlock[];
}

/** A text of a template, read without data. */
export interface SourceTree {
  readonly file: string;
  /** As written, with `\n` as line ends. */
  readonly source: string;
  readonly math: boolean;
  readonly projected: ProjectedText;
  readonly blocks: readonly SourceBlock[];
  /** Faults of attributes. */
  readonly faults: number;
}

const blockTypes = new Set([
  "heading",
  "paragraph",
  "list",
  "listItem",
  "blockquote",
  "code",
  "math",
  "table",
  "thematicBreak",
  "html",
  "leafDirective",
  "containerDirective",
  "definition",
  "footnoteDefinition",
]);

/**
 * Reads a text of a template as blocks, with every branch of its Liquid, and a value as a placeholder.
 *
 * @param source with `\n` as line ends
 * @throws BroadsheetError `invalid-template` if the Liquid cannot be read, `limit-exceeded` if blocks are too deep
 */
export function readSource(file: string, source: string, math: boolean): SourceTree {
  const projected = reservedCharacters.test(source) ? undefined : projectLiquid(source);
  if (projected === undefined) throw unreadable(file);
  const excess = findExcess(projected.text);
  if (excess !== undefined) {
    const { offset: _offset, ...problem } = excess;
    throw new BroadsheetError("limit-exceeded", { ...problem, where: { file } });
  }
  const parts = readParts(
    projected.text,
    (text, numbers) => projected.placeholders.split(text, numbers).map(nameOf).join(""),
    math,
  );
  const blocks: SourceBlock[] = [];
  for (const part of parts)
    for (const node of part.root.children) {
      // Definitions of labels that are defined elsewhere stand after the end.
      if ((node.position?.start.offset ?? 0) >= Math.max(1, part.extracted.text.length)) continue;
      blocks.push(blockOf(node, part, projected, [blocks.length]));
    }
  const faults = parts.reduce((sum, { extracted }) => sum + extracted.faults.length, 0);
  return { file, source, math, projected, blocks, faults };
}

/** Lists of key figures are printed alike, with blank lines between their items and without. */
function withoutSpread(node: Nodes): void {
  if (node.type !== "containerDirective" || node.name !== "key-figures") return;
  for (const list of node.children)
    if (list.type === "list") for (const each of [list, ...list.children]) delete each.spread;
}

function blockOf(node: Nodes, part: ReadPart, projected: ProjectedText, path: readonly number[]): SourceBlock {
  withoutSpread(node);
  const nested = "children" in node ? (node.children as readonly Nodes[]).filter(isBlock) : [];
  return {
    node,
    part,
    path,
    from: startOf(node, part, projected),
    to: endOf(node, part, projected),
    children: nested.map((child, index) => blockOf(child, part, projected, [...path, index])),
  };
}

function isBlock(node: Nodes): boolean {
  const label = node.type === "paragraph" && node.data !== undefined && "directiveLabel" in node.data;
  return blockTypes.has(node.type) && !label;
}

/** Where a node begins in the text as written. */
export function startOf({ position }: Nodes, part: ReadPart, projected: ProjectedText): number {
  return projected.startOf(part.offset + part.extracted.originalOffset(position?.start.offset ?? 0));
}

/** Where a node ends in the text as written. */
export function endOf({ position }: Nodes, part: ReadPart, projected: ProjectedText): number {
  return projected.endOf(part.offset + part.extracted.originalOffset(position?.end.offset ?? 0));
}

/** The block at a path. */
export function blockAt({ blocks }: SourceTree, path: readonly number[]): SourceBlock | undefined {
  let found: SourceBlock | undefined;
  for (const index of path) found = (found === undefined ? blocks : found.children)[index];
  return found;
}

/** The attributes of a directive, with Liquid as written. */
export function attributesOf({ node, part }: SourceBlock, projected: ProjectedText): Readonly<Record<string, string>> {
  if (!("attributes" in node)) return {};
  const attributes = part.extracted.attributes[Number(node.attributes?.[attributesKey] ?? -1)] ?? {};
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, written(value, part, projected)]));
}

/** A text of the tree with its Liquid as written. */
export function written(text: string, { numbers }: ReadPart, { placeholders }: ProjectedText): string {
  return placeholders.split(text, numbers).map(nameOf).join("");
}

function unreadable(file: string): BroadsheetError {
  return new BroadsheetError("invalid-template", {
    code: "unreadable-source",
    message: `${file}: its Liquid cannot be read, so no block of it can be edited on the page`,
    where: { file },
    hint: "mend it in the source first; the list of problems says where",
  });
}
