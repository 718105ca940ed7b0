import { BroadsheetError } from "../../../errors.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { sameBut } from "../source/compare-trees.ts";
import { writtenAttributes } from "../source/directive-texts.ts";
import { readPatched } from "../blocks/edit-blocks.ts";
import { editHints } from "../edit-hints.ts";
import type { Patch } from "../edit.ts";
import { refused } from "../text/edit-text.ts";
import { attributesOf, blockAt, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/** The attributes of directives that name columns, a format or a choice, and so can be menus. */
const settings: Readonly<Record<string, readonly string[]>> = {
  "key-figures": ["label", "value", "change", "target", "good", "trend", "note", "format"],
  table: ["sort", "total", "group", "density"],
};

/** The settings that a directive may have; none for other blocks. */
export function settingNames({ node }: SourceBlock): readonly string[] {
  return node.type === "leafDirective" || node.type === "containerDirective" ? (settings[node.name] ?? []) : [];
}

/** The settings of a directive as they are written; undefined for a block that has none. */
export function describeSettings(
  tree: SourceTree,
  block: SourceBlock,
): { readonly name: string; readonly value?: string }[] | undefined {
  const names = settingNames(block);
  // Figures that are written as a list have no columns.
  if (names.length === 0 || block.node.type !== "leafDirective") return undefined;
  const attributes = attributesOf(block, tree.projected);
  // A pivot adds up, groups and sorts by its own attributes.
  const isPivot = block.node.type === "leafDirective" && block.node.name === "table" && "rows" in attributes;
  const possible = isPivot ? names.filter((name) => name === "density") : names;
  return possible.map((name) => ({ name, ...(Object.hasOwn(attributes, name) && { value: attributes[name]! }) }));
}

/**
 * The patch that sets a setting of a directive, or takes it away.
 *
 * @throws BroadsheetError `invalid-request` for a setting that the directive does not have, or a value that cannot be
 *   one, `conflict` if its attributes cannot be read or the file would be read otherwise
 */
export function editSetting(
  tree: SourceTree,
  block: SourceBlock,
  name: string,
  value: string | null,
): readonly Patch[] {
  const allowed = describeSettings(tree, block)?.map((each) => each.name) ?? [];
  if (!allowed.includes(name)) throw unknownSetting(name, allowed);
  if (value !== null && (value.trim() === "" || /["\n\r{}\ufdd0-\ufdef]/.test(value))) throw invalid(value);
  return setAttribute(tree, block, name, value);
}

/**
 * The patch that gives an attribute a value, or takes it away.
 *
 * @param value can stand between double quotation marks
 * @throws BroadsheetError `conflict` if the attributes cannot be read or the file would be read otherwise
 */
export function setAttribute(
  tree: SourceTree,
  block: SourceBlock,
  name: string,
  value: string | null,
): readonly Patch[] {
  const attributes = writtenAttributes(tree, block);
  if (attributes === undefined)
    throw refused(tree, block, "unreadable-attributes", "its attributes cannot be read", editHints.faultyMarks);
  const { file, source } = tree;
  const { end } = attributes;
  const old = attributes.attributes.find((each) => each.name === name);
  if (old === undefined && value === null) return [];
  const text = `${name}="${value ?? ""}"`;
  const patch: Patch =
    old === undefined
      ? { file, from: end, to: end, text: source[end - 1] === "{" ? text : ` ${text}` }
      : value === null
        ? { file, ...withSpace(source, old), text: "" }
        : { file, from: old.from, to: old.to, text };
  if (source.slice(patch.from, patch.to) === patch.text) return [];
  const after = readPatched(tree, [patch]);
  const found = after && blockAt(after, block.path);
  const isTrue =
    after !== undefined &&
    found !== undefined &&
    sameBut(tree, after, { path: block.path, attribute: name }) &&
    attributesOf(found, after.projected)[name] === (value ?? undefined);
  if (isTrue) return [patch];
  throw refused(tree, block, "edit-refused", "it would not be read as it is meant", editHints.otherValue);
}

/** An attribute with the space before it, or behind it if it is the first. */
function withSpace(
  source: string,
  { from, to }: { readonly from: number; readonly to: number },
): {
  readonly from: number;
  readonly to: number;
} {
  const before = source.slice(0, from).trimEnd().length;
  const first = source[before - 1] === "{";
  return { from: first ? from : before, to: first ? to + /^\s*/.exec(source.slice(to))![0].length : to };
}

function unknownSetting(name: string, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "unknown-caption",
    message: allowed.length === 0 ? "this block has no settings" : `this block has no "${name}"`,
    where: { pointer: "/edit/name" },
    seen: name,
    allowed,
    ...hintNearMatch(name, allowed),
  });
}

function invalid(value: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message: "this is no value of the setting",
    where: { pointer: "/edit/value" },
    seen: value,
  });
}
