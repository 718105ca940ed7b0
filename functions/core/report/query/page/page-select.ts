import { isSettled, judgeExpression } from "./judge-expression.ts";
import { ctesOf, judgeDistinct, judgeSelect, openJudging, refuseEmpty } from "./judge-select.ts";
import type { JudgedBy, Judging, Outputs } from "./judging.ts";
import { type Node, nodesBelow, numberOf, rawNumber } from "./query-tree.ts";

/** Where a row says by what it is sorted: place from 0 among the query's columns, or name of a column. */
export interface SortKey {
  readonly column: number | string;
  /** `DESC NULLS LAST` and the like; empty: as the database is set. */
  readonly direction: string;
}

/** A query that may run once for a page of letters. */
export interface PageSelect {
  /** Its node, which also returns the keys that are none of its columns, as its last columns. */
  readonly node: Node;
  /** By which its rows are sorted. If two rows of a letter are equal in all, their order is not certain. */
  readonly keys: readonly SortKey[];
  /** Columns at the end that are none of its own. */
  readonly added: number;
  /** Rows of a letter; the node returns one more, so that it shows whether the last ones tie. */
  readonly limit: number | undefined;
}

/** Name of a column that is added for a key. */
export function keyColumn(index: number): string {
  return ` key ${index}`;
}

/**
 * Judges a query, and makes of it one that shows the order of its rows.
 *
 * @param node of a statement, in whose text columns of `pageTable` stand for the parameters that vary
 * @param one item of a SELECT list, a whole number, which becomes another
 * @throws Unpageable
 */
export function pageSelect(node: Node, one: Node, by: JudgedBy): PageSelect {
  const judging = openJudging(by);
  const modifiers = node["modifiers"] as readonly Node[];
  const orders = modifiers.flatMap(({ orders: terms }) => (terms ?? []) as readonly Node[]);
  if (node["type"] === "SET_OPERATION_NODE") {
    const { node: numbered, outputs } = numberArms(node, orders.length === 0 ? one : undefined, judging);
    const keys =
      orders.length === 0
        ? [{ column: keyColumn(0), direction: "" }]
        : orders.map((order) => ({ column: ownColumn(order, outputs, judging), direction: directionOf(order) }));
    const limit = judgeLimits(modifiers, outputs, judging);
    return { node: withLimit(numbered, limit), keys, added: orders.length === 0 ? 1 : 0, limit };
  }
  const outputs = judgeSelect(node, judging);
  const limit = judgeLimits(modifiers, outputs, judging);
  const added: Node[] = [];
  const keys = orders.flatMap((order): SortKey[] => {
    const direction = directionOf(order);
    const expression = order["expression"] as Node;
    if (expression["class"] === "STAR") {
      if (outputs.starred) judging.refuse("sorting", "sorts by all of its columns, some of which are a *");
      return outputs.columns.map((_, column) => ({ column, direction }));
    }
    const own = placeOf(expression, outputs);
    if (own !== undefined) return [{ column: own, direction }];
    judgeKey(expression, node, outputs, judging);
    added.push({ ...expression, alias: keyColumn(added.length) });
    return [{ column: keyColumn(added.length - 1), direction }];
  });
  const list = [...(node["select_list"] as readonly Node[]), ...added];
  return { node: withLimit({ ...node, select_list: list }, limit), keys, added: added.length, limit };
}

/**
 * Numbers the parts of a UNION ALL by an added column: the rows of a part come before those of the next, and those of
 * one part tie.
 *
 * @param one absent: no column is added
 */
function numberArms(node: Node, one: Node | undefined, judging: Judging): { node: Node; outputs: Outputs } {
  let arms = 0;
  let first: Outputs | undefined;
  const visit = (arm: Node): Node => {
    if (arm["type"] !== "SET_OPERATION_NODE") {
      if (arm !== node && (arm["modifiers"] as readonly unknown[]).length > 0)
        judging.refuse("limit", "sorts, limits or makes distinct a part of a UNION ALL");
      const outputs = judgeSelect(arm, judging);
      refuseEmpty(outputs, judging);
      first ??= outputs;
      if (one === undefined) return arm;
      const number = {
        ...one,
        value: { ...(one["value"] as Node), value: rawNumber((arms += 1)) },
        alias: keyColumn(0),
      };
      return { ...arm, select_list: [...(arm["select_list"] as readonly Node[]), number] };
    }
    if (arm["setop_type"] !== "UNION" || arm["setop_all"] !== true || ctesOf(arm).length > 0)
      judging.refuse("shape", "combines queries by other means than UNION ALL");
    if (arm !== node && (arm["modifiers"] as readonly unknown[]).length > 0)
      judging.refuse("limit", "sorts, limits or makes distinct a part of a UNION ALL");
    return Object.fromEntries(
      Object.entries(arm).map(([key, child]) =>
        key === "left" || key === "right"
          ? [key, child == null ? child : visit(child as Node)]
          : key === "children"
            ? [key, (child as readonly Node[]).map(visit)]
            : [key, child],
      ),
    );
  };
  const numbered = visit(node);
  return { node: numbered, outputs: first! };
}

/** The limit of a query; it must sort, and may not skip. */
function judgeLimits(modifiers: readonly Node[], { columns }: Outputs, judging: Judging): number | undefined {
  let limit: number | undefined;
  for (const modifier of modifiers) {
    if (modifier["type"] === "DISTINCT_MODIFIER")
      judgeDistinct(modifier["distinct_on_targets"] as readonly Node[], columns, judging);
    if (modifier["type"] === "LIMIT_PERCENT_MODIFIER") judging.refuse("limit", "returns a share of its rows");
    if (modifier["type"] !== "LIMIT_MODIFIER") continue;
    const count = modifier["limit"] as Node | null;
    limit = count?.["class"] === "CONSTANT" ? numberOf((count["value"] as Node)["value"]) : undefined;
    if (limit === undefined || !Number.isSafeInteger(limit) || modifier["offset"] != null)
      judging.refuse("limit", "has a LIMIT that is not a number, or an OFFSET");
    if (!modifiers.some(({ type }) => type === "ORDER_MODIFIER"))
      judging.refuse("limit", "has a LIMIT without ORDER BY, so which rows it returns is not certain");
  }
  return limit;
}

/** The node with one row more than its limit allows. */
function withLimit(node: Node, limit: number | undefined): Node {
  const more = (modifier: Node): Node => {
    const count = modifier["limit"] as Node;
    return { ...modifier, limit: { ...count, value: { ...(count["value"] as Node), value: rawNumber(limit! + 1) } } };
  };
  // Without a limit, sorting inside would be lost anyway.
  const modifiers = (node["modifiers"] as readonly Node[])
    .filter(({ type }) => limit !== undefined || type !== "ORDER_MODIFIER")
    .map((modifier) => (modifier["type"] === "LIMIT_MODIFIER" && limit !== undefined ? more(modifier) : modifier));
  return { ...node, modifiers };
}

function ownColumn(order: Node, outputs: Outputs, judging: Judging): number | string {
  const place = placeOf(order["expression"] as Node, outputs);
  if (place === undefined) judging.refuse("sorting", "sorts a UNION ALL by what is none of its columns");
  return place ?? 0;
}

/** The column of a query's own by which it sorts. */
function placeOf(expression: Node, { columns, starred }: Outputs): number | string | undefined {
  if (expression["class"] === "CONSTANT") {
    const place = numberOf((expression["value"] as Node)["value"]);
    return !starred && place >= 1 && place <= columns.length ? place - 1 : undefined;
  }
  const names = expression["column_names"] as readonly string[] | undefined;
  if (names?.length !== 1) return undefined;
  const name = names[0]!.toLowerCase();
  const places = columns.flatMap((column, place) => (column.name === name ? [place] : []));
  return places.length === 1 ? (starred ? name : places[0]) : undefined;
}

/** Judges a key that becomes a column: the same words must mean the same in the list as in ORDER BY. */
function judgeKey(expression: Node, node: Node, outputs: Outputs, judging: Judging): void {
  const distinct = (node["modifiers"] as readonly Node[]).some(({ type }) => type === "DISTINCT_MODIFIER");
  if (expression["class"] === "CONSTANT" || distinct || node["aggregate_handling"] === "FORCE_AGGREGATES")
    judging.refuse("sorting", "sorts by what is none of its columns");
  // In ORDER BY a name is first that of a column returned, in the list first that of a table's.
  const list = node["select_list"] as readonly Node[];
  const given = new Set(
    list.flatMap(({ alias }) => (typeof alias === "string" && alias !== "" ? [alias.toLowerCase()] : [])),
  );
  for (const { column_names: names } of nodesBelow([expression]))
    if (Array.isArray(names) && names.length === 1 && given.has(String(names[0]).toLowerCase()))
      judging.refuse(
        "sorting",
        `sorts by an expression with the name of a column that it returns, ${String(names[0])}`,
      );
  const scope = { tables: new Map(outputs.tables), aliases: new Map(), aggregates: 0 };
  const { kind } = judgeExpression(expression, scope, judging);
  if (kind !== "floating" && !isSettled(kind)) judging.refuse("sorting", "sorts by values of an unknown kind");
}

function directionOf({ type, null_order: nulls }: Node): string {
  const direction = type === "DESCENDING" ? "DESC" : type === "ASCENDING" ? "ASC" : "";
  const place = nulls === "ORDER_DEFAULT" ? "" : String(nulls);
  return `${direction} ${place}`.trim();
}
