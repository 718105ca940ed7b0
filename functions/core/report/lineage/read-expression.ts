import { quoteName } from "../query/quote-name.ts";
import { absentAnywhere, absentOfShared } from "./absent.ts";
import { termsOf } from "./bind-from.ts";
import { among } from "./demand.ts";
import type { Reading } from "./reading.ts";
import { readSubquery } from "./read-subquery.ts";
import { filterKey, isAggregate, rowLeaves } from "./stage-select.ts";
import type { Leaf, Window } from "./stage.ts";
import { stageTable } from "./stage-database.ts";
import { isNode, type Node, nodesOf, textOf, visitNodes } from "./syntax-tree.ts";

/** Asks for all that an expression reads: columns, the rows of aggregates and windows, subqueries. */
export async function readExpression(reading: Reading, value: unknown): Promise<void> {
  if (Array.isArray(value)) {
    for (const item of value) await readExpression(reading, item);
    return;
  }
  if (!isNode(value)) return;
  if (value["type"] === "COLUMN_REF") {
    await readName(reading, value["column_names"] as readonly string[]);
    return;
  }
  if (value["type"] === "STAR") {
    await readStar(reading);
    return;
  }
  // What it counts, columns of FROM or of the result, depends on its place.
  if (value["type"] === "POSITIONAL_REFERENCE") {
    const { following, stage, role } = reading;
    following.everything(stage, role, `${stage.name}: a column by its number, #${Number(value["index"])}`);
    return;
  }
  if (value["type"] === "SUBQUERY") {
    await readExpression(reading, value["child"]);
    await readSubquery(reading, value);
    return;
  }
  if (value["class"] === "WINDOW") {
    await readWindow(reading, value);
    return;
  }
  if (isAggregate(value, reading.following.stages.database.aggregates)) {
    await readAggregate(reading, value);
    return;
  }
  const within = value["type"] === "OPERATOR_NOT" ? { ...reading, negated: true } : reading;
  for (const child of Object.values(value)) await readExpression(within, child);
}

/** Asks for the rows of FROM themselves. */
export async function readRows({ following, source, leafRows, place, role }: Reading): Promise<void> {
  for (const leaf of rowLeaves(source.leaves))
    following.demands.ask({ stage: leaf.stage!, role, column: undefined, rows: await leafRows(place, leaf) });
}

/** Asks for every column of FROM. */
export async function readStar(reading: Reading): Promise<void> {
  for (const leaf of rowLeaves(reading.source.leaves)) await readColumns(reading, leaf, [...leaf.names.values()]);
}

async function readAggregate(reading: Reading, node: Node): Promise<void> {
  const list = reading.source.lists.get(filterKey(node));
  const within = { ...reading, place: { ...reading.place, list: list ?? reading.place.list } };
  await readRows(readsColumns(node["children"]) ? decidingIn(within) : within);
  await readExpression(within, node["children"]);
  for (const part of ["filter", "order_bys"]) await readExpression(decidingIn(within), node[part]);
}

/** Whether values are computed from columns; otherwise, as by `count(*)`, from the rows themselves. */
function readsColumns(value: unknown): boolean {
  let found = false;
  visitNodes(value, ({ type }) => {
    if (type === "COLUMN_REF" || type === "STAR" || type === "POSITIONAL_REFERENCE") found = true;
  });
  return found;
}

function decidingIn(reading: Reading): Reading {
  return { ...reading, role: "deciding", absent: absentAnywhere(reading.source) };
}

/** A window reads rows of its partition, in whose order they stand. */
async function readWindow(reading: Reading, node: Node): Promise<void> {
  const { source, place, following } = reading;
  const window = source.windows.find((each) => each.node === node);
  const { database } = following.stages;
  if (window === undefined) {
    following.everything(reading.stage, reading.role, `${reading.stage.name}: a window within another`);
    return;
  }
  const rowsOf = async (conditions: readonly string[]): Promise<Reading> => {
    const table = await database.createAs(
      `SELECT DISTINCT b.rowid AS r FROM ${stageTable(place.table)} AS m JOIN ${stageTable(source.before)} AS b
       ON ${conditions.join(" AND ") || "TRUE"} WHERE ${among(place.rows, "m.rowid")}`,
    );
    return { ...reading, place: { ...place, table: source.before, rows: { table } } };
  };
  const frame = partnersOf(window);
  const passing = [
    ...(window.framed && isNode(node["filter_expr"]) ? [`b.${window.prefix}f`] : []),
    ...(window.framed ? keptOf(window) : []),
  ];
  const within = await rowsOf([...frame, ...passing]);
  // A rank is computed from the order, a sum only from rows in that order.
  const read = [node["children"], ...(window.framed ? [] : [termsOf(node["orders"])])];
  await readRows(readsColumns(read) ? decidingIn(within) : within);
  const decidingRows = async (conditions: readonly string[]): Promise<void> => {
    const rows = decidingIn(await rowsOf(conditions));
    await readRows(rows);
    await reading.readConditions(rows);
  };
  // Whatever lets a row into the frame has a say, for it is the row's neighbours that are read.
  await reading.readConditions(decidingIn(within));
  // A row that does not pass, or is excluded, takes a place in the frame.
  if (passing.length > 0) await decidingRows(frame);
  // So do those between it and the row from which it is counted.
  if (window.framed && window.apart) await decidingRows([...partnersOf({ ...window, framed: false }), spanOf(window)]);
  const deciding = decidingIn(within);
  await readExpression(within, read);
  for (const part of [termsOf(node["orders"]), node["filter_expr"], node["partitions"], termsOf(node["arg_orders"])])
    await readExpression(deciding, part);
  for (const part of ["offset_expr", "default_expr", "start_expr", "end_expr"])
    await readExpression(reading, node[part]);
}

/** The conditions for a row `b` to be read by the window of a row `m`. */
function partnersOf({ prefix, partitions, framed }: Window): string[] {
  const same = Array.from({ length: partitions }, (_, index) => {
    const column = quoteName(`${prefix}p${index}`);
    return `m.${column} IS NOT DISTINCT FROM b.${column}`;
  });
  if (!framed) return same;
  return [...same, `b.${prefix}n BETWEEN m.${prefix}t - m.${prefix}s + 1 AND m.${prefix}h`];
}

/** The conditions for a row `b` of the frame of a row `m` not to be left out by EXCLUDE. */
function keptOf({ node, prefix }: Window): string[] {
  switch (node["exclude_clause"]) {
    case "CURRENT_ROW":
      return [`b.${prefix}n <> m.${prefix}n`];
    case "GROUP":
      return [`b.${prefix}k <> m.${prefix}k`];
    case "TIES":
      return [`(b.${prefix}k <> m.${prefix}k OR b.${prefix}n = m.${prefix}n)`];
    default:
      return [];
  }
}

/** The condition for a row `b` to be in the frame of a row `m`, or between it and that row. */
function spanOf({ prefix }: Window): string {
  const [row, first] = [`m.${prefix}n`, `m.${prefix}t - m.${prefix}s + 1`];
  return `b.${prefix}n BETWEEN least(${first}, ${row}) AND greatest(m.${prefix}h, ${row})`;
}

/** Asks for what a name means: a column, a result column, a whole row, or what a function in FROM makes. */
export async function readName(reading: Reading, names: readonly string[]): Promise<void> {
  const { leaves } = reading.source;
  const [first = "", second] = names.map((name) => name.toLowerCase());
  const qualified = leaves.filter(({ alias }) => second !== undefined && alias.toLowerCase() === first);
  if (qualified.length > 0) {
    for (const leaf of qualified) await readColumn(reading, leaf, second!);
    return;
  }
  const holding = leaves.filter((leaf) => leaf.names.has(first));
  const shared = { ...reading, absent: absentOfShared(reading.absent, holding) };
  for (const leaf of holding) await readColumn(shared, leaf, first);
  const isResult = holding.length === 0 || reading.namesFirst === true;
  if (isResult && (await readResult(reading, first))) return;
  if (holding.length > 0) return;
  const whole = rowLeaves(leaves).filter(({ alias }) => alias.toLowerCase() === first);
  for (const leaf of whole) await readColumns(reading, leaf, [...leaf.names.values()]);
  // A list of values or a function may have named it.
  if (whole.length === 0)
    for (const leaf of leaves.filter(({ stage }) => stage === undefined)) await readExpression(reading, leaf.made);
}

async function readColumn(reading: Reading, leaf: Leaf, name: string): Promise<void> {
  if (leaf.stage === undefined) {
    await readExpression(reading, leaf.made);
    return;
  }
  if (!leaf.visible) return;
  const column = leaf.names.get(name);
  if (column !== undefined) await readColumns(reading, leaf, [column]);
  // The number of a row is not of its data.
  else if (name !== "rowid") await readColumns(reading, leaf, [...leaf.names.values()]);
}

async function readColumns(reading: Reading, leaf: Leaf, columns: readonly string[]): Promise<void> {
  const { following, leafRows, place, role } = reading;
  await readAbsent(reading, leaf);
  const rows = await leafRows(place, leaf);
  for (const column of columns) following.demands.ask({ stage: leaf.stage!, role, column, rows });
  // The row came so far.
  following.demands.ask({ stage: leaf.stage!, role: "deciding", column: undefined, rows });
}

/**
 * Where a column is NULL because an outer join found no row, all rows that it looked through have a say, and those of
 * the other tables that are missing with it.
 */
async function readAbsent({ following, leafRows, place, stage, absent }: Reading, leaf: Leaf): Promise<void> {
  for (const other of await leafRows.absent(place, leaf, absent))
    following.everything(other.stage!, "deciding", `${stage.name}: an outer join that found no row`);
}

/** Reads the result column of a name, if there is one. */
async function readResult(reading: Reading, name: string): Promise<boolean> {
  const item = nodesOf(reading.source.node["select_list"]).find(
    ({ alias }) => textOf(alias).toLowerCase() === name && name !== "",
  );
  if (item === undefined || reading.aliases.has(name)) return false;
  await readExpression({ ...reading, namesFirst: false, aliases: new Set([...reading.aliases, name]) }, item);
  return true;
}
