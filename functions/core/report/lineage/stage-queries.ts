import { literalOf } from "../query/fill-in-parameters.ts";
import type { ParameterValue } from "../query/flatten-parameters.ts";
import { tablesOf } from "../query/known-tables.ts";
import type { ParsedQuery } from "../query/parse-queries.ts";
import { quoteName } from "../query/quote-name.ts";
import type { Scope } from "./bind-tables.ts";
import { createStages, makeStage } from "./make-stages.ts";
import { Gap, type DatasetSource, type Stage } from "./stage.ts";
import { isBreakdown, isDatabaseError, type StageDatabase, stageTable } from "./stage-database.ts";
import type { Stages } from "./stages.ts";
import { changeNodes, type Node, nodesOf, queryOf, textOf, visitNodes } from "./syntax-tree.ts";

/** The schema in which a report's datasets and queries are tables. */
export const reportSchema = "main";

/** What a database holds: the datasets, and the rows of the queries under their names. */
export interface Held {
  readonly aliases: readonly string[];
  readonly queries: readonly ParsedQuery[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
}

/** Makes the stages of one of the queries, and of those that it reads. */
export async function stageQuery(
  database: StageDatabase,
  { aliases, queries, parameters }: Held,
  query: ParsedQuery,
): Promise<{ readonly stages: Stages; readonly stage: Stage }> {
  const stages = createStages(database);
  const known = new Map<string, Promise<Stage>>();
  const datasets = new Map(
    aliases.flatMap((alias) => tablesOf(alias).map((table) => [table.toLowerCase(), { alias, table }] as const)),
  );
  const scope: Scope = async (name) => {
    const kept = known.get(name);
    if (kept !== undefined) return await kept;
    const read = queries.find((each) => each.name.toLowerCase() === name);
    const dataset = datasets.get(name);
    if (read === undefined && dataset === undefined) return undefined;
    const made = read === undefined ? stageDataset(stages, dataset!) : stageOne(read);
    known.set(name, made);
    return await made;
  };
  const stageOne = async (each: ParsedQuery): Promise<Stage> => {
    try {
      const statement = await withLiterals(database, await parseSelect(database, each.text), parameters);
      // A column may be named after a parameter.
      const names = each.split === undefined ? await database.columnsOf(each.name, reportSchema) : [];
      const kept = {
        table: each.name,
        schema: reportSchema,
        columns: await database.columnsOf(each.name, reportSchema),
      };
      const title = { name: each.name, kind: "query" } as const;
      const stage = await makeStage(stages, statement, title, names, scope, kept);
      if (stage.table !== each.name && !(await isSame(database, stage, each.name)))
        throw new Gap("a query that gives other rows when it is rewritten");
      return stage;
    } catch (error) {
      // What DuckDB refuses to run in this form is answered coarsely; only the end of the time ends it.
      if (!(error instanceof Gap || isDatabaseError(error)) || isBreakdown(error)) throw error;
      const why = error instanceof Gap ? error.message : "a query that cannot be rewritten";
      const reads: Stage[] = [];
      for (const table of each.tables) reads.push((await scope(table))!);
      const columns = await database.columnsOf(each.name, reportSchema);
      const source = { type: "whole", reads, why } as const;
      return stages.add({ name: each.name, kind: "query", table: each.name, schema: reportSchema, columns, source });
    }
  };
  return { stages, stage: (await scope(query.name.toLowerCase()))! };
}

async function parseSelect(database: StageDatabase, text: string): Promise<Node> {
  return queryOf(((await database.parse(text))["statements"] as readonly unknown[])[0]);
}

/** Puts literals in the place of parameters, with the types that `bindParameters` gives them. */
async function withLiterals(
  database: StageDatabase,
  query: Node,
  parameters: ReadonlyMap<string, ParameterValue>,
): Promise<Node> {
  const literals = new Map<string, Node>();
  const names = new Set<string>();
  visitNodes(query, (node) => {
    if (node["type"] === "VALUE_PARAMETER") names.add(textOf(node["identifier"]));
  });
  for (const name of names) {
    const literal = literalOf(name, parameters.get(name) ?? null);
    // DuckDB's statement text ends at a NUL.
    if (literal.includes("\0")) throw new Gap("a parameter that cannot be written as a literal");
    literals.set(name, nodesOf((await parseSelect(database, `SELECT ${literal}`))["select_list"])[0]!);
  }
  return changeNodes(query, (node) =>
    node["type"] === "VALUE_PARAMETER"
      ? { ...literals.get(textOf(node["identifier"]))!, alias: node["alias"] }
      : undefined,
  );
}

async function stageDataset(
  stages: Stages,
  { alias, table }: { readonly alias: string; readonly table: string },
): Promise<Stage> {
  const columns = await stages.database.columnsOf(table, reportSchema);
  const suffix = table.slice(alias.length);
  const by: DatasetSource["by"] =
    suffix === "" ? "rowid" : suffix === "_columns" || suffix === "_statistics" ? "all" : "row";
  return stages.add({
    name: table,
    kind: "dataset",
    table,
    schema: reportSchema,
    columns,
    source: { type: "dataset", alias, by },
  });
}

/** Whether a stage has the rows of the query itself, in their order. */
async function isSame(database: StageDatabase, stage: Stage, query: string): Promise<boolean> {
  const columns = await database.columnsOf(query, reportSchema);
  if (columns.join("\n") !== stage.columns.join("\n")) return false;
  const same = columns.map((name) => `a.${quoteName(name)} IS NOT DISTINCT FROM b.${quoteName(name)}`);
  const [[rows, equal]] = (await database.rows(
    `SELECT count(*), count(*) FILTER (a.rowid IS NOT NULL AND b.rowid IS NOT NULL AND ${same.join(" AND ")})
     FROM ${stageTable(stage.table, stage.schema)} AS a
     FULL JOIN ${stageTable(query, reportSchema)} AS b ON a.rowid = b.rowid`,
  )) as [[string, string]];
  return rows === equal;
}
