import { absentAnywhere, absentInJoin } from "./absent.ts";
import { termsOf } from "./bind-from.ts";
import type { Demand, Rows } from "./demand.ts";
import type { Following } from "./following.ts";
import { createLeafRows } from "./leaf-rows.ts";
import type { Reading } from "./reading.ts";
import { readExpression, readName, readRows, readStar } from "./read-expression.ts";
import { isAggregate } from "./stage-select.ts";
import type { SelectSource, Stage } from "./stage.ts";
import { isNode, type Node, nodesOf, visitNodes } from "./syntax-tree.ts";

/** Follows rows and cells of a SELECT to the rows that it reads. */
export async function followSelect(
  following: Following,
  stage: Stage,
  source: SelectSource,
  demands: readonly Demand[],
): Promise<void> {
  const leafRows = createLeafRows(following.stages.database);
  const subqueries = new Map<Node, Promise<Stage | undefined>>();
  const readingOf = (rows: Rows, role: Reading["role"]): Reading => ({
    following,
    stage,
    source,
    leafRows,
    subqueries,
    readConditions: followRowConditions,
    role,
    aliases: new Set(),
    absent: absentAnywhere(source),
    place: { table: source.map, rows, list: source.aggregated ? "broadsheet_d" : undefined },
  });
  for (const { role, column, rows } of demands) {
    const reading = readingOf(rows, role);
    if (column !== undefined) {
      await followColumn(reading, stage.columns.indexOf(column));
      continue;
    }
    // A group is counted, not the rows that it is made of.
    await readRows(source.aggregated ? readingOf(rows, "deciding") : reading);
    // What decided that a row is here, decided; it was not computed from.
    await followConditions(readingOf(rows, "deciding"));
  }
}

async function followColumn(reading: Reading, index: number): Promise<void> {
  const output = reading.source.outputs[index];
  if (output === undefined) {
    await readEverything(reading);
    return;
  }
  if ("expression" in output) await readExpression(reading, output.expression);
  else
    await readName(
      reading,
      [output.star["relation_name"] as string, output.name].filter((part) => part !== ""),
    );
}

/** Which columns were read is not known: all of them. */
async function readEverything(reading: Reading): Promise<void> {
  await readStar(reading);
  for (const item of nodesOf(reading.source.node["select_list"])) await readExpression(reading, item);
}

async function followConditions(reading: Reading): Promise<void> {
  const { source, stage, following } = reading;
  const { node } = source;
  await followRowConditions(reading);
  if (source.all !== undefined) following.everything(stage, "deciding", `${stage.name}: ${source.all}`);
  for (const leaf of source.leaves)
    if (!leaf.visible && leaf.stage !== undefined)
      following.everything(leaf.stage, "deciding", `${stage.name}: SEMI or ANTI JOIN`);
  if (isNode(node["qualify"])) await readExpression({ ...reading, namesFirst: true }, node["qualify"]);
  const modifiers = nodesOf(node["modifiers"]);
  if (!modifiers.some(({ type }) => type === "LIMIT_MODIFIER")) return;
  // With a limit the order decides.
  for (const modifier of modifiers) {
    await readExpression(reading, modifier["limit"]);
    for (const term of termsOf(modifier["orders"]))
      // ORDER BY ALL
      if (term["type"] === "STAR") await readEverything(reading);
      else await readExpression({ ...reading, namesFirst: true }, resultOf(node, term));
  }
}

/** What decides which rows windows see, too. */
async function followRowConditions(reading: Reading): Promise<void> {
  const { source } = reading;
  const { node } = source;
  for (const condition of source.conditions)
    for (const absent of absentInJoin(condition)) await readExpression({ ...reading, absent }, condition.expression);
  for (const condition of [node["where_clause"], ...groupsOf(reading)]) await readExpression(reading, condition);
  if (isNode(node["having"])) await readExpression({ ...reading, namesFirst: true }, node["having"]);
  for (const leaf of source.leaves) for (const made of leaf.made) await readExpression(reading, made);
}

/** The expressions by which rows are grouped. */
function groupsOf({ source: { node }, following }: Reading): Node[] {
  if (node["aggregate_handling"] !== "FORCE_AGGREGATES")
    return nodesOf(node["group_expressions"]).map((term) => resultOf(node, term) ?? term);
  const { aggregates } = following.stages.database;
  return nodesOf(node["select_list"]).filter((item) => !holdsAggregate(item, aggregates));
}

function holdsAggregate(item: Node, aggregates: ReadonlySet<string>): boolean {
  let found = false;
  visitNodes(item, (node) => {
    if (isAggregate(node, aggregates)) found = true;
  });
  return found;
}

/** A term of GROUP BY or ORDER BY: a whole number stands for the result column in that place. */
function resultOf(query: Node, term: unknown): Node | undefined {
  if (!isNode(term)) return undefined;
  const place = term["type"] === "VALUE_CONSTANT" ? (term["value"] as Node)["value"] : undefined;
  return typeof place === "number" ? nodesOf(query["select_list"])[place - 1] : term;
}
