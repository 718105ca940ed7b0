import type { Stage } from "./stage.ts";
import { commonTables, isNode, type Node, queryOf, textOf, visitNodes } from "./syntax-tree.ts";

/** Finds the stage of a name in lower case; undefined if the name is not known here. */
export type Scope = (name: string) => Promise<Stage | undefined>;

/**
 * Replaces each name of a table that a scope knows by the table of its stage, at any depth. Names that an inner WITH
 * defines stay.
 *
 * @returns a copy
 */
export async function bindTables(query: Node, scope: Scope, catalog: string): Promise<Node> {
  const found = new Map<string, Stage | undefined>();
  for (const name of namesRead(query)) found.set(name, await scope(name));
  const bind = (value: unknown, hidden: ReadonlySet<string>): unknown => {
    if (Array.isArray(value)) return value.map((item) => bind(item, hidden));
    if (!isNode(value)) return value;
    if (value["type"] === "BASE_TABLE" && value["schema_name"] === "") {
      const name = textOf(value["table_name"]).toLowerCase();
      const stage = hidden.has(name) ? undefined : found.get(name);
      return stage === undefined ? value : atStage(value, stage, catalog);
    }
    let inner = hidden;
    const tables = commonTables(value).map(({ key, value: table }) => {
      const own = new Set([...inner, key.toLowerCase()]);
      const bound = { key, value: bind(table, isRecursive(table) ? own : inner) };
      inner = own;
      return bound;
    });
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        key === "cte_map" ? { ...(child as Node), map: tables } : bind(child, inner),
      ]),
    );
  };
  return bind(query, new Set()) as Node;
}

export function isRecursive(table: Node): boolean {
  return queryOf(table["query"])["type"] === "RECURSIVE_CTE_NODE";
}

/** A table of FROM that reads a stage under the name by which the query calls it. */
export function atStage(table: Node, { table: name, schema }: Pick<Stage, "table" | "schema">, catalog: string): Node {
  const alias = textOf(table["alias"]) || textOf(table["table_name"]);
  return { ...table, alias, catalog_name: catalog, schema_name: schema, table_name: name };
}

/** The table of FROM that reads a stage. */
export function tableOfStage(stage: Pick<Stage, "table" | "schema">, alias: string, catalog: string): Node {
  const node = { type: "BASE_TABLE", sample: null, query_location: 0, column_name_alias: [], at_clause: null };
  return atStage({ ...node, alias }, stage, catalog);
}

/** What tells the stage of a bound table. */
export function stageKey(table: Node): string {
  return JSON.stringify([table["schema_name"], table["table_name"]]);
}

/** The tables of stages that a bound query names, at any depth. */
export function stageTablesIn(value: unknown): Set<string> {
  const tables = new Set<string>();
  visitNodes(value, (node) => {
    if (node["type"] === "BASE_TABLE" && node["schema_name"] !== "") tables.add(stageKey(node));
  });
  return tables;
}

function namesRead(query: Node): Set<string> {
  const names = new Set<string>();
  visitNodes(query, (node) => {
    if (node["type"] === "BASE_TABLE" && node["schema_name"] === "")
      names.add(textOf(node["table_name"]).toLowerCase());
  });
  return names;
}

/** Gives every query of a tree its own copy without WITH. */
export function withoutCommonTables(query: Node): Node {
  return { ...query, cte_map: { map: [] } };
}
