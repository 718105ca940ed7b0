type Node = Readonly<Record<string, unknown>>;

/** A value that a column is compared with, known before the query runs: SQL, or a parameter. */
export type Operand = { readonly cast?: string } & ({ readonly sql: string } | { readonly parameter: string });

/** What is true of a column in every row that a query uses. */
export interface Condition {
  /** In lower case. */
  readonly column: string;
  /** With several operands, one of them is meant. */
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly operands: readonly Operand[];
}

/** A query that reads rows of a single table for which conditions hold, and nothing that depends on the others. */
export interface Scan {
  /** In lower case. */
  readonly table: string;
  /** At least one. */
  readonly conditions: readonly Condition[];
  /** Names that mean terms of the query as long as no column has them. */
  readonly names: readonly string[];
}

/**
 * Finds a query whose result does not change, nor its rows' order, if its table lacks rows for which its conditions do
 * not hold, however the database then plans it: rather too few than one too many. Such a query reads one table, without
 * joins, subqueries and windows, since their plans depend on how many rows a table has. Its rows come as they lie in
 * the table; or they are groups in an order in which none tie, since the order in which groups come depends on the
 * table's least and greatest values.
 *
 * @param statements parse trees as `json_serialize_sql` prints them
 */
export function findScan(statements: readonly unknown[] | undefined): Scan | undefined {
  const node = (statements?.[0] as Node | undefined)?.["node"] as Node | undefined;
  if (node?.["type"] !== "SELECT_NODE" || node["sample"] != null || node["qualify"] != null) return undefined;
  if ((node["cte_map"] as { readonly map: readonly unknown[] }).map.length > 0) return undefined;
  const from = node["from_table"] as Node;
  if (from["type"] !== "BASE_TABLE" || from["sample"] != null || from["at_clause"] != null) return undefined;
  if (from["schema_name"] !== "" || (from["column_name_alias"] as readonly unknown[]).length > 0) return undefined;
  const { from_table: _from, ...rest } = node;
  if (!isPlain(rest) || !neverFails(node["where_clause"])) return undefined;
  const names = steadyOrder(node);
  if (names === undefined) return undefined;
  const table = String(from["table_name"]).toLowerCase();
  const alias = from["alias"] === "" ? table : String(from["alias"]).toLowerCase();
  const conditions = conditionsOf(node["where_clause"], alias);
  return conditions.length === 0 ? undefined : { table, conditions, names };
}

/** Whether nothing in a part of a query depends on other rows than those that it uses, or on where they lie. */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object" || value === null) return true;
  const node = value as Node;
  if (node["class"] === "SUBQUERY" || node["class"] === "WINDOW") return false;
  if (node["class"] === "COLUMN_REF")
    return (node["column_names"] as readonly string[]).every((name) => name.toLowerCase() !== "rowid");
  if (node["class"] === "FUNCTION" && layoutFunctions.has(String(node["function_name"]).toLowerCase())) return false;
  // Values that tie could come in another order.
  if (node["class"] === "FUNCTION" && (node["distinct"] === true || ordersOf(node["order_bys"]).length > 0))
    return false;
  return Object.values(node).every(isPlain);
}

/** Functions that tell how the database holds a table. */
const layoutFunctions: ReadonlySet<string> = new Set(["vector_type"]);

/** Functions that give a value for every text. */
const totalFunctions: ReadonlySet<string> = new Set(["~~", "!~~", "contains", "starts_with", "lower", "upper"]);

/** Whether a WHERE fails for no row, so that it makes no difference whether it sees those that others leave out. */
function neverFails(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(neverFails);
  if (typeof value !== "object" || value === null) return true;
  const node = value as Node;
  if (node["class"] === "CAST") return operandOf(node) !== undefined;
  if (node["class"] === "FUNCTION" && !totalFunctions.has(String(node["function_name"]).toLowerCase())) return false;
  return Object.values(node).every(neverFails);
}

function ordersOf(modifier: unknown): readonly { readonly expression: Node }[] {
  return ((modifier as Node | null)?.["orders"] ?? []) as readonly { readonly expression: Node }[];
}

/**
 * Whether the rows come in one order only.
 *
 * @returns the names that must not be columns for that; undefined if it is not certain
 */
function steadyOrder(node: Node): readonly string[] | undefined {
  const modifiers = node["modifiers"] as readonly Node[];
  if (modifiers.some(({ type }) => type !== "ORDER_MODIFIER" && type !== "LIMIT_MODIFIER")) return undefined;
  const orders = modifiers.filter(({ type }) => type === "ORDER_MODIFIER").flatMap(ordersOf);
  const groups = node["group_expressions"] as readonly Node[];
  const isAll = node["aggregate_handling"] === "FORCE_AGGREGATES";
  if (groups.length === 0 && !isAll) return orders.length === 0 ? [] : undefined;
  if (!isAll && !isSingleSet(node["group_sets"], groups.length)) return undefined;
  const items = node["select_list"] as readonly Node[];
  const names: string[] = [];
  const ordered = new Set(
    orders.flatMap(({ expression }) =>
      isStar(expression) ? items.map(identityOf) : [identityOf(termOf(expression, items, []))],
    ),
  );
  const keys = isAll ? items.filter((item) => !isAggregate(item)) : groups.map((group) => termOf(group, items, names));
  return keys.every((key) => ordered.has(identityOf(key))) ? names : undefined;
}

function isSingleSet(sets: unknown, groups: number): boolean {
  const [first, ...others] = sets as readonly (readonly number[])[];
  return others.length === 0 && first?.length === groups;
}

/** What a term of ORDER BY or GROUP BY means: an item of the SELECT by its position or name, or itself. */
function termOf(term: Node, items: readonly Node[], names: string[]): Node {
  const position = term["class"] === "CONSTANT" ? (term["value"] as Node)["value"] : undefined;
  if (typeof position === "number") return items[position - 1] ?? term;
  const [name, ...more] = term["class"] === "COLUMN_REF" ? (term["column_names"] as readonly string[]) : [];
  if (name === undefined || more.length > 0) return term;
  const item = items.find(({ alias }) => String(alias).toLowerCase() === name.toLowerCase());
  if (item === undefined || identityOf(item) === identityOf(term)) return term;
  names.push(name.toLowerCase());
  return item;
}

function isStar(node: Node): boolean {
  return node["class"] === "STAR" && node["expr"] === null && (node["exclude_list"] as readonly unknown[]).length === 0;
}

/** Aggregates with which an item of a SELECT is no key of `GROUP BY ALL`. */
const aggregates: ReadonlySet<string> = new Set(["count", "count_star", "sum", "avg", "mean", "min", "max", "median"]);

function isAggregate(item: Node): boolean {
  return item["class"] === "FUNCTION" && aggregates.has(String(item["function_name"]).toLowerCase());
}

/** An expression without its name and place; names of columns in lower case. */
function identityOf(expression: Node): string {
  const { alias: _alias, ...rest } = expression;
  return JSON.stringify(rest, (key, value: unknown) => {
    if (key === "query_location") return undefined;
    return key === "column_names" ? (value as readonly string[]).map((name) => name.toLowerCase()) : value;
  });
}

const operators: Readonly<Record<string, readonly [Condition["operator"], turned: Condition["operator"]]>> = {
  COMPARE_EQUAL: ["=", "="],
  COMPARE_LESSTHAN: ["<", ">"],
  COMPARE_LESSTHANOREQUALTO: ["<=", ">="],
  COMPARE_GREATERTHAN: [">", "<"],
  COMPARE_GREATERTHANOREQUALTO: [">=", "<="],
};

/** The conditions that all rows meet for which a WHERE holds. */
function conditionsOf(where: unknown, alias: string): readonly Condition[] {
  if (typeof where !== "object" || where === null) return [];
  const node = where as Node;
  const of = (column: unknown, operator: Condition["operator"], values: readonly unknown[]): readonly Condition[] => {
    const name = columnOf(column, alias);
    const operands = values.map(operandOf).filter((operand) => operand !== undefined);
    if (name === undefined || operands.length < values.length) return [];
    return [{ column: name, operator, operands }];
  };
  const children = (node["children"] ?? []) as readonly unknown[];
  if (node["type"] === "CONJUNCTION_AND") return children.flatMap((child) => conditionsOf(child, alias));
  if (node["type"] === "COMPARE_IN" && children.length > 1) return of(children[0], "=", children.slice(1));
  if (node["type"] === "COMPARE_BETWEEN")
    return [...of(node["input"], ">=", [node["lower"]]), ...of(node["input"], "<=", [node["upper"]])];
  const found = operators[String(node["type"])];
  if (node["class"] !== "COMPARISON" || found === undefined) return [];
  const [operator, turned] = found;
  return [...of(node["left"], operator, [node["right"]]), ...of(node["right"], turned, [node["left"]])];
}

/** @param alias of the table */
function columnOf(value: unknown, alias: string): string | undefined {
  const node = value as Node;
  if (node["class"] !== "COLUMN_REF") return undefined;
  const [first = "", second, ...more] = (node["column_names"] as readonly string[]).map((name) => name.toLowerCase());
  if (second === undefined) return first;
  return more.length === 0 && first === alias ? second : undefined;
}

/** Types that a constant or parameter may be cast to. */
const castTypes: ReadonlySet<string> = new Set(["DATE", "TIMESTAMP", "VARCHAR", "INTEGER", "BIGINT"]);

function operandOf(value: unknown): Operand | undefined {
  const node = value as Node;
  if (node["class"] === "PARAMETER") return { parameter: String(node["identifier"]) };
  if (node["class"] === "CAST") {
    const cast = String((node["cast_type"] as Node)["id"]);
    const child = operandOf(node["child"]);
    if (child === undefined || child.cast !== undefined || !castTypes.has(cast) || node["try_cast"] === true)
      return undefined;
    return { ...child, cast };
  }
  if (node["class"] !== "CONSTANT") return undefined;
  const { type, value: content } = node["value"] as { readonly type: Node; readonly value: unknown };
  if (type["id"] === "VARCHAR" && typeof content === "string" && !content.includes("\0"))
    return { sql: `'${content.replaceAll("'", "''")}'` };
  if ((type["id"] === "INTEGER" || type["id"] === "BIGINT") && Number.isSafeInteger(content))
    return { sql: String(content) };
  return undefined;
}
