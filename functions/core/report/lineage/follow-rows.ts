import { quoteName } from "../query/quote-name.ts";
import { among, createDemands, type Demand, type Role, type Rows, unite } from "./demand.ts";
import { followSelect } from "./follow-select.ts";
import type { Following } from "./following.ts";
import type { DatasetSource, SameSource, Stage } from "./stage.ts";
import { type StageDatabase, stageTable } from "./stage-database.ts";
import type { Stages } from "./stages.ts";

/** A stage on the way from a cell to the datasets. */
export interface Step {
  readonly stage: Stage;
  readonly rows: Rows;
}

/** Rows of a dataset, from 0. */
export interface DatasetRows {
  readonly alias: string;
  readonly role: Role;
  readonly rows: Rows;
}

/** A part of a query in which all rows that it reads are named, since its rule leads to no single ones. */
export interface Coarse {
  readonly stage: string;
  readonly why: string;
  readonly role: Role;
  readonly datasets: readonly string[];
}

export interface Followed {
  readonly steps: readonly Step[];
  readonly datasets: readonly DatasetRows[];
  readonly coarse: readonly Coarse[];
}

/**
 * Follows rows of a stage down to the rows of datasets.
 *
 * @param column undefined: every column
 */
export async function followRows(
  stages: Stages,
  stage: Stage,
  rows: Rows,
  columns: readonly string[],
): Promise<Followed> {
  const { database } = stages;
  const demands = createDemands();
  const found: DatasetRows[] = [];
  const coarse: Coarse[] = [];
  const steps: Step[] = [];
  const following: Following = {
    stages,
    demands,
    everything(from, role, why) {
      const aliases = new Set(datasetsUnder(stages, from).map(({ alias }) => alias));
      for (const alias of aliases) found.push({ alias, role, rows: "all" });
      coarse.push({ stage: from.name, why, role, datasets: [...aliases] });
    },
  };
  for (const column of columns) demands.ask({ stage, role: "value", column, rows });
  demands.ask({ stage, role: "deciding", column: undefined, rows });
  for (let next = demands.take(); next !== undefined; next = demands.take()) {
    const united = await uniteDemands(stages, next.demands);
    if (united.length === 0) continue;
    if (next.stage.kind !== "dataset") {
      const every = await unite(
        database,
        united.map((demand) => demand.rows),
      );
      steps.push({ stage: next.stage, rows: every });
    }
    await followStage(following, next.stage, united, found);
  }
  return { steps, datasets: found, coarse };
}

/** One demand for each role and column; none for no rows, which came from nothing. */
async function uniteDemands({ database }: Stages, demands: readonly Demand[]): Promise<Demand[]> {
  const united: Demand[] = [];
  for (const alike of Map.groupBy(demands, ({ role, column }) => JSON.stringify([role, column])).values()) {
    const every = alike.map(({ rows }) => rows);
    const rows = await unite(database, every);
    if (!(await isEmpty(database, alike[0]!.stage, rows))) united.push({ ...alike[0]!, rows });
  }
  return united;
}

async function isEmpty(database: StageDatabase, { table, schema }: Stage, rows: Rows): Promise<boolean> {
  const from = rows === "all" ? stageTable(table, schema) : stageTable(rows.table);
  return (await database.rows(`SELECT 1 FROM ${from} LIMIT 1`)).length === 0;
}

async function followStage(
  following: Following,
  stage: Stage,
  demands: readonly Demand[],
  found: DatasetRows[],
): Promise<void> {
  const { source } = stage;
  switch (source.type) {
    case "dataset":
      for (const { role, rows } of demands) found.push(await datasetRows(following, stage, source, role, rows));
      return;
    case "whole":
      for (const role of new Set(demands.map(({ role: each }) => each)))
        for (const read of source.reads) following.everything(read, role, `${stage.name}: ${source.why}`);
      return;
    case "same":
      for (const demand of demands) await followSame(following, stage, source, demand);
      return;
    case "select":
      await followSelect(following, stage, source, demands);
  }
}

async function datasetRows(
  { stages: { database } }: Following,
  stage: Stage,
  { alias, by }: DatasetSource,
  role: Role,
  rows: Rows,
): Promise<DatasetRows> {
  if (by === "all" || rows === "all") return { alias, role, rows: "all" };
  if (by === "rowid") return { alias, role, rows };
  const table = await database.createAs(
    `SELECT DISTINCT "row" - 1 AS r FROM ${stageTable(stage.table, stage.schema)} AS s WHERE ${among(rows, "s.rowid")}`,
  );
  return { alias, role, rows: { table } };
}

async function followSame(
  { stages: { database }, demands, everything }: Following,
  stage: Stage,
  { parts, others, byColumns }: SameSource,
  { role, column, rows }: Demand,
): Promise<void> {
  const types = await database.typesOf(stage.table, stage.schema);
  const at = column === undefined ? -1 : stage.columns.indexOf(column);
  for (const { stage: part, columns } of parts) {
    const same = columns.flatMap((name, index) =>
      name === undefined
        ? []
        : [
            // A side may have another type: NULL is a whole number.
            `CAST(p.${quoteName(name)} AS ${types[index]!}) IS NOT DISTINCT FROM s.${quoteName(stage.columns[index]!)}`,
          ],
    );
    const table = await database.createAs(
      `SELECT DISTINCT p.rowid AS r FROM ${stageTable(part.table, part.schema)} AS p JOIN ${stageTable(stage.table, stage.schema)} AS s
       ON ${same.join(" AND ") || "TRUE"} WHERE ${among(rows, "s.rowid")}`,
    );
    const name = columns[at];
    // A row that stands for several is counted, not those.
    const own = column === undefined && byColumns ? "deciding" : role;
    if (column === undefined || name !== undefined)
      demands.ask({ stage: part, role: own, column: name, rows: { table } });
    demands.ask({ stage: part, role: "deciding", column: undefined, rows: { table } });
    if (column === undefined && byColumns)
      for (const read of columns)
        if (read !== undefined) demands.ask({ stage: part, role: "deciding", column: read, rows: { table } });
  }
  if (column === undefined)
    for (const other of others) everything(other.stage, "deciding", `${stage.name}: ${other.why}`);
}

/** The datasets that a stage reads, itself or through others. */
export function datasetsUnder(stages: Stages, stage: Stage, seen = new Set<Stage>()): DatasetSource[] {
  if (seen.has(stage)) return [];
  seen.add(stage);
  if (stage.source.type === "dataset") return [stage.source];
  return readsOf(stages, stage).flatMap((read) => datasetsUnder(stages, read, seen));
}

function readsOf(stages: Stages, { source }: Stage): readonly Stage[] {
  if (source.type === "whole") return source.reads;
  if (source.type === "same") return [...source.parts, ...source.others].map(({ stage }) => stage);
  return source.type === "select" ? stages.readBy(source.node) : [];
}
