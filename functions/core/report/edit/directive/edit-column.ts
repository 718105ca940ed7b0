import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { FormatError } from "../../compose/formats/format-error.ts";
import { splitRule } from "../../compose/table/cell-rules.ts";
import { parseColumns } from "../../compose/table/parse-columns.ts";
import { splitColumns } from "../../compose/table/split-columns.ts";
import { canBeListed, invalid, listedName, quoted } from "./column-words.ts";
import { sameBut } from "../source/compare-trees.ts";
import { maskedFrom, writtenAttributes, type WrittenAttribute } from "../source/directive-texts.ts";
import { editHints } from "../edit-hints.ts";
import type { ColumnEdit, DescribedColumn, DescribedRule, Patch } from "../edit.ts";
import { readRule, writeRules } from "./written-rules.ts";
import { readPatched } from "../blocks/edit-blocks.ts";
import { refused } from "../text/edit-text.ts";
import { blockAt, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** A stretch of the file. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A column as it is written: `field: Label | option | option`. */
interface WrittenColumn extends Stretch {
  readonly field: Stretch;
  readonly label: Stretch | undefined;
  readonly options: readonly Stretch[];
}

/**
 * The patches that rename, format, move or hide a column of a table whose directive lists them, or list one more.
 *
 * @throws BroadsheetError `conflict` if it lists none, or the column more than once, `invalid-request` for a column or
 *   a format that is not there, and for one to be listed that is listed already
 */
export function editColumn(tree: SourceTree, block: SourceBlock, edit: ColumnEdit): readonly Patch[] {
  const listed = listedColumns(tree, block);
  if (listed === undefined)
    throw refused(
      tree,
      block,
      "no-columns",
      "its directive does not list its columns",
      "name the columns of its query in `columns`, and they are listed",
    );
  const { attribute, columns } = listed;
  const names = columns.map(({ field }) => wordsOf(tree, field));
  if (edit.hidden === false) return showColumn(tree, block, columns, edit.column);
  const at = names.indexOf(edit.column);
  if (at < 0) throw unknownColumn(edit.column, names);
  if (names.includes(edit.column, at + 1))
    throw refused(
      tree,
      block,
      "column-twice",
      `its directive lists the column "${edit.column}" more than once, so it is not known which is meant`,
      editHints.listedTwice,
    );
  const patches = patchesFor(tree, block, columns, at, edit, attribute.quote);
  const texts = columns.map(({ from, to }) => tree.source.slice(from, to));
  return asMeant(tree, block, patches, wantedTexts(texts, at, edit), at);
}

/** Patches that are read as they are meant. @throws BroadsheetError `conflict` if they are not */
function asMeant(
  tree: SourceTree,
  block: SourceBlock,
  patches: readonly Patch[],
  wanted: readonly (string | undefined)[],
  at: number,
): readonly Patch[] {
  if (isTrue(tree, block, patches, wanted, at)) return patches;
  throw refused(
    tree,
    block,
    "edit-refused",
    "the columns would not be read as they are meant",
    editHints.changeColumns,
  );
}

/** The patch that lists a column of the query behind the others. */
function showColumn(
  tree: SourceTree,
  block: SourceBlock,
  columns: readonly WrittenColumn[],
  name: string,
): readonly Patch[] {
  const { file, source } = tree;
  if (columns.some(({ field }) => wordsOf(tree, field) === name))
    throw invalid(`the table lists the column "${name}" already`, "column", name);
  if (!canBeListed(name))
    throw refused(tree, block, "edit-refused", `a directive cannot list the column "${name}"`, editHints.oddName);
  const { to } = columns.at(-1)!;
  const texts = columns.map((column) => source.slice(column.from, column.to));
  const patches = [{ file, from: to, to, text: `, ${listedName(name)}` }];
  return asMeant(tree, block, patches, [...texts, listedName(name)], columns.length);
}

/** The columns that a table's directive lists; those of a pivot are its values. */
function listedColumns(
  tree: SourceTree,
  block: SourceBlock,
): { readonly attribute: WrittenAttribute; readonly columns: readonly WrittenColumn[] } | undefined {
  const attributes = writtenAttributes(tree, block)?.attributes ?? [];
  const attribute = attributes.find(({ name }) => name === "columns");
  const isPivot = attributes.some(({ name }) => name === "rows" || name === "value");
  const columns = attribute === undefined || isPivot ? undefined : readColumns(tree, attribute);
  return attribute === undefined || columns === undefined ? undefined : { attribute, columns };
}

/** The columns of a table for an editor; undefined if its directive lists none. */
export function describeColumns(tree: SourceTree, block: SourceBlock): DescribedColumn[] | undefined {
  if (!("name" in block.node) || block.node.name !== "table") return undefined;
  return listedColumns(tree, block)?.columns.map(({ field, label, options }) => ({
    column: wordsOf(tree, field),
    ...(label !== undefined && { label: wordsOf(tree, label) }),
    ...formatOf(tree, options),
    ...rulesOf(tree, options),
  }));
}

function rulesOf({ source }: SourceTree, options: readonly Stretch[]): Pick<DescribedColumn, "rules"> {
  const rules = options
    .map(({ from, to }) => source.slice(from, to))
    .filter(isRule)
    .map(readRule);
  return rules.includes(undefined) ? {} : { rules: rules as DescribedRule[] };
}

function isRule(option: string): boolean {
  return splitRule(option) !== undefined;
}

/** The patches that replace the rules of a column, where the first of them stands, or at its end. */
function rulePatches(tree: SourceTree, column: WrittenColumn, rules: readonly DescribedRule[]): Patch[] {
  const { file, source } = tree;
  const text = writeRules(rules, "/edit/rules");
  const [first, ...others] = column.options.filter(({ from, to }) => isRule(source.slice(from, to)));
  if (first === undefined) return text === "" ? [] : [{ file, from: column.to, to: column.to, text: ` | ${text}` }];
  return [
    text === "" ? withoutOption(tree, first) : { file, ...first, text },
    ...others.map((other) => withoutOption(tree, other)),
  ];
}

function formatOf({ source }: SourceTree, options: readonly Stretch[]): Pick<DescribedColumn, "format"> {
  const format = options.map(({ from, to }) => source.slice(from, to)).find(isFormat);
  return format === undefined ? {} : { format };
}

function patchesFor(
  tree: SourceTree,
  block: SourceBlock,
  columns: readonly WrittenColumn[],
  at: number,
  edit: ColumnEdit,
  quote: string,
): Patch[] {
  const { file, source } = tree;
  const column = columns[at]!;
  if (edit.label !== undefined) {
    const label = quoted(edit.label, quote);
    return column.label === undefined
      ? [{ file, from: column.field.to, to: column.field.to, text: `: ${label}` }]
      : [{ file, ...column.label, text: label }];
  }
  if (edit.format !== undefined) {
    const known = column.options.find((option) => isFormat(source.slice(option.from, option.to)));
    if (edit.format === "") return known === undefined ? [] : [withoutOption(tree, known)];
    checkFormat(edit.format);
    const end = (column.label ?? column.field).to;
    return known === undefined
      ? [{ file, from: end, to: end, text: ` | ${edit.format}` }]
      : [{ file, ...known, text: edit.format }];
  }
  if (edit.rules !== undefined) return rulePatches(tree, column, edit.rules);
  if (edit.hidden === true) {
    if (columns.length === 1) throw refused(tree, block, "last-column", "a table has at least one column");
    const [from, to] = at === 0 ? [column.from, columns[1]!.from] : [columns[at - 1]!.to, column.to];
    return [{ file, from, to, text: "" }];
  }
  const other = columns[edit.move === "left" ? at - 1 : at + 1];
  if (other === undefined) throw refused(tree, block, "no-neighbour", "there is no column on that side");
  return [
    { file, from: column.from, to: column.to, text: source.slice(other.from, other.to) },
    { file, from: other.from, to: other.to, text: source.slice(column.from, column.to) },
  ];
}

/** The patch that takes away an option of a column, with the bar before it. */
function withoutOption({ file, source }: SourceTree, { from, to }: Stretch): Patch {
  return { file, from: from - /\s*\|\s*$/.exec(source.slice(0, from))![0].length, to, text: "" };
}

/** The columns as they must be written afterwards; undefined for the one that has changed. */
function wantedTexts(texts: readonly string[], at: number, edit: ColumnEdit): (string | undefined)[] {
  if (edit.hidden === true) return texts.toSpliced(at, 1);
  if (edit.move === undefined) return texts.map((text, index) => (index === at ? undefined : text));
  const other = edit.move === "left" ? at - 1 : at + 1;
  return texts.map((text, index) => (index === at ? texts[other]! : index === other ? texts[at]! : text));
}

function isTrue(
  tree: SourceTree,
  { path }: SourceBlock,
  patches: readonly Patch[],
  wanted: readonly (string | undefined)[],
  at: number,
): boolean {
  const after = readPatched(tree, patches);
  const found = after && blockAt(after, path);
  if (after === undefined || found === undefined || !sameBut(tree, after, { path, attribute: "columns" })) return false;
  const attribute = writtenAttributes(after, found)?.attributes.find(({ name }) => name === "columns");
  const columns = attribute && readColumns(after, attribute);
  if (columns === undefined || columns.length !== wanted.length) return false;
  return columns.every(({ from, to }, index) => {
    const text = after.source.slice(from, to);
    return wanted[index] === undefined ? index === at && isReadable(text) : text === wanted[index];
  });
}

/** Whether a column reads without faults; what Liquid fills in is not known. */
function isReadable(text: string): boolean {
  if (text.includes("{{") || text.includes("{%")) return true;
  try {
    return parseColumns(text).length === 1;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** The columns of an attribute; undefined if a quotation mark is not closed. */
function readColumns(tree: SourceTree, { valueFrom, valueTo }: WrittenAttribute): WrittenColumn[] | undefined {
  const text = maskedFrom(tree, valueFrom, valueTo);
  const whole = split(text, { from: 0, to: text.length }, ",");
  if (whole === undefined) return undefined;
  // `currency: USD, 0` holds a comma of its own.
  const parts: Stretch[] = [];
  for (const part of whole) {
    const before = parts.at(-1);
    const own = before !== undefined && text.slice(before.from, before.to).includes("|");
    if (own && /^\s*-?\d+\s*(?:\||$)/.test(text.slice(part.from, part.to)))
      parts[parts.length - 1] = { ...before, to: part.to };
    else parts.push(part);
  }
  const move = ({ from, to }: Stretch): Stretch => ({ from: from + valueFrom, to: to + valueFrom });
  return parts.flatMap((part) => {
    const trimmed = trim(text, part);
    if (trimmed.from >= trimmed.to) return [];
    const [head, ...options] = (split(text, trimmed, "|") ?? []).map((each) => trim(text, each));
    const [field, ...label] = split(text, head!, ":") ?? [];
    return [
      {
        ...move(trimmed),
        field: move(trim(text, field!)),
        label: label.length === 0 ? undefined : move(trim(text, { from: label[0]!.from, to: head!.to })),
        options: options.map(move),
      },
    ];
  });
}

function trim(text: string, { from, to }: Stretch): Stretch {
  const words = text.slice(from, to);
  return { from: from + words.length - words.trimStart().length, to: to - (words.length - words.trimEnd().length) };
}

/** Splits a stretch as `parseColumns` does; undefined if a quotation mark is not closed. */
function split(text: string, { from, to }: Stretch, separator: "," | "|" | ":"): Stretch[] | undefined {
  const { parts, unclosed } = splitColumns(text.slice(from, to), separator);
  return unclosed === undefined ? parts.map((part) => ({ from: part.from + from, to: part.to + from })) : undefined;
}

/** Words without their quotation marks. */
function wordsOf({ source }: SourceTree, { from, to }: Stretch): string {
  const text = source.slice(from, to);
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

function isFormat(option: string): boolean {
  try {
    return parseColumns(`x | ${option.replace(/\{[{%][^]*?[}%]\}/g, "1")}`)[0]?.format !== undefined;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

function checkFormat(format: string): void {
  if (/["'|]/.test(format) || !isFormat(format) || /\{[{%]/.test(format))
    throw invalid("this is no format", "format", format);
}

function unknownColumn(column: string, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "unknown-column",
    message: `the table lists no column "${column}"`,
    where: { pointer: "/edit/column" },
    seen: column,
    allowed,
    ...hintNearMatch(column, allowed),
  });
}
