import type { Window } from "./stage.ts";
import { isNode, named, type Node, nodesOf, textOf, visitNodes } from "./syntax-tree.ts";

/** Begins the name of every column that is added to a query. */
export const own = "broadsheet_";

/** Window functions that read the rows of their frame; the others read all of their partition. */
const framedTypes = new Set(["WINDOW_AGGREGATE", "WINDOW_FIRST_VALUE", "WINDOW_LAST_VALUE", "WINDOW_NTH_VALUE"]);

/** The windows of a query itself, not of its subqueries. */
export function windowsOf(query: Node): Window[] {
  const found: Window[] = [];
  for (const part of ["select_list", "qualify"])
    visitNodes(query[part], (node) => {
      if (node["type"] === "SUBQUERY") return false;
      if (node["class"] !== "WINDOW") return true;
      const partitions = nodesOf(node["partitions"]).length;
      const framed = framedTypes.has(textOf(node["type"]));
      const apart =
        /^EXPR_PRECEDING_(?:ROWS|GROUPS)/.test(textOf(node["end"])) ||
        /^EXPR_FOLLOWING_(?:ROWS|GROUPS)/.test(textOf(node["start"]));
      found.push({ node, prefix: `${own}w${found.length}_`, partitions, framed, apart });
      return true;
    });
  return found;
}

/**
 * The columns that say which rows a window function reads: its partition, and the places of the first and the last row
 * of its frame in the partition's order.
 */
export function windowColumns({ node, prefix, framed }: Window): Node[] {
  const partitions = nodesOf(node["partitions"]).map((term, index) => named(term, `${prefix}p${index}`));
  if (!framed) return partitions;
  const counting: Node = {
    ...node,
    type: "WINDOW_AGGREGATE",
    function_name: "count_star",
    exclude_clause: "NO_OTHER",
    children: [],
    filter_expr: null,
    distinct: false,
    ignore_nulls: false,
    arg_orders: [],
    offset_expr: null,
    default_expr: null,
  };
  const first = { start: "UNBOUNDED_PRECEDING", start_expr: null };
  const last = { end: "UNBOUNDED_FOLLOWING", end_expr: null };
  const place = { ...counting, type: "WINDOW_ROW_NUMBER", function_name: "row_number" };
  return [
    ...partitions,
    named({ ...place, ...first, end: "CURRENT_ROW_RANGE", end_expr: null }, `${prefix}n`),
    // Rows that EXCLUDE leaves out with a row have its place in the order.
    ...(node["exclude_clause"] === "NO_OTHER"
      ? []
      : [
          named(
            {
              ...place,
              type: "WINDOW_RANK",
              function_name: "rank",
              ...first,
              end: "CURRENT_ROW_RANGE",
              end_expr: null,
            },
            `${prefix}k`,
          ),
        ]),
    named({ ...counting, ...first, ...last }, `${prefix}t`),
    named({ ...counting, ...first }, `${prefix}h`),
    named({ ...counting, ...last }, `${prefix}s`),
    ...(isNode(node["filter_expr"]) ? [named(node["filter_expr"], `${prefix}f`)] : []),
  ];
}
