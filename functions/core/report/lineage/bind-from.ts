import { atStage } from "./bind-tables.ts";
import { Gap, hidesRowNumber, type JoinCondition, type Leaf, type Stage } from "./stage.ts";
import { isDatabaseError } from "./stage-database.ts";
import type { Stages } from "./stages.ts";
import { columnReference, isNode, type Node, nodesOf, queryOf, textOf } from "./syntax-tree.ts";

/** What a query reads in FROM. */
export interface From {
  /** With every subquery replaced by its stage. */
  readonly tree: Node;
  readonly leaves: readonly Leaf[];
  readonly conditions: readonly JoinCondition[];
  readonly all?: string;
}

/**
 * Makes stages of the subqueries in FROM and lists what can be named there.
 *
 * @throws Gap for a table that cannot be followed: PIVOT, SUMMARIZE; Error as DuckDB's for a subquery that reads its
 *   neighbours
 */
export async function bindFrom(stages: Stages, from: Node): Promise<From> {
  const leaves: Leaf[] = [];
  const conditions: JoinCondition[] = [];
  let all: string | undefined;
  const add = (table: Node, leaf: Pick<Leaf, "names" | "made" | "stage">, visible: boolean): void => {
    if (hidesRowNumber([...leaf.names.keys(), ...(leaf.stage?.columns ?? [])])) throw new Gap("a column called rowid");
    leaves.push({ alias: textOf(table["alias"]), visible, row: `broadsheet_r${leaves.length}`, ...leaf });
  };
  const bind = async (table: Node, visible: boolean): Promise<Node> => {
    if (isNode(table["sample"])) all = "TABLESAMPLE";
    switch (table["type"]) {
      case "EMPTY":
        return table;
      case "BASE_TABLE": {
        // A table of the catalog has no rows of a dataset.
        const stage = stages.of(table);
        if (stage === undefined) throw new Gap(textOf(table["table_name"]));
        add(table, { stage, names: namesOf(stage, table), made: [] }, visible);
        return table;
      }
      case "SUBQUERY": {
        const alias = textOf(table["alias"]) || `unnamed_${leaves.length}`;
        const stage = await stages.make(queryOf(table["subquery"]), aliasOf(table), "subquery").catch(refuseNeighbours);
        const { subquery: _, ...rest } = table;
        const bound = atStage({ ...rest, type: "BASE_TABLE", alias, at_clause: null }, stage, stages.database.catalog);
        add(bound, { stage, names: namesOf(stage, table), made: [] }, visible);
        return bound;
      }
      case "EXPRESSION_LIST":
        add(table, { names: new Map(), made: (table["values"] as readonly (readonly Node[])[]).flat() }, visible);
        return table;
      case "TABLE_FUNCTION":
        add(table, { names: functionNames(table), made: [table["function"] as Node] }, visible);
        return table;
      case "JOIN": {
        const half = /SEMI|ANTI/.test(textOf(table["join_type"]));
        if (table["ref_type"] === "POSITIONAL") all = "POSITIONAL JOIN";
        const first = leaves.length;
        const left = await bind(table["left"] as Node, visible);
        const second = leaves.length;
        const right = await bind(table["right"] as Node, visible && !half);
        const sides = [leaves.slice(first, second), leaves.slice(second)];
        if (isNode(table["condition"])) conditions.push({ expression: table["condition"], sides });
        const using = (table["using_columns"] as readonly string[] | undefined) ?? [];
        // Which columns a NATURAL JOIN compares is decided by their names.
        for (const name of [...using, ...(table["ref_type"] === "NATURAL" ? sharedNames(leaves) : [])])
          conditions.push({ expression: columnReference(name), sides, shared: name.toLowerCase() });
        return { ...table, left, right };
      }
      default:
        throw new Gap(textOf(table["type"]) === "SHOW_REF" ? "SUMMARIZE or DESCRIBE" : textOf(table["type"]));
    }
  };
  const tree = await bind(from, true);
  return { tree, leaves, conditions, ...(all !== undefined && { all }) };
}

function refuseNeighbours(error: unknown): never {
  if (!isDatabaseError(error) || !/^(?:Binder|Catalog) Error/.test(error.message)) throw error;
  // Otherwise a subquery that stands alone cannot fail here, since the query as a whole does not.
  throw new Gap(/has duplicate column name/.test(error.message) ? "two columns of one name" : "LATERAL");
}

function aliasOf(table: Node): string {
  return textOf(table["alias"]) || "a subquery";
}

/** The columns of a stage by the names that FROM gives them. */
function namesOf(stage: Stage, table: Node): Map<string, string> {
  const aliases = (table["column_name_alias"] as readonly string[] | undefined) ?? [];
  return new Map(stage.columns.map((column, index) => [(aliases[index] ?? column).toLowerCase(), column]));
}

function functionNames(table: Node): Map<string, string> {
  const aliases = (table["column_name_alias"] as readonly string[] | undefined) ?? [];
  const own = textOf(table["alias"]) || textOf((table["function"] as Node)["function_name"]);
  return new Map([...aliases, own].map((name) => [name.toLowerCase(), name]));
}

function sharedNames(leaves: readonly Leaf[]): string[] {
  const counts = new Map<string, number>();
  for (const { names } of leaves) for (const name of names.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}

/** The expressions of a list of nodes that are given as such or as terms of ORDER BY. */
export function termsOf(orders: unknown): Node[] {
  return nodesOf(orders).map(({ expression }) => expression as Node);
}
