type Node = Readonly<Record<string, unknown>>;

/** What a query may read of its tables, in lower case. */
export interface ColumnsRead {
  /** Every name that may be a column's. */
  readonly names: readonly string[];
  /** Tables of which it may read columns that it does not name; `*` for all. */
  readonly whole: readonly string[];
}

interface Found {
  readonly names: Set<string>;
  readonly whole: Set<string>;
  /** What may be a column by itself: the last part of a reference. */
  readonly last: Set<string>;
  /** Names and aliases of its tables: one that stands as a column means the whole row. */
  readonly tables: Set<string>;
}

/**
 * Finds the columns that a query may read: rather too many than one too few. It reads unnamed columns of a table by a
 * star, by position, in a natural join, a pivot, a summary or a sample, under other names, or as a whole row.
 *
 * @param statements parse trees as `json_serialize_sql` prints them
 */
export function findColumns(statements: unknown): ColumnsRead {
  const found: Found = { names: new Set(), whole: new Set(), last: new Set(), tables: new Set() };
  visit(statements, found);
  const readsRows = [...found.last].some((name) => found.tables.has(name));
  return { names: [...found.names], whole: readsRows ? ["*"] : [...found.whole] };
}

function visit(value: unknown, found: Found): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const node = value as Node;
  inspect(node, found);
  for (const child of Object.values(node)) visit(child, found);
}

function inspect(node: Node, { names, whole, last, tables }: Found): void {
  if (node["class"] === "COLUMN_REF") {
    const parts = (node["column_names"] as readonly string[]).map((part) => part.toLowerCase());
    // A part before the last is a table, or a column of which a member is read.
    for (const part of parts) names.add(part);
    last.add(parts.at(-1)!);
    return;
  }
  switch (node["type"]) {
    case "SELECT_NODE": {
      const source = tablesOf(node["from_table"]);
      const { from_table: _from, ...own } = node;
      if (source.hidden || node["sample"] != null || readsUnnamed(own))
        for (const table of source.tables) whole.add(table);
      break;
    }
    case "BASE_TABLE": {
      const name = String(node["table_name"]).toLowerCase();
      tables.add(name);
      if (typeof node["alias"] === "string" && node["alias"] !== "") tables.add(node["alias"].toLowerCase());
      break;
    }
    case "JOIN":
    case "NATURAL":
      for (const name of (node["using_columns"] as readonly string[] | undefined) ?? []) names.add(name.toLowerCase());
      break;
    case "SHOW_REF":
      whole.add("*");
      break;
    default:
  }
}

/** Whether a part of a SELECT, but none that it holds, has a star or a column's position. */
function readsUnnamed(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(readsUnnamed);
  if (typeof value !== "object" || value === null) return false;
  const node = value as Node;
  if (node["class"] === "STAR" || node["class"] === "POSITIONAL_REFERENCE") return true;
  return Object.values(node).some((child) => (child as Node | null)?.["type"] !== "SELECT_NODE" && readsUnnamed(child));
}

/** The tables that a FROM names, and whether it reads columns of them that nothing names. */
function tablesOf(from: unknown): { readonly tables: readonly string[]; readonly hidden: boolean } {
  const tables: string[] = [];
  let hidden = false;
  const add = (value: unknown): void => {
    const node = (value ?? {}) as Node;
    if ("sample" in node && node["sample"] != null) hidden = true;
    switch (node["type"]) {
      case "BASE_TABLE":
        tables.push(String(node["table_name"]).toLowerCase());
        if ((node["column_name_alias"] as readonly unknown[] | undefined)?.length !== 0) hidden = true;
        break;
      case "JOIN":
        if (node["ref_type"] === "NATURAL") hidden = true;
        add(node["left"]);
        add(node["right"]);
        break;
      case "SUBQUERY":
      case "TABLE_FUNCTION":
      case "EXPRESSION_LIST":
      case "EMPTY":
        // They name their own tables, or none.
        break;
      case "PIVOT":
        hidden = true;
        add(node["source"]);
        break;
      default:
        hidden = true;
        tables.push("*");
    }
  };
  add(from);
  return { tables, hidden };
}
