import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import type { Dataset } from "../../dataset/dataset.ts";
import { quoteName } from "../quote-name.ts";
import { neededGroups } from "./needed-groups.ts";
import type { RowFilter } from "./row-filters.ts";

/** Rows of a vector, in which the database works. */
const vectorRows = 2_048;

/** Runs of row groups that are loaded; with more, those between the closest ones are loaded too. */
const mostRuns = 16;

/** What is loaded of a dataset. */
export interface PartlyRead {
  /** Of the columns that queries read; reads the file bound as `$file`. */
  readonly select: string;
  /** Their names in the file. */
  readonly columns: readonly string[];
  readonly readers: readonly (readonly RowFilter[])[];
}

/**
 * Loads only the row groups of a dataset that may hold rows that the queries use, into a table named by its alias.
 * Every loaded row lies at the same place of its vector as if all were loaded, with the same rows as there or with rows
 * without any values, which no condition lets through: so the database passes on the same rows in the same pieces.
 *
 * @param name of the files in the scratch folder
 * @returns whether it did; if not, there is no table, and all rows must be loaded
 * @throws BroadsheetError `damaged`
 */
export async function loadGroups(
  connection: DuckDBConnection,
  dataset: Dataset,
  { select, columns, readers }: PartlyRead,
  scratch: ScratchSpace,
  name: string,
): Promise<boolean> {
  const sparse = dataset.sparse!;
  const footer = await sparse.fetch(scratch, `footer-${name}`, []);
  const layout = await sparse.layout();
  if (footer === undefined || layout === undefined) return false;
  const { rows, leaves } = layout;
  // The query that compares a value with what it cannot be compared with fails when it runs.
  const needed = await neededGroups(connection, footer, dataset, readers, (field) => leaves.get(field)).catch(
    () => undefined,
  );
  if (needed === undefined || needed.size === rows.length) return false;
  const runs: { readonly skipped: number; readonly file: string }[] = [];
  for (const { from, to, skipped } of runsOf(rows, needed)) {
    const file = await sparse.fetch(scratch, `groups-${from}-${name}`, columns, { from, to });
    if (file === undefined) return false;
    runs.push({ skipped, file });
  }
  const table = quoteName(dataset.alias);
  await atOnce(connection, async () => {
    await connection.run(`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM (${select}) LIMIT 0`, { file: footer });
    const [first] = (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRowsJson()[0]!;
    for (const { skipped, file } of runs) {
      const padding = paddingFor(skipped);
      if (padding > 0)
        await connection.run(`INSERT INTO ${table} (${quoteName(String(first))}) SELECT NULL FROM range(${padding})`);
      await connection.run(`INSERT INTO ${table} ${select}`, { file });
    }
  });
  return true;
}

/** Row groups that are loaded together, and how many rows before them are not. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly skipped: number;
}

/** The needed row groups, in few runs. @param rows of each row group */
function runsOf(rows: readonly number[], needed: ReadonlySet<number>): readonly Run[] {
  const runs: Run[] = [];
  let skipped = 0;
  for (let from = 0; from < rows.length;) {
    if (!needed.has(from)) {
      skipped += rows[from++]!;
      continue;
    }
    let to = from + 1;
    while (to < rows.length && needed.has(to)) to++;
    runs.push({ from, to, skipped });
    skipped = 0;
    from = to;
  }
  return joinClosest(runs);
}

/** Joins the runs with the fewest rows between them until there are at most `mostRuns`. */
function joinClosest(runs: readonly Run[]): readonly Run[] {
  if (runs.length <= mostRuns) return runs;
  const apart = new Set(
    runs
      .slice(1)
      .toSorted((a, b) => b.skipped - a.skipped || a.from - b.from)
      .slice(0, mostRuns - 1),
  );
  const joined: Run[] = [runs[0]!];
  for (const run of runs.slice(1))
    if (apart.has(run)) joined.push(run);
    else joined.push({ ...joined.pop()!, to: run.to });
  return joined;
}

/**
 * The rows without values that stand for rows that are not loaded. The rows before and after them are in the same
 * vector only if they are with all rows: a whole vector more keeps them apart.
 */
function paddingFor(skipped: number): number {
  return skipped < vectorRows ? skipped : vectorRows + (skipped % vectorRows);
}

/**
 * Fills a table in one transaction. Outside one the database keeps each long INSERT as row groups of its own, and what
 * follows does not begin where the vector before ended.
 */
async function atOnce(connection: DuckDBConnection, fill: () => Promise<void>): Promise<void> {
  await connection.run("BEGIN");
  try {
    await fill();
    await connection.run("COMMIT");
  } catch (error) {
    // A statement that failed may have ended the transaction.
    await connection.run("ROLLBACK").catch(() => {});
    throw error;
  }
}
