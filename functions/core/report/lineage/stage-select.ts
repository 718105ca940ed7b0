import { quoteName } from "../query/quote-name.ts";
import { bindFrom, type From } from "./bind-from.ts";
import { Gap, type Leaf, type Output, type SelectSource } from "./stage.ts";
import { type MadeTable, stageTable } from "./stage-database.ts";
import { own, windowColumns, windowsOf } from "./stage-windows.ts";
import type { Stages } from "./stages.ts";
import {
  callOf,
  columnReference,
  isNode,
  named,
  type Node,
  nodesOf,
  readTree,
  textOf,
  visitNodes,
} from "./syntax-tree.ts";

/**
 * Makes the stage of a SELECT: its rows as they are, and a map that leads from each of them to the rows of FROM. The
 * map is the same query with more columns; the stage is refused unless both have the same rows.
 *
 * @param kept a table that has its rows already: over many rows, to make them again is half of the work
 * @throws Gap for what cannot be followed
 */
export async function stageSelect(
  stages: Stages,
  query: Node,
  names: readonly string[],
  kept?: MadeTable,
): Promise<{ readonly made: MadeTable; readonly source: SelectSource }> {
  const { database } = stages;
  const from = await bindFrom(stages, query["from_table"] as Node);
  const bound: Node = { ...query, from_table: from.tree };
  const made = kept ?? (await database.create(bound, names));
  const aggregated = isAggregated(bound, database.aggregates);
  const lists = aggregated ? listsOf(bound, database.aggregates) : new Map<string, string>();
  const windows = windowsOf(bound);
  const added = [
    ...(aggregated ? listColumns(from.leaves, lists) : rowColumns(from.leaves)),
    ...windows.flatMap(windowColumns),
  ];
  const mapped: Node = { ...bound, select_list: [...nodesOf(bound["select_list"]), ...added] };
  const { map, columns, before } = await makeMap(stages, mapped, made, names);
  const all = skipping(query) ?? from.all ?? (isNode(query["sample"]) ? "TABLESAMPLE" : undefined);
  return {
    made,
    source: {
      type: "select",
      node: bound,
      leaves: from.leaves,
      map,
      before: before ?? (windows.length > 0 ? await mapBefore(stages, mapped, map) : map),
      aggregated,
      lists,
      windows,
      outputs: outputsOf(bound, from, columns),
      conditions: from.conditions,
      ...(all !== undefined && { all }),
    },
  };
}

/** Whether rows before those kept decide which these are. */
export function skipping(query: Node): string | undefined {
  for (const modifier of nodesOf(query["modifiers"])) {
    if (modifier["type"] === "LIMIT_PERCENT_MODIFIER") return "LIMIT with a percentage";
    if (modifier["type"] === "LIMIT_MODIFIER" && isNode(modifier["offset"])) return "OFFSET";
  }
  return undefined;
}

interface Mapped {
  readonly map: string;
  /** Names of the query's own columns. */
  readonly columns: readonly string[];
  /** The same before QUALIFY, if there is one. */
  readonly before?: string;
}

async function makeMap(stages: Stages, mapped: Node, made: MadeTable, names: readonly string[]): Promise<Mapped> {
  const { database } = stages;
  const qualified = isNode(mapped["qualify"]) ? await mapQualified(stages, mapped, made) : undefined;
  const map = qualified?.map ?? (await database.create(mapped)).table;
  const kept = (await database.columnsOf(map)).filter((column) => !column.startsWith(own));
  const same = made.columns.map((column, index) => {
    const other = kept[index];
    if (other === undefined || (names.length === 0 && other !== column)) throw new Gap(changesRows);
    return `s.${quoteName(column)} IS NOT DISTINCT FROM m.${quoteName(other)}`;
  });
  const [[rows, equal]] = (await database.rows(
    `SELECT count(*), count(*) FILTER (s.rowid IS NOT NULL AND m.rowid IS NOT NULL AND ${same.join(" AND ")})
     FROM ${stageTable(made.table, made.schema)} AS s FULL JOIN ${stageTable(map)} AS m ON s.rowid = m.rowid`,
  )) as [[string, string]];
  if (rows !== equal || kept.length !== made.columns.length) throw new Gap(changesRows);
  return { map, columns: kept, ...(qualified && { before: qualified.before }) };
}

/** Why a rewritten query is of no use. */
const changesRows = "a query that gives other rows when it is rewritten";

/**
 * Keeps what QUALIFY says as a column, and filters by it afterwards. DuckDB turns `QUALIFY row_number() <= n` into a
 * join over the rows' numbers, which fails if the query itself names them, and takes the database with it.
 */
async function mapQualified(
  { database }: Stages,
  mapped: Node,
  made: MadeTable,
): Promise<{ readonly map: string; readonly before: string }> {
  const kept = named(mapped["qualify"] as Node, `${own}q`);
  const orders = nodesOf(mapped["modifiers"]).filter(({ type }) => type === "ORDER_MODIFIER");
  const { table: before } = await database.create({
    ...mapped,
    select_list: [...nodesOf(mapped["select_list"]), kept],
    qualify: null,
    modifiers: orders,
  });
  const count = `SELECT count(*) FROM ${stageTable(made.table, made.schema)}`;
  const map = await database.createAs(
    `SELECT b.* FROM ${stageTable(before)} AS b WHERE b.${own}q ORDER BY b.rowid LIMIT (${count})`,
  );
  return { map, before };
}

/** The map without LIMIT: windows see the rows before it. */
async function mapBefore({ database }: Stages, mapped: Node, map: string): Promise<string> {
  const limits = nodesOf(mapped["modifiers"]).some(({ type }) => type !== "ORDER_MODIFIER");
  return limits ? (await database.create({ ...mapped, modifiers: [] })).table : map;
}

function rowColumns(leaves: readonly Leaf[]): Node[] {
  return rowLeaves(leaves).map(({ alias, row }) => named(columnReference(alias, "rowid"), row));
}

/** The leaves whose rows a map can name. */
export function rowLeaves(leaves: readonly Leaf[]): Leaf[] {
  return leaves.filter(({ stage, visible }) => stage !== undefined && visible);
}

/** For each group the rows that it has, and those that pass each FILTER. */
function listColumns(leaves: readonly Leaf[], lists: ReadonlyMap<string, string>): Node[] {
  const rows = rowColumns(leaves);
  if (rows.length === 0) return [];
  return [...lists].map(([filter, column]) =>
    named(callOf("list", [callOf("struct_pack", rows)], filter === "" ? null : readTree(filter)), column),
  );
}

/** The key under which a FILTER's rows are listed. */
export function filterKey(node: Node): string {
  return isNode(node["filter"]) ? JSON.stringify(node["filter"]) : "";
}

function isAggregated(query: Node, aggregates: ReadonlySet<string>): boolean {
  if (nodesOf(query["group_expressions"]).length > 0 || (query["group_sets"] as readonly unknown[]).length > 0)
    return true;
  return query["aggregate_handling"] === "FORCE_AGGREGATES" || aggregatesIn(query, aggregates).length > 0;
}

/** The aggregates of a query itself, not of its subqueries. */
function aggregatesIn(query: Node, aggregates: ReadonlySet<string>): Node[] {
  const found: Node[] = [];
  for (const part of ["select_list", "having", "qualify", "modifiers"])
    visitNodes(query[part], (node) => {
      if (node["type"] === "SUBQUERY") return false;
      if (isAggregate(node, aggregates)) found.push(node);
      return true;
    });
  return found;
}

export function isAggregate(node: Node, aggregates: ReadonlySet<string>): boolean {
  return node["type"] === "FUNCTION" && aggregates.has(textOf(node["function_name"]).toLowerCase());
}

function listsOf(query: Node, aggregates: ReadonlySet<string>): Map<string, string> {
  const lists = new Map([["", `${own}d`]]);
  for (const node of aggregatesIn(query, aggregates)) {
    const key = filterKey(node);
    if (lists.has(key)) continue;
    lists.set(key, `${own}v${lists.size}`);
  }
  return lists;
}

/** What each column of a query's rows is computed from. */
function outputsOf(query: Node, { leaves }: From, columns: readonly string[]): Output[] {
  const items = nodesOf(query["select_list"]);
  const several = items.filter((item) => isSeveral(item));
  const missing = columns.length - items.length;
  // Each item makes at least one column. With one item that makes several, their number is known.
  if (several.length > 1 && missing > 0) return spread(items, leaves, columns);
  const outputs = items.flatMap((item, at) =>
    item === several[0]
      ? Array.from({ length: missing + 1 }, (_, index) => outputOf(item, columns[at + index]!))
      : [outputOf(item, columns[at]!)],
  );
  return outputs.length === columns.length ? outputs : columns.map(() => undefined);
}

function spread(items: readonly Node[], leaves: readonly Leaf[], columns: readonly string[]): Output[] {
  const counts = items.map((item) => (isSeveral(item) ? countOf(item, leaves) : 1));
  if (counts.includes(undefined) || counts.reduce((sum: number, count) => sum + (count ?? 0), 0) !== columns.length)
    return columns.map(() => undefined);
  let at = 0;
  return items.flatMap((item, index) => Array.from({ length: counts[index]! }, () => outputOf(item, columns[at++]!)));
}

function countOf(item: Node, leaves: readonly Leaf[]): number | undefined {
  const relation = textOf(item["relation_name"]).toLowerCase();
  const leaf = leaves.find(({ alias, stage }) => stage !== undefined && alias.toLowerCase() === relation);
  if (item["type"] !== "STAR" || item["columns"] === true || leaf === undefined) return undefined;
  return leaf.names.size - (item["exclude_list"] as readonly unknown[]).length;
}

function isSeveral(item: Node): boolean {
  let several = item["type"] === "STAR";
  visitNodes(item, (node) => {
    if (node["type"] === "SUBQUERY") return false;
    if (node["type"] === "STAR" && node["columns"] === true) several = true;
    // A struct gives a column for each of its fields.
    if (node["type"] === "FUNCTION" && /^(?:unnest|unlist)$/i.test(textOf(node["function_name"]))) several = true;
    return true;
  });
  return several;
}

function outputOf(item: Node, name: string): Output {
  if (item["type"] !== "STAR") return { expression: item };
  if (item["columns"] === true) return undefined;
  const replaced = nodesOf(item["replace_list"]).find(({ key }) => textOf(key).toLowerCase() === name.toLowerCase());
  if (replaced !== undefined) return { expression: replaced["value"] as Node };
  const renamed = nodesOf(item["rename_list"]).find(({ value }) => value === name);
  return { star: item, name: renamed === undefined ? name : textOf((renamed["key"] as Node)["column"]) };
}
