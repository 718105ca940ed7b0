import {
  bindTables,
  isRecursive,
  type Scope,
  stageKey,
  stageTablesIn,
  tableOfStage,
  withoutCommonTables,
} from "./bind-tables.ts";
import { skipping, stageSelect } from "./stage-select.ts";
import type { Stages } from "./stages.ts";
import { Gap, hidesRowNumber, type SameSource, type Source, type Stage } from "./stage.ts";
import type { MadeTable, StageDatabase } from "./stage-database.ts";
import {
  named,
  commonTables,
  type CommonTable,
  type Node,
  nodesOf,
  queryOf,
  selectOf,
  star,
  textOf,
} from "./syntax-tree.ts";

/** Begins without any stage. */
export function createStages(database: StageDatabase): Stages {
  const byTable = new Map<string, Stage>();
  const stages: Stages = {
    database,
    of: (table) => byTable.get(stageKey(table)),
    make: (query, name, kind, names = []) => makeStage(stages, query, { name, kind }, names),
    readBy: (query) => [...stageTablesIn(query)].map((table) => byTable.get(table)!),
    add(stage) {
      if (stage.source.type !== "whole" && stage.kind !== "dataset" && hidesRowNumber(stage.columns))
        throw new Gap("a column called rowid");
      const added = { ...stage, number: byTable.size };
      byTable.set(JSON.stringify([stage.schema, stage.table]), added);
      return added;
    },
  };
  return stages;
}

/** What a stage is called. */
type Title = Pick<Stage, "name" | "kind">;

const none: Scope = async () => undefined;

/** Adds the common tables of a query to a scope. A table becomes a stage when it is first read. */
function scopeWithin(stages: Stages, tables: readonly CommonTable[], outer: Scope): Scope {
  let scope = outer;
  for (const { key, value } of tables) {
    const before = scope;
    let stage: Promise<Stage> | undefined;
    scope = async (name) =>
      name === key.toLowerCase()
        ? await (stage ??= stageCommonTable(stages, { key, value }, before))
        : await before(name);
  }
  return scope;
}

async function stageCommonTable(stages: Stages, { key, value }: CommonTable, scope: Scope): Promise<Stage> {
  const names = (value["aliases"] as readonly string[] | undefined) ?? [];
  const title: Title = { name: key, kind: "common-table" };
  const query = queryOf(value["query"]);
  if (!isRecursive(value)) return await makeStage(stages, query, title, names, scope);
  const own: Scope = async (name) => (name === key.toLowerCase() ? undefined : await scope(name));
  const entry = { key, value: await bindTables(value, own, stages.database.catalog) };
  const base = { type: "BASE_TABLE", alias: "", sample: null, query_location: 0, schema_name: "", table_name: key };
  const reading = selectOf([star], { ...base, column_name_alias: [], catalog_name: "", at_clause: null });
  return await wholeStage(stages, { ...reading, cte_map: { map: [entry] } }, title, [], "WITH RECURSIVE");
}

/**
 * Makes the stages of a query, in which names mean what a scope says.
 *
 * @param kept a table that has its rows already
 * @throws Error if DuckDB refuses it
 */
export async function makeStage(
  stages: Stages,
  query: Node,
  title: Title,
  names: readonly string[] = [],
  scope: Scope = none,
  kept?: MadeTable,
): Promise<Stage> {
  const { catalog } = stages.database;
  try {
    const inner = scopeWithin(stages, commonTables(query), scope);
    const bound = await bindTables(withoutCommonTables(query), inner, catalog);
    return await stageBound(stages, bound, title, names, kept);
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return await wholeStage(stages, await bindTables(query, scope, catalog), title, names, error.message);
  }
}

/** Keeps a query's rows as they are. Which of those that it reads decided remains unknown. */
async function wholeStage(
  stages: Stages,
  query: Node,
  title: Title,
  names: readonly string[],
  why: string,
): Promise<Stage> {
  const made = await stages.database.create(query, names);
  return stages.add({ ...title, ...made, source: { type: "whole", reads: stages.readBy(query), why } });
}

async function stageBound(
  stages: Stages,
  query: Node,
  title: Title,
  names: readonly string[],
  kept: MadeTable | undefined,
): Promise<Stage> {
  const modifiers = nodesOf(query["modifiers"]);
  const distinct = modifiers.find(({ type }) => type === "DISTINCT_MODIFIER");
  if (query["type"] === "SET_OPERATION_NODE") return await stageSetOperation(stages, query, title, names);
  if (query["type"] !== "SELECT_NODE") throw new Gap(textOf(query["type"]));
  if (distinct !== undefined) return await stageDistinct(stages, query, distinct, title, names);
  const { made, source } = await stageSelect(stages, query, names, kept);
  return stages.add({ ...title, ...made, source });
}

async function stageDistinct(
  stages: Stages,
  query: Node,
  distinct: Node,
  title: Title,
  names: readonly string[],
): Promise<Stage> {
  const on = nodesOf(distinct["distinct_on_targets"]).length > 0;
  const all = await stages.make({ ...query, modifiers: [] }, title.name, "subquery", names);
  const made = await stages.database.create(query, names);
  const others = on ? [{ stage: all, why: "DISTINCT ON" }] : [];
  const source: Source = { type: "same", parts: [{ stage: all, columns: all.columns }], others, byColumns: true };
  return stages.add({ ...title, ...made, source: withLimit(stages, source, query, [all]) });
}

async function stageSetOperation(stages: Stages, query: Node, title: Title, names: readonly string[]): Promise<Stage> {
  const operation = textOf(query["setop_type"]);
  const { catalog } = stages.database;
  const sides = [];
  for (const side of ["left", "right"]) {
    const own = query[side] as Node;
    // The names of the left side are those of the result.
    const unique = side === "right" && operation !== "UNION_BY_NAME" ? withUniqueNames(own) : own;
    sides.push(await stages.make(unique, `${title.name}, ${side} side`, "subquery"));
  }
  const [left, right] = sides as [Stage, Stage];
  const read = (stage: Stage): Node => selectOf([star], tableOfStage(stage, "side", catalog));
  const made = await stages.database.create({ ...query, left: read(left), right: read(right) }, names);
  const byName = operation === "UNION_BY_NAME";
  // Names that WITH gives are not those by which the sides are put together.
  if (byName && names.length > 0) throw new Gap("UNION BY NAME");
  const partOf = (stage: Stage): SameSource["parts"][number] => ({
    stage,
    columns: byName
      ? made.columns.map((name) => stage.columns.find((column) => column.toLowerCase() === name.toLowerCase()))
      : stage.columns,
  });
  const isUnion = operation === "UNION" || byName;
  const source: SameSource = isUnion
    ? { type: "same", parts: [partOf(left), partOf(right)], others: [], byColumns: query["setop_all"] !== true }
    : {
        type: "same",
        parts: [partOf(left)],
        others: [left, right].map((stage) => ({ stage, why: operation })),
        byColumns: false,
      };
  return stages.add({ ...title, ...made, source: withLimit(stages, source, query, [left, right]) });
}

/** Names the columns without a name, which the table of a stage could not tell apart. */
function withUniqueNames(query: Node): Node {
  const seen = new Set<string>();
  const items = nodesOf(query["select_list"]).map((item, index) => {
    const name = textOf(item["alias"]) || (item["column_names"] as readonly string[] | undefined)?.at(-1) || "";
    const repeated = name === "" || seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return repeated && item["type"] !== "STAR" ? named(item, `unnamed_${index}`) : item;
  });
  return query["type"] === "SELECT_NODE" ? { ...query, select_list: items } : query;
}

/** Adds what a query's LIMIT, OFFSET and ORDER BY say of its rows. */
function withLimit(stages: Stages, source: SameSource, query: Node, read: readonly Stage[]): SameSource {
  const why = skipping(query);
  const limited = nodesOf(query["modifiers"]).some(({ type }) => textOf(type).startsWith("LIMIT"));
  const skipped = why === undefined ? [] : read.map((stage) => ({ stage, why }));
  const within = stages.readBy({ modifiers: query["modifiers"] });
  const chosen = within.map((stage) => ({ stage, why: "a subquery in LIMIT, ORDER BY or DISTINCT ON" }));
  return { ...source, others: [...source.others, ...skipped, ...chosen], byColumns: source.byColumns || limited };
}
