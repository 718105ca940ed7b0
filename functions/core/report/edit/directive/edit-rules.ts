import { BroadsheetError } from "../../../errors.ts";
import type { DescribedBlock, DescribedCondition, DescribedRule, Patch } from "../edit.ts";
import { setAttribute } from "./edit-setting.ts";
import { attributesOf, type SourceBlock, type SourceTree } from "../source/source-tree.ts";
import { readConditions, readRules, writeConditions, writeRules } from "./written-rules.ts";

const directivesWith = { where: ["chart", "image", "key-figures", "table"], status: ["key-figures"] };

/** Which rows a directive shows and what its rules say, if a menu can show that. */
export function describeRules(tree: SourceTree, block: SourceBlock): Pick<DescribedBlock, "where" | "status"> {
  const attributes = attributesOf(block, tree.projected);
  const where = takes(tree, block, "where") ? readConditions(attributes["where"] ?? "", "where") : undefined;
  const status = takes(tree, block, "status") ? readRules(attributes["status"] ?? "") : undefined;
  return { ...(where !== undefined && { where }), ...(status !== undefined && { status }) };
}

/**
 * The patch that makes a directive show the rows that meet conditions; all without conditions.
 *
 * @throws BroadsheetError `invalid-request` for a block that picks no rows, and conditions that cannot be written;
 *   `conflict` as `setAttribute`
 */
export function editWhere(
  tree: SourceTree,
  block: SourceBlock,
  conditions: readonly DescribedCondition[],
): readonly Patch[] {
  if (!takes(tree, block, "where")) throw unfit("this block shows no rows of a query");
  const text = writeConditions(conditions, "where", "/edit/conditions");
  return setAttribute(tree, block, "where", text === "" ? null : text);
}

/**
 * The patch that sets what is said of key figures.
 *
 * @throws BroadsheetError as `editWhere`
 */
export function editStatus(tree: SourceTree, block: SourceBlock, rules: readonly DescribedRule[]): readonly Patch[] {
  if (!takes(tree, block, "status")) throw unfit("this block has no status");
  const text = writeRules(rules, "/edit/rules");
  return setAttribute(tree, block, "status", text === "" ? null : text);
}

/** Whether a block is a directive that shows rows of a query, and may have the attribute. */
function takes(tree: SourceTree, block: SourceBlock, attribute: "where" | "status"): boolean {
  const { node } = block;
  if (node.type !== "leafDirective") return false;
  const { data, spec } = attributesOf(block, tree.projected);
  return (data !== undefined || spec !== undefined) && directivesWith[attribute].includes(node.name);
}

function unfit(message: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "invalid-content", message, where: { pointer: "/edit/do" } });
}
