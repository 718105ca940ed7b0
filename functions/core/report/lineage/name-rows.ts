import type { Dataset } from "../dataset/dataset.ts";
import { quoteText } from "../query/quote-name.ts";
import { type Role, type Rows, unite } from "./demand.ts";
import type { Followed } from "./follow-rows.ts";
import type { DatasetLineage, LineageStep, NamedRows, RowLineage } from "./row-lineage.ts";
import { hidesRowNumber } from "./stage.ts";
import { type StageDatabase, stageTable } from "./stage-database.ts";
import { reportSchema } from "./stage-queries.ts";

/** What was followed, in words of an answer. */
export interface Named extends Pick<RowLineage, "steps" | "datasets" | "coarse"> {
  /** By alias, all rows that had a say. */
  readonly together: ReadonlyMap<string, Rows>;
}

/**
 * Counts and lists the rows that were found.
 *
 * @param listed most rows to list of each dataset and role
 */
export async function nameRows(
  database: StageDatabase,
  datasets: readonly Dataset[],
  { steps, datasets: found, coarse }: Followed,
  listed: number,
): Promise<Named> {
  const together = new Map<string, Rows>();
  const lineages: DatasetLineage[] = [];
  for (const { alias, profile } of datasets) {
    const own = found.filter((each) => each.alias === alias);
    if (own.length === 0) continue;
    const rowsOf = async (role: Role): Promise<Rows | undefined> => {
      const alike = own.filter((each) => each.role === role).map(({ rows }) => rows);
      return alike.length === 0 ? undefined : await unite(database, alike);
    };
    const value = await rowsOf("value");
    const deciding = await rowsOf("deciding");
    const naming = { database, alias, total: profile.rows, listed };
    const lineage = {
      dataset: alias,
      total: profile.rows,
      value: await listRows(naming, value, undefined),
      deciding: await listRows(naming, deciding, value),
    };
    lineages.push(lineage);
    const given = [value, deciding].filter((rows) => rows !== undefined);
    // To copy a whole table is much quicker than to look for all of its rows.
    const whole = lineage.value.count + lineage.deciding.count === profile.rows;
    together.set(alias, whole ? "all" : await unite(database, given));
  }
  const counted = [];
  for (const { stage, rows } of steps)
    counted.push({ name: stage.name, kind: stage.kind, rows: await countRows(database, stage, rows) });
  return { together, datasets: lineages, steps: uniteSteps(counted), coarse: uniteCoarse(coarse) };
}

/** A subquery that reads the row around it is one step, however many rows it was followed for. */
function uniteSteps(steps: readonly LineageStep[]): LineageStep[] {
  return [...Map.groupBy(steps, ({ name, kind }) => JSON.stringify([name, kind])).values()].map((alike) => ({
    ...alike[0]!,
    rows: alike.reduce((sum, { rows }) => sum + rows, 0),
  }));
}

/**
 * One entry for each reason and role, with the datasets of all its parts. What a value was computed from needs no
 * second entry because it decided, too.
 */
export function uniteCoarse(coarse: Followed["coarse"]): RowLineage["coarse"] {
  const united = [...Map.groupBy(coarse, ({ why, role }) => JSON.stringify([why, role])).values()].map((alike) => ({
    why: alike[0]!.why,
    role: alike[0]!.role,
    datasets: [...new Set(alike.flatMap(({ datasets }) => datasets))],
  }));
  const valued = (why: string): readonly string[] =>
    united.find((each) => each.role === "value" && each.why === why)?.datasets ?? [];
  return united.filter(
    ({ why, role, datasets }) => role === "value" || !datasets.every((name) => valued(why).includes(name)),
  );
}

async function countRows(
  database: StageDatabase,
  { table, schema }: { readonly table: string; readonly schema: string },
  rows: Rows,
): Promise<number> {
  const counted = rows === "all" ? stageTable(table, schema) : stageTable(rows.table);
  return Number((await database.rows(`SELECT count(*) FROM ${counted}`))[0]![0]);
}

interface Naming {
  readonly database: StageDatabase;
  readonly alias: string;
  readonly total: number;
  readonly listed: number;
}

/** @param without rows that are named elsewhere */
async function listRows(
  { database, alias, total, listed }: Naming,
  rows: Rows | undefined,
  without: Rows | undefined,
): Promise<NamedRows> {
  const none = rows === undefined || without === "all" || (rows !== "all" && rows.table === without?.table);
  if (none) return { count: 0, all: false, rows: [] };
  const { count, first } =
    rows === "all" && without === undefined
      ? { count: total, first: Array.from({ length: Math.min(total, listed) }, (_, row) => row) }
      : await firstOf(
          database,
          rows === "all" ? `SELECT range AS r FROM range(${total})` : readRows(rows),
          without,
          listed,
        );
  const records = await recordsOf(database, alias, first);
  return {
    count,
    all: count === total,
    rows: first.map((row) => {
      const record = records.get(row);
      return { row: row + 1, ...(record && { record }) };
    }),
  };
}

function readRows({ table }: Exclude<Rows, "all">): string {
  return `SELECT r FROM ${stageTable(table)}`;
}

/** How many rows there are, and the first of them. */
async function firstOf(
  database: StageDatabase,
  every: string,
  without: Exclude<Rows, "all"> | undefined,
  listed: number,
): Promise<{ readonly count: number; readonly first: readonly number[] }> {
  const kept = without === undefined ? every : `${every} EXCEPT ${readRows(without)}`;
  const numbers = await database.createAs(`SELECT r FROM (${kept})`);
  const [[count]] = (await database.rows(`SELECT count(*) FROM ${stageTable(numbers)}`)) as [[string]];
  const first = await database.rows(`SELECT r FROM ${stageTable(numbers)} ORDER BY r LIMIT ${listed}`);
  return { count: Number(count), first: first.map(([row]) => Number(row)) };
}

/** The values of rows by their numbers, if the rows of the dataset are loaded. */
async function recordsOf(
  database: StageDatabase,
  alias: string,
  rows: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>> {
  const [[loaded]] = (await database.rows(
    `SELECT count(*) FROM duckdb_tables() WHERE database_name = ${quoteText(database.catalog)}
     AND schema_name = ${quoteText(reportSchema)} AND table_name = ${quoteText(alias)}`,
  )) as [[string]];
  if (Number(loaded) === 0 || rows.length === 0) return new Map();
  const columns = await database.columnsOf(alias, reportSchema);
  const table = stageTable(alias, reportSchema);
  const among = `IN (${rows.join(", ")})`;
  const found = await database.rows(
    hidesRowNumber(columns)
      ? `FROM (SELECT row_number() OVER () - 1, t.* FROM ${table} AS t) AS n(place) WHERE n.place ${among}`
      : `SELECT t.rowid, t.* FROM ${table} AS t WHERE t.rowid ${among}`,
  );
  return new Map(
    found.map(([row, ...values]) => [
      Number(row),
      Object.fromEntries(columns.map((name, index) => [name, values[index]])),
    ]),
  );
}
