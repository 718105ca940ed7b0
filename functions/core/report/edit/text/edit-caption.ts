import type { Nodes } from "mdast";
import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { directiveRules } from "../../compose/directive-rules.ts";
import { attributesKey } from "../../compose/markdown/extract-attributes.ts";
import { parseInline } from "../../compose/markdown/parse-markdown.ts";
import { atomsOf, type Atom } from "./atoms.ts";
import { writtenAttributes, type WrittenAttribute, type WrittenAttributes } from "../source/directive-texts.ts";
import { editHints } from "../edit-hints.ts";
import { candidatesFor, plainWritings, styledWritings } from "./patch-text.ts";
import { writeAtoms } from "./write-content.ts";
import type { ContentItem, Patch } from "../edit.ts";
import { patchText, refused } from "./edit-text.ts";
import { readNodes, type BlockContent, type TextMap } from "./read-content.ts";
import { written, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** Attributes that hold words, and whether marks are read in them. */
const captions: ReadonlyMap<string, { readonly styled: boolean }> = new Map([
  ["title", { styled: true }],
  ["deck", { styled: true }],
  ["source", { styled: true }],
  ["note", { styled: true }],
  ["alt", { styled: false }],
]);

/** The texts that a directive may have: names, and whether marks are read in them. */
export function captionsOf({ node }: SourceBlock): { readonly name: string; readonly styled: boolean }[] {
  if (node.type !== "leafDirective" && node.type !== "containerDirective") return [];
  const allowed = directiveRules[node.name]?.attributes ?? [];
  return [...captions].flatMap(([name, { styled }]) => (allowed.includes(name) ? [{ name, styled }] : []));
}

/** The text of an attribute. @returns undefined if it is not written */
export function readCaption(tree: SourceTree, block: SourceBlock, name: string): BlockContent | undefined {
  const attribute = findAttribute(tree, block, name);
  return attribute && readAttribute(tree, block, attribute);
}

function findAttribute(tree: SourceTree, block: SourceBlock, name: string): WrittenAttribute | undefined {
  return writtenAttributes(tree, block)?.attributes.find((attribute) => attribute.name === name);
}

function readAttribute(
  tree: SourceTree,
  { node, part }: SourceBlock,
  { name, valueFrom }: WrittenAttribute,
): BlockContent {
  const { projected, source } = tree;
  const number = "attributes" in node ? Number(node.attributes?.[attributesKey] ?? -1) : -1;
  const value = part.extracted.attributes[number]?.[name] ?? "";
  const text = value.trim();
  const split: TextMap["split"] = (words) =>
    projected.placeholders
      .split(words, part.numbers)
      .map((piece) => ("text" in piece ? piece : { value: String(piece.value) }));
  const offsets = offsetsOf(tree, split(value), valueFrom);
  const leading = value.length - value.trimStart().length;
  const offset = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : offsets?.[Math.min(offsets.length - 1, Math.max(0, at - guardLength + leading))];
  const map: TextMap = {
    startOf: ({ position }) => offset(position?.start.offset),
    endOf: ({ position }) => offset(position?.end.offset),
    sourceOf: ({ position }) =>
      written(
        text.slice((position?.start.offset ?? 0) - guardLength, (position?.end.offset ?? 0) - guardLength),
        part,
        projected,
      ),
    shownFrom: (at) => projected.shownFrom(at),
    written: (words) => written(words, part, projected),
    split,
  };
  return readNodes(captions.get(name)!.styled ? styledNodes(text, tree.math) : plainNodes(text), map, source);
}

/** The parser sees as many characters before the text. */
const guardLength = 2;
/** A placeholder's length. */
const placeholderLength = 7;

/**
 * Where each character of a value begins in the file. Lines of a value are joined by spaces, and Liquid takes away the
 * blanks beside it (`{%-`).
 *
 * @returns undefined if the value is not found in the file as it was read
 */
function offsetsOf(
  { source, projected }: SourceTree,
  pieces: ReturnType<TextMap["split"]>,
  from: number,
): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = from;
  for (const piece of pieces) {
    if ("text" in piece)
      for (const char of piece.text.split("")) {
        at = projected.shownFrom(at);
        lineEnd.lastIndex = at;
        const length = char === " " ? (lineEnd.exec(source)?.[0].length ?? 1) : 1;
        if (length === 1 && source[at] !== char && !(char === " " && source[at] === "\n")) return undefined;
        offsets.push(at);
        at += length;
      }
    else {
      at = projected.shownFrom(at);
      if (!source.startsWith(piece.value, at)) return undefined;
      offsets.push(...Array<number>(placeholderLength).fill(at));
      at += piece.value.length;
    }
  }
  return [...offsets, at];
}

const lineEnd = /[ \t]*\n[ \t]*/y;

function styledNodes(text: string, math: boolean): readonly Nodes[] {
  // A footnote is defined elsewhere.
  const labels = new Set([...text.matchAll(/\[\^([^\][\s]+)\]/g)].map(([, label = ""]) => label));
  const [first, ...rest] = parseInline(text, [...labels].map((label) => `\n\n[^${label}]: -`).join(""), math);
  if (first?.type !== "text" || first.position?.start.offset !== 0) return first === undefined ? [] : [first, ...rest];
  const { start, end } = first.position;
  return [{ ...first, position: { start: { ...start, offset: guardLength }, end } }, ...rest];
}

function plainNodes(value: string): readonly Nodes[] {
  if (value === "") return [];
  return [{ type: "text", value, position: { start: pointAt(0), end: pointAt(value.length) } }];
}

function pointAt(index: number): { line: number; column: number; offset: number } {
  return { line: 1, column: index + 1, offset: guardLength + index };
}

/**
 * The patch that writes, changes or removes a text among a directive's attributes.
 *
 * @throws BroadsheetError `invalid-request` for a text that the directive does not have, else as `editText`
 */
export function editCaption(
  tree: SourceTree,
  block: SourceBlock,
  name: string,
  content: readonly ContentItem[],
): readonly Patch[] {
  const allowed = captionsOf(block).map((caption) => caption.name);
  if (!allowed.includes(name)) throw unknownCaption(name, allowed);
  const attributes = writtenAttributes(tree, block);
  if (attributes === undefined)
    throw refused(tree, block, "unreadable-attributes", "its attributes cannot be read", editHints.faultyMarks);
  const attribute = attributes.attributes.find((each) => each.name === name);
  const old = attribute === undefined ? { atoms: [], chips: [] } : readAttribute(tree, block, attribute);
  const { styled } = captions.get(name)!;
  const wanted = atomsOf(content);
  const required = block.node.type === "leafDirective" && directiveRules[block.node.name]?.required.includes(name);
  if (wanted.length === 0 && required === true)
    throw refused(tree, block, "caption-needed", `"${name}" cannot be left out`);
  return patchText(tree, block, content, {
    content: old,
    styled,
    attribute: name,
    readAgain: (after, found) => readCaption(after, found, name) ?? { atoms: [], chips: [] },
    candidates: () => captionPatches(tree, attributes, attribute, { name, old, wanted, styled }),
  });
}

interface CaptionChange {
  readonly name: string;
  readonly old: BlockContent;
  readonly wanted: readonly Atom[];
  readonly styled: boolean;
}

function* captionPatches(
  { file, source }: SourceTree,
  { end, braces }: WrittenAttributes,
  attribute: WrittenAttribute | undefined,
  { name, old, wanted, styled }: CaptionChange,
): Generator<readonly Patch[]> {
  if (wanted.length === 0) {
    if (attribute === undefined) return;
    const from = source.slice(0, attribute.from).trimEnd().length;
    // The first one stands directly behind the brace.
    const space = source[from - 1] === "{" ? /^\s*/.exec(source.slice(attribute.to))![0].length : 0;
    yield [{ file, from, to: attribute.to + space, text: "" }];
    return;
  }
  if (attribute !== undefined && attribute.quote !== "") {
    const whole = { from: attribute.valueFrom, to: attribute.valueTo };
    yield* candidatesFor(file, old, wanted, whole, styled, attribute.quote);
  }
  const { from, to } = attribute ?? { from: end, to: end };
  for (const quote of ['"', "'"])
    for (const writing of styled ? styledWritings : plainWritings) {
      const value = `${name}=${quote}${writeAtoms(wanted, old.chips, { ...writing, quote }, true)}${quote}`;
      const text =
        attribute !== undefined ? value : braces ? (source[end - 1] === "{" ? value : ` ${value}`) : `{${value}}`;
      yield [{ file, from, to, text }];
    }
}

function unknownCaption(name: string, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "unknown-caption",
    message: allowed.length === 0 ? "this block has no captions" : `this block has no "${name}"`,
    where: { pointer: "/edit/name" },
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  });
}
