/** A node of DuckDB's syntax tree, as `json_serialize_sql` prints it. */
export type Node = Readonly<Record<string, unknown>>;

/** A query of a syntax tree; a statement's, an expression's or a common table's. */
export interface CommonTable {
  readonly key: string;
  readonly value: Node;
}

const raw = (source: string): unknown => (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source);

/**
 * Reads a tree without changing a number: JavaScript has no whole number as large as a missing `query_location`, and
 * would write `1.0` as `1`, which is another type.
 */
export function readTree(text: string): Node {
  return JSON.parse(text, asWritten as (key: string, value: unknown) => unknown) as Node;
}

function asWritten(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === "number" && source !== undefined && source !== String(value) ? raw(source) : value;
}

/** Numbers that `readTree` keeps as they are written are objects too. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("rawJSON" in value);
}

export function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The common tables of a query, in their order. */
export function commonTables(query: Node): readonly CommonTable[] {
  return (query["cte_map"] as { readonly map?: readonly CommonTable[] } | undefined)?.map ?? [];
}

/** The query of a common table or a subquery. */
export function queryOf(statement: unknown): Node {
  return (statement as { readonly node: Node }).node;
}

/** Visits a node and all below it, parents first; below one for which `visit` returns false nothing is visited. */
export function visitNodes(value: unknown, visit: (node: Node) => boolean | void): void {
  if (Array.isArray(value)) {
    for (const item of value) visitNodes(item, visit);
    return;
  }
  if (!isNode(value) || visit(value) === false) return;
  for (const child of Object.values(value)) visitNodes(child, visit);
}

/** Copies a tree; `change` returns what stands for a node, or undefined to copy it. */
export function changeNodes<T>(value: T, change: (node: Node) => Node | undefined): T {
  if (Array.isArray(value)) return value.map((item: unknown) => changeNodes(item, change)) as T;
  if (!isNode(value)) return value;
  const changed = change(value);
  if (changed !== undefined) return changed as T;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, changeNodes(child, change)])) as T;
}

export function columnReference(...names: readonly string[]): Node {
  return { class: "COLUMN_REF", type: "COLUMN_REF", alias: "", query_location: 0, column_names: names };
}

export function callOf(name: string, children: readonly Node[], filter: unknown = null): Node {
  return {
    class: "FUNCTION",
    type: "FUNCTION",
    alias: "",
    query_location: 0,
    function_name: name,
    schema: "",
    children,
    filter,
    order_bys: { type: "ORDER_MODIFIER", orders: [] },
    distinct: false,
    is_operator: false,
    export_state: false,
    catalog: "",
  };
}

export function named(node: Node, alias: string): Node {
  return { ...node, alias };
}

/** `SELECT items FROM from`, with all that a select has at its simplest. */
export function selectOf(items: readonly Node[], from: Node, where: Node | null = null): Node {
  return {
    type: "SELECT_NODE",
    modifiers: [],
    cte_map: { map: [] },
    select_list: items,
    from_table: from,
    where_clause: where,
    group_expressions: [],
    group_sets: [],
    aggregate_handling: "STANDARD_HANDLING",
    having: null,
    sample: null,
    qualify: null,
  };
}

export const star: Node = {
  class: "STAR",
  type: "STAR",
  alias: "",
  query_location: 0,
  relation_name: "",
  exclude_list: [],
  replace_list: [],
  columns: false,
  expr: null,
  qualified_exclude_list: [],
  rename_list: [],
};

/** A query as a scalar expression. */
export function scalarOf(query: Node, alias: string): Node {
  return {
    class: "SUBQUERY",
    type: "SUBQUERY",
    alias,
    query_location: 0,
    subquery_type: "SCALAR",
    subquery: { node: query, named_param_map: [] },
    child: null,
    comparison_type: "INVALID",
  };
}

export function wholeNumber(value: number): Node {
  return {
    class: "CONSTANT",
    type: "VALUE_CONSTANT",
    alias: "",
    query_location: 0,
    value: { type: { id: "BIGINT", type_info: null }, is_null: false, value },
  };
}

export function equalTo(left: Node, right: Node): Node {
  return { class: "COMPARISON", type: "COMPARE_EQUAL", alias: "", query_location: 0, left, right };
}
