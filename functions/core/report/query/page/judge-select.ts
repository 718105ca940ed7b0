import { columnOf, isSettled, judgeExpression } from "./judge-expression.ts";
import {
  type Column,
  type Columns,
  type JudgedBy,
  type Judging,
  type Outputs,
  parameterOf,
  type Scope,
  Unpageable,
} from "./judging.ts";
import { childrenOf, type Node, numberOf } from "./query-tree.ts";
import { kindOfType } from "./value-kinds.ts";

/** What the judgement of queries needs, with its verdict on a SELECT inside another. */
export function openJudging(by: JudgedBy): Judging {
  const judging: Judging = {
    ...by,
    refuse(rule, message) {
      if (by.without?.has(rule) !== true) throw new Unpageable(rule, message);
    },
    inner(node, value) {
      const outputs = judgeSelect(node, judging);
      if (!value) refuseEmpty(outputs, judging);
      judgeInnerModifiers(node, outputs, judging);
      return outputs;
    },
  };
  return judging;
}

/**
 * Judges a SELECT without its modifiers: whether its rows, in whatever order, depend only on the rows of its tables.
 *
 * @throws Unpageable
 */
export function judgeSelect(node: Node, judging: Judging): Outputs {
  if (node["type"] !== "SELECT_NODE") judging.refuse("shape", "is more than a SELECT");
  if (ctesOf(node).length > 0) judging.refuse("shape", "has a WITH");
  if (node["qualify"] != null) judging.refuse("window", "has a QUALIFY");
  if (node["sample"] != null) judging.refuse("shape", "takes a sample");
  const scope: Scope = { tables: new Map(), aliases: new Map(), aggregates: 0 };
  if (node["from_table"] != null) judgeTable(node["from_table"] as Node, scope, judging);
  if (node["where_clause"] != null)
    for (const condition of conjuncts(node["where_clause"] as Node)) judgeCondition(condition, scope, judging);
  const { columns, starred, grouping } = judgeList(node["select_list"] as readonly Node[], scope, judging);
  if (node["having"] != null) judgeExpression(node["having"] as Node, scope, judging);
  const groups = node["group_expressions"] as readonly Node[];
  const byAll = node["aggregate_handling"] === "FORCE_AGGREGATES";
  if ((node["group_sets"] as readonly unknown[]).length > 1) judging.refuse("shape", "groups in several ways at once");
  const keys = byAll ? grouping : groups.map((key) => groupKey(key, columns, scope, judging));
  if (!keys.every(({ kind }) => isSettled(kind)))
    judging.refuse("floating-key", "groups by floating numbers, of which different ones are equal");
  return { columns, starred, single: scope.aggregates > 0 && groups.length === 0 && !byAll, tables: scope.tables };
}

/** Refuses a part of a query that returns a row although it reads none. */
export function refuseEmpty({ single }: Outputs, judging: Judging): void {
  if (single) judging.refuse("empty", "adds up rows in a part of it without GROUP BY");
}

/** The common table expressions of a node. */
export function ctesOf(node: Node): readonly unknown[] {
  return (node["cte_map"] as { readonly map?: readonly unknown[] } | undefined)?.map ?? [];
}

function judgeInnerModifiers(node: Node, { columns }: Outputs, judging: Judging): void {
  for (const { type, distinct_on_targets: targets } of node["modifiers"] as readonly Node[])
    if (type === "DISTINCT_MODIFIER") judgeDistinct(targets as readonly Node[], columns, judging);
    else if (type !== "ORDER_MODIFIER") judging.refuse("limit", "takes some of the rows of a query inside it");
}

/** Judges a DISTINCT. */
export function judgeDistinct(targets: readonly Node[], columns: readonly Column[], judging: Judging): void {
  if (targets.length > 0) judging.refuse("limit", "has a DISTINCT ON, which takes the first rows of a sequence");
  if (!columns.every(({ kind }) => isSettled(kind)))
    judging.refuse("floating-key", "has a DISTINCT with floating numbers, of which different ones are equal");
}

function judgeList(
  list: readonly Node[],
  scope: Scope,
  judging: Judging,
): { columns: Outputs["columns"]; starred: boolean; grouping: readonly Column[] } {
  const columns: Outputs["columns"][number][] = [];
  const grouping: Column[] = [];
  let starred = false;
  for (const item of list) {
    if (item["class"] === "STAR") {
      starred = true;
      const changes = [item["replace_list"], item["rename_list"]] as readonly (readonly unknown[])[];
      if (item["columns"] === true || item["expr"] != null || changes.some((list) => list.length > 0))
        judging.refuse("shape", "has a * that computes");
      const all = [...scope.tables.values()].flatMap((of) => [...of].map(([name, column]) => ({ name, ...column })));
      columns.push(...all);
      grouping.push(...all);
      continue;
    }
    const before = scope.aggregates;
    const column = judgeExpression(item, scope, judging);
    const alias = String(item["alias"] ?? "").toLowerCase();
    const own = (item["column_names"] as readonly string[] | undefined)?.at(-1)?.toLowerCase();
    const name = alias === "" ? own : alias;
    columns.push({ ...column, name });
    if (scope.aggregates === before) grouping.push(column);
    if (name !== undefined && !scope.aliases.has(name)) scope.aliases.set(name, column);
  }
  return { columns, starred, grouping };
}

function groupKey(key: Node, columns: readonly Column[], scope: Scope, judging: Judging): Column {
  if (key["class"] !== "CONSTANT") return judgeExpression(key, scope, judging);
  const place = numberOf((key["value"] as Node)["value"]);
  return columns[place - 1] ?? { kind: "unknown", type: "" };
}

/** The conditions that all must hold. */
function conjuncts(condition: Node): readonly Node[] {
  return condition["type"] === "CONJUNCTION_AND" ? [...childrenOf(condition)].flatMap(conjuncts) : [condition];
}

function judgeCondition(condition: Node, scope: Scope, judging: Judging): void {
  const sides = [condition["left"], condition["right"]] as (Node | undefined)[];
  const parameters = sides.map((side) => (side === undefined ? undefined : parameterOf(side)));
  const name = parameters.find((parameter) => parameter !== undefined);
  const other = sides[parameters.indexOf(undefined)];
  if (condition["type"] !== "COMPARE_EQUAL" || name === undefined || other?.["class"] !== "COLUMN_REF")
    return void judgeExpression(condition, scope, judging);
  const { kind, type } = columnOf(other, scope) ?? { kind: "unknown", type: "" };
  const given = judging.varying.get(name);
  const fits = given === "BIGINT" ? kind === "exact" : given !== undefined && given === type;
  if (!fits)
    judging.refuse(
      "parameter-type",
      `compares $${name}${given === undefined ? "" : ` (${given})`} with a column of another type${type === "" ? "" : ` (${type})`}`,
    );
}

function judgeTable(table: Node, scope: Scope, judging: Judging): void {
  const renamed = (table["column_name_alias"] as readonly unknown[] | undefined)?.length ?? 0;
  if (table["sample"] != null) judging.refuse("shape", "takes a sample");
  if (renamed > 0) judging.refuse("shape", "renames the columns of a table");
  const alias = String(table["alias"] ?? "").toLowerCase();
  switch (table["type"]) {
    case "EMPTY":
      return;
    case "BASE_TABLE": {
      const name = String(table["table_name"]).toLowerCase();
      const columns = judging.tables.get(name);
      if (columns === undefined)
        judging.refuse("table", `reads ${name}, which is not the same for all letters of a batch nor one for each`);
      addTable(alias === "" ? name : alias, columns ?? new Map(), scope, judging);
      return;
    }
    case "JOIN": {
      if (
        !["INNER", "LEFT"].includes(String(table["join_type"])) ||
        !["REGULAR", "CROSS"].includes(String(table["ref_type"]))
      )
        judging.refuse("shape", "has a join that is neither INNER nor LEFT");
      judgeTable(table["left"] as Node, scope, judging);
      judgeTable(table["right"] as Node, scope, judging);
      if (table["condition"] != null) judgeExpression(table["condition"] as Node, scope, judging);
      return;
    }
    case "SUBQUERY": {
      const { columns } = judging.inner((table["subquery"] as Node)["node"] as Node, false);
      addTable(alias, columnsOf(columns), scope, judging);
      return;
    }
    case "EXPRESSION_LIST":
      return judging.refuse("values", "reads VALUES");
    default:
      judging.refuse("table", "reads what is neither a dataset nor a query");
  }
}

function addTable(name: string, columns: Columns, { tables }: Scope, judging: Judging): void {
  if (tables.has(name))
    judging.refuse("shape", name === "" ? "joins queries without names" : `reads two tables by the name ${name}`);
  tables.set(name, columns);
}

function columnsOf(columns: Outputs["columns"]): Columns {
  return new Map(columns.flatMap(({ name, ...column }) => (name === undefined ? [] : [[name, column] as const])));
}

/** A column of a DuckDB type. */
export function columnOfType(type: string): Column {
  return { kind: kindOfType(type), type };
}
