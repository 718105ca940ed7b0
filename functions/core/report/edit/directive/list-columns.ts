import { editHints } from "../edit-hints.ts";
import type { ColumnEdit, Patch } from "../edit.ts";
import { BroadsheetError } from "../../../errors.ts";
import { sameBut } from "../source/compare-trees.ts";
import { writtenAttributes } from "../source/directive-texts.ts";
import { readPatched } from "../blocks/edit-blocks.ts";
import { canBeListed, listedName } from "./column-words.ts";
import { editColumn } from "./edit-column.ts";
import { refused } from "../text/edit-text.ts";
import { attributesOf, blockAt, type SourceBlock, type SourceTree } from "../source/source-tree.ts";

/**
 * Of a table of a query that lists no columns: those that it does not print, since they head its groups or name the
 * kinds of its rows.
 *
 * @returns undefined for a table that lists columns, a pivot, a table in Markdown, and one whose groups are known only
 *   when a report is made
 */
export function leftOut(tree: SourceTree, block: SourceBlock): readonly string[] | undefined {
  if (!("name" in block.node) || block.node.name !== "table") return undefined;
  const attributes = attributesOf(block, tree.projected);
  const { data, group, style } = attributes;
  if (data === undefined || "columns" in attributes || "rows" in attributes || "value" in attributes) return undefined;
  const named = [group, style].filter((name) => name !== undefined);
  return named.some((name) => /\{[{%]/.test(name)) ? undefined : named;
}

/**
 * The patch that lists the columns of a table that lists none, and changes one of them.
 *
 * @param columns of its query
 * @throws BroadsheetError as `editColumn`, and `conflict` for names that a directive cannot list
 */
export function listColumns(
  tree: SourceTree,
  block: SourceBlock,
  edit: ColumnEdit,
  columns: readonly string[],
): readonly Patch[] {
  const { file, source } = tree;
  const without = leftOut(tree, block) ?? [];
  const attributes = writtenAttributes(tree, block);
  const names = columns.filter((name) => !without.includes(name));
  const odd = names.find((name) => !canBeListed(name));
  if (odd !== undefined || attributes === undefined)
    throw refused(
      tree,
      block,
      "edit-refused",
      odd === undefined ? "its attributes cannot be read" : `a directive cannot list the column "${odd}"`,
      odd === undefined ? editHints.faultyMarks : editHints.oddName,
    );
  const list = names.map(listedName).join(", ");
  const at = attributes.end;
  const added = `${source[at - 1] === "{" ? "" : " "}columns="${list}"`;
  const listed = readPatched(tree, [{ file, from: at, to: at, text: added }]);
  const found = listed && blockAt(listed, block.path);
  if (listed === undefined || found === undefined)
    throw refused(tree, block, "edit-refused", "the columns would not be read as they are meant", editHints.oddName);
  const changes = editColumn(listed, found, edit);
  const text = changes
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, patch) => whole.slice(0, patch.from - at) + patch.text + whole.slice(patch.to - at), added);
  const patch = { file, from: at, to: at, text };
  const after = readPatched(tree, [patch]);
  if (after !== undefined && sameBut(tree, after, { path: block.path, attribute: "columns" })) return [patch];
  throw new BroadsheetError("conflict", {
    code: "edit-refused",
    message: `${file}: another block would change`,
    where: { file },
  });
}
