import { tableOfStage } from "./bind-tables.ts";
import { rowsBehind } from "./leaf-rows.ts";
import type { Reading } from "./reading.ts";
import { rowLeaves } from "./stage-select.ts";
import type { Leaf, Stage } from "./stage.ts";
import { isDatabaseError, stageTable } from "./stage-database.ts";
import type { Stages } from "./stages.ts";
import {
  changeNodes,
  columnReference,
  commonTables,
  equalTo,
  isNode,
  type Node,
  nodesOf,
  queryOf,
  scalarOf,
  selectOf,
  textOf,
  visitNodes,
  wholeNumber,
} from "./syntax-tree.ts";

/** A subquery that reads the row around it is followed for at most so many rows, one after the other. */
export const mostOuterRows = 20;

/** Asks for all rows of a subquery, in whose stages only those that it uses are followed. */
export async function readSubquery(reading: Reading, expression: Node): Promise<void> {
  const { following, stage, subqueries } = reading;
  const query = queryOf(expression["subquery"]);
  if (reading.negated === true && expression["subquery_type"] !== "SCALAR") {
    readCoarsely(reading, query, "NOT IN or NOT EXISTS");
    return;
  }
  let standing = subqueries.get(query);
  if (standing === undefined) {
    standing = makeStanding(following.stages, query, stage);
    subqueries.set(query, standing);
  }
  const alone = await standing;
  if (alone !== undefined) {
    await askAll(reading, alone, expression);
    return;
  }
  // Grouping sets give a column NULL that the rows behind it do not hold.
  if ((reading.source.node["group_sets"] as readonly unknown[]).length > 1) {
    readCoarsely(reading, query, "a subquery that reads the row around it, under grouping sets");
    return;
  }
  const outer = await outerRows(reading);
  if (outer === undefined) {
    readCoarsely(reading, query, "a subquery for each of many rows");
    return;
  }
  for (const row of outer) {
    const bound = withOuterRow(query, reading, row);
    const made = bound && (await makeStanding(following.stages, bound, stage));
    if (made === undefined) {
      readCoarsely(reading, query, "a subquery that reads the row around it");
      return;
    }
    await askAll(reading, made, expression);
  }
}

/** @returns undefined if it does not stand alone */
async function makeStanding(stages: Stages, query: Node, { name }: Stage): Promise<Stage | undefined> {
  try {
    return await stages.make(query, `${name}, a subquery`, "subquery");
  } catch (error) {
    if (isDatabaseError(error) && /^(?:Binder|Catalog) Error/.test(error.message)) return undefined;
    throw error;
  }
}

async function askAll(reading: Reading, stage: Stage, expression: Node): Promise<void> {
  const { following, role } = reading;
  const { subquery_type: type, subquery } = expression;
  const first = await following.stages.database.rows(`SELECT 1 FROM ${stageTable(stage.table, stage.schema)} LIMIT 1`);
  if (first.length === 0) {
    // That rows are absent is due to all that were looked through.
    readCoarsely({ ...reading, role: "deciding" }, queryOf(subquery), "a subquery without rows");
    return;
  }
  const ask = { stage, role, rows: "all" } as const;
  // EXISTS reads no column.
  if (type !== "EXISTS") for (const column of stage.columns) following.demands.ask({ ...ask, column });
  following.demands.ask({ ...ask, role: type === "EXISTS" ? role : "deciding", column: undefined });
}

function readCoarsely({ following, stage, role }: Reading, query: Node, why: string): void {
  for (const read of following.stages.readBy(query)) following.everything(read, role, `${stage.name}: ${why}`);
}

/** For each leaf with rows the number of its row. */
type OuterRow = ReadonlyMap<Leaf, number | undefined>;

/** The rows of FROM behind rows of a map; undefined if they are too many. */
async function outerRows({ following, place, source }: Reading): Promise<OuterRow[] | undefined> {
  const leaves = rowLeaves(source.leaves);
  const columns = leaves.map(({ row }) => row);
  if (columns.length === 0) return [new Map()];
  const found = await following.stages.database.rows(
    `SELECT DISTINCT ${columns.join(", ")} FROM (${rowsBehind(place)}) LIMIT ${mostOuterRows + 1}`,
  );
  if (found.length > mostOuterRows) return undefined;
  return found.map(
    (row) => new Map(leaves.map((leaf, index) => [leaf, row[index] === null ? undefined : Number(row[index])])),
  );
}

/** Replaces what a subquery reads of the row around it by subqueries of one value. */
function withOuterRow(query: Node, { source, following }: Reading, row: OuterRow): Node | undefined {
  const { database } = following.stages;
  const inner = innerNames(query, following.stages);
  let possible = true;
  const valueOf = (leaf: Leaf, column: string, alias: string): Node | undefined => {
    if (leaf.stage === undefined || !leaf.visible) {
      possible = false;
      return undefined;
    }
    const at = equalTo(columnReference("outer_row", "rowid"), wholeNumber(row.get(leaf) ?? -1));
    const from = tableOfStage(leaf.stage, "outer_row", database.catalog);
    return scalarOf(selectOf([columnReference("outer_row", column)], from, at), alias);
  };
  const changed = changeNodes(query, (node) => {
    if (node["type"] !== "COLUMN_REF") return undefined;
    const names = node["column_names"] as readonly string[];
    const [first = "", second] = names.map((name) => name.toLowerCase());
    const alias = textOf(node["alias"]) || names.at(-1)!;
    if (second !== undefined) {
      const leaf = source.leaves.find((each) => each.alias.toLowerCase() === first);
      if (leaf === undefined || inner.tables.has(first)) return undefined;
      const column = leaf.names.get(second);
      if (column === undefined && leaf.stage !== undefined) return undefined;
      return valueOf(leaf, column ?? second, alias);
    }
    if (inner.columns.has(first)) return undefined;
    // Of the two tables of an outer join USING the column, one may have no row here.
    const holding = source.leaves.filter((each) => each.names.has(first));
    const leaf = holding.find((each) => row.get(each) !== undefined) ?? holding[0];
    return leaf && valueOf(leaf, leaf.names.get(first)!, alias);
  });
  return possible ? changed : undefined;
}

/** What names mean inside a subquery, in lower case. */
function innerNames(query: Node, stages: Stages): { tables: Set<string>; columns: Set<string> } {
  const tables = new Set<string>();
  const columns = new Set<string>();
  const add = (names: Iterable<unknown>): void => {
    for (const name of names) columns.add(textOf(name).toLowerCase());
  };
  visitNodes(query, (node) => {
    if (["BASE_TABLE", "SUBQUERY", "TABLE_FUNCTION", "EXPRESSION_LIST"].includes(textOf(node["type"]))) {
      tables.add((textOf(node["alias"]) || textOf(node["table_name"])).toLowerCase());
      add((node["column_name_alias"] as readonly string[] | undefined) ?? []);
    }
    if (node["type"] === "BASE_TABLE") add(stages.of(node)?.columns ?? []);
    // Columns of inner queries and common tables.
    for (const { value } of commonTables(node)) add((value["aliases"] as readonly string[] | undefined) ?? []);
    for (const item of nodesOf(node["select_list"])) add([item["alias"]]);
    if (isNode(node["function"])) add([node["alias"]]);
    if (node["type"] === "LAMBDA" && isNode(node["lhs"])) add((node["lhs"]["column_names"] as unknown[]) ?? []);
  });
  columns.delete("");
  return { tables, columns };
}
