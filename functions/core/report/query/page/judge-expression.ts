import { type Column, type Judging, parameterOf, type Scope } from "./judging.ts";
import { childrenOf, type Node } from "./query-tree.ts";
import { commonKind, type Kind, kindOfCall, kindOfType } from "./value-kinds.ts";

/** Aggregates that give the same whatever the order of the rows, if their argument is of a suitable kind. */
const aggregates: ReadonlySet<string> = new Set([
  "count",
  "count_star",
  "count_if",
  "countif",
  "sum",
  "avg",
  "mean",
  "min",
  "max",
  "bool_and",
  "bool_or",
]);

const truths: ReadonlySet<string> = new Set([
  "OPERATOR_IS_NULL",
  "OPERATOR_IS_NOT_NULL",
  "OPERATOR_NOT",
  "COMPARE_IN",
  "COMPARE_NOT_IN",
]);

const unknown: Column = { kind: "unknown", type: "" };

/**
 * Judges an expression: whether its value depends only on the values of rows, not on their order.
 *
 * @returns the kind and type of the value, as far as they are known
 * @throws Unpageable
 */
export function judgeExpression(expression: Node, scope: Scope, judging: Judging): Column {
  const judge = (child: Node): Column => judgeExpression(child, scope, judging);
  switch (expression["class"]) {
    case "CONSTANT": {
      const { type, is_null: missing } = expression["value"] as Node;
      return missing === true ? unknown : valueOf(kindOfType(String((type as Node)["id"])));
    }
    case "COLUMN_REF": {
      const parameter = parameterOf(expression);
      if (parameter !== undefined)
        judging.refuse("parameter", `uses $${parameter} elsewhere than in WHERE column = $${parameter}`);
      if ((expression["column_names"] as readonly string[]).at(-1)?.toLowerCase() === "rowid")
        judging.refuse("rowid", "uses rowid, which numbers the rows by their order");
      return columnOf(expression, scope) ?? unknown;
    }
    case "CAST":
      judge(expression["child"] as Node);
      return valueOf(kindOfType(String((expression["cast_type"] as Node)["id"])));
    case "COMPARISON":
    case "CONJUNCTION":
    case "BETWEEN":
      for (const child of childrenOf(expression)) judge(child);
      return valueOf("boolean");
    case "OPERATOR": {
      const children = expression["children"] as readonly Node[];
      const kinds = children.map((child) => ({ child, kind: judge(child).kind }));
      if (expression["type"] === "OPERATOR_COALESCE") return valueOf(kindOfAny(kinds));
      if (!truths.has(String(expression["type"])))
        judging.refuse("function", `uses ${String(expression["type"]).replace("OPERATOR_", "")}`);
      return valueOf("boolean");
    }
    case "CASE": {
      const results = [expression["else_expr"] as Node];
      for (const check of expression["case_checks"] as readonly Node[]) {
        judge(check["when_expr"] as Node);
        results.push(check["then_expr"] as Node);
      }
      return valueOf(kindOfAny(results.map((child) => ({ child, kind: judge(child).kind }))));
    }
    case "FUNCTION":
      return judgeCall(expression, scope, judging);
    case "SUBQUERY":
      return judgeSubquery(expression, judge, judging);
    case "WINDOW":
      judging.refuse("window", "has a window function, which sees the rows in an order");
      return unknown;
    default:
      judging.refuse("function", `has an expression of the kind ${String(expression["class"])}`);
      return unknown;
  }
}

/** A computed value. */
function valueOf(kind: Kind): Column {
  return { kind, type: "" };
}

/** The column that an expression names; undefined if the tree does not show it. */
export function columnOf(expression: Node, { tables, aliases }: Scope): Column | undefined {
  const names = (expression["column_names"] as readonly string[] | undefined)?.map((name) => name.toLowerCase()) ?? [];
  const [first = "", second] = names;
  if (names.length === 2) return tables.get(first)?.get(second!);
  if (names.length !== 1) return undefined;
  const found = [...tables.values()].flatMap((columns) => columns.get(first) ?? []);
  if (found.length === 0) return aliases.get(first);
  return found.every(({ type }) => type === found[0]!.type) ? found[0] : undefined;
}

/** The kind of a value that is one of several; NULL is of any. */
function kindOfAny(values: readonly { readonly child: Node; readonly kind: Kind }[]): Kind {
  return commonKind(values.filter(({ child }) => !isNull(child)).map(({ kind }) => kind));
}

function isNull(expression: Node): boolean {
  return expression["class"] === "CONSTANT" && (expression["value"] as Node)["is_null"] === true;
}

function judgeCall(call: Node, scope: Scope, judging: Judging): Column {
  const name = String(call["function_name"]).toLowerCase();
  const children = call["children"] as readonly Node[];
  const kinds = children.map((child) => judgeExpression(child, scope, judging).kind);
  if (call["filter"] != null) judgeExpression(call["filter"] as Node, scope, judging);
  const orders = ((call["order_bys"] as Node | null)?.["orders"] ?? []) as readonly Node[];
  for (const { expression } of orders) judgeExpression(expression as Node, scope, judging);
  if (orders.length > 0 || String(call["schema"] ?? "") !== "")
    judging.refuse("function", `calls ${name}() in a way that is not known to qualify`);
  if (aggregates.has(name)) {
    scope.aggregates += 1;
    return { kind: judgeAggregate(name, kinds, judging), type: "" };
  }
  const kind = kindOfCall(name, kinds);
  if (kind === undefined)
    judging.refuse("function", `calls ${name}(), which is not known to be independent of the rows' order`);
  return { kind: kind ?? "unknown", type: "" };
}

function judgeAggregate(name: string, kinds: readonly Kind[], judging: Judging): Kind {
  const [kind = "unknown"] = kinds;
  switch (name) {
    case "sum":
    case "avg":
    case "mean":
      if (kind !== "exact")
        judging.refuse(
          "floating-sum",
          `adds up floating numbers by ${name}(), and the order of the rows decides the last digits: cast them to a DECIMAL`,
        );
      return name === "sum" ? kind : "floating";
    case "min":
    case "max":
      if (kinds.length !== 1) judging.refuse("function", `calls ${name}() with ${kinds.length} arguments`);
      if (!isSettled(kind))
        judging.refuse("floating-key", `takes ${name}() of floating numbers, of which different ones are equal`);
      return kind;
    case "bool_and":
    case "bool_or":
      return "boolean";
    default:
      return "exact";
  }
}

/** Whether equal values of a kind are the same. */
export function isSettled(kind: Kind): boolean {
  return kind !== "unknown" && kind !== "floating";
}

function judgeSubquery(expression: Node, judge: (child: Node) => Column, judging: Judging): Column {
  if (expression["child"] != null) judge(expression["child"] as Node);
  const { single, columns } = judging.inner(
    (expression["subquery"] as Node)["node"] as Node,
    expression["subquery_type"] === "SCALAR",
  );
  if (expression["subquery_type"] !== "SCALAR") return { kind: "boolean", type: "" };
  if (!single) judging.refuse("subquery", "takes a value from a query that is no aggregate, and may return several");
  return columns[0] ?? unknown;
}
