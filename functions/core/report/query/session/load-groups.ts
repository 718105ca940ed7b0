import type { DuckDBConnection } from "@duckdb/node-api";
import type { ScratchSpace } from "../../../ports.ts";
import type { Dataset, SparseFile } from "../../dataset/dataset.ts";
import type { SparseTable } from "../../dataset/parquet/sparse-table.ts";
import { quoteName } from "../quote-name.ts";
import { neededFiles, neededGroups } from "./needed-groups.ts";
import { boundFiles, sparseFiles } from "./sparse-files.ts";
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
  const files = sparseFiles(dataset)!;
  const schema = await files[0]!.sparse.fetch(scratch, `footer-0-${name}`, []);
  if (schema === undefined) return false;
  const looked = await lookForRows(connection, dataset, { files, schema, readers }, scratch, name);
  if (looked === undefined || looked.every(({ needed }) => needed)) return false;
  const runs: { readonly skipped: number; readonly paths: readonly string[] }[] = [];
  for (const { from, to, skipped } of runsOf(looked)) {
    const paths = await fetchBlocks(looked.slice(from, to), columns, scratch, name);
    if (paths === undefined) return false;
    runs.push({ skipped, paths });
  }
  const table = quoteName(dataset.alias);
  await atOnce(connection, async () => {
    await connection.run(`CREATE OR REPLACE TABLE ${table} AS SELECT * FROM (${select}) LIMIT 0`, { file: schema });
    const [first] = (await connection.runAndReadAll(`DESCRIBE ${table}`)).getRowsJson()[0]!;
    for (const { skipped, paths } of runs) {
      const padding = paddingFor(skipped);
      if (padding > 0)
        await connection.run(`INSERT INTO ${table} (${quoteName(String(first))}) SELECT NULL FROM range(${padding})`);
      await connection.run(`INSERT INTO ${table} ${select}`, await boundFiles(paths));
    }
  });
  return true;
}

/** A row group of a file, or a whole file of which no row is needed. */
interface Block {
  readonly file: number;
  readonly sparse: SparseTable;
  /** The row group; undefined: the whole file. */
  readonly group?: number;
  readonly rows: number;
  readonly needed: boolean;
}

/**
 * Looks which row groups may hold rows that the queries use: nothing is read of a file whose least and greatest values
 * rule that out, and of the others the footer.
 *
 * @returns all rows in their order; undefined if all may be needed
 */
async function lookForRows(
  connection: DuckDBConnection,
  dataset: Dataset,
  { files, schema, readers }: Pick<PartlyRead, "readers"> & Readonly<{ files: readonly SparseFile[]; schema: string }>,
  scratch: ScratchSpace,
  name: string,
): Promise<readonly Block[] | undefined> {
  const wanted = files.length === 1 ? undefined : await asked(neededFiles(connection, schema, dataset, readers));
  const blocks: Block[] = [];
  for (const [file, { sparse, rows }] of files.entries()) {
    if (wanted?.has(file) === false) {
      blocks.push({ file, sparse, rows: rows!, needed: false });
      continue;
    }
    const footer = file === 0 ? schema : await sparse.fetch(scratch, `footer-${file}-${name}`, []);
    const layout = await sparse.layout();
    if (footer === undefined || layout === undefined) return undefined;
    const leafOf = (field: string): number | undefined => layout.leaves.get(field);
    const needed = (await sparse.canShowStated())
      ? await asked(neededGroups(connection, footer, dataset, readers, leafOf))
      : undefined;
    if (needed === undefined && wanted === undefined) return undefined;
    for (const [group, count] of layout.rows.entries())
      blocks.push({ file, sparse, group, rows: count, needed: needed?.has(group) !== false });
  }
  return blocks;
}

/** The query that compares a value with what it cannot be compared with fails when it runs. */
async function asked<T>(answer: Promise<T>): Promise<T | undefined> {
  return await answer.catch(() => undefined);
}

/** Reads the columns of blocks that follow each other. @returns paths, one of each file; undefined if one cannot be */
async function fetchBlocks(
  blocks: readonly Block[],
  columns: readonly string[],
  scratch: ScratchSpace,
  name: string,
): Promise<readonly string[] | undefined> {
  const paths: string[] = [];
  for (let at = 0; at < blocks.length;) {
    const { file, sparse, group: from } = blocks[at]!;
    let end = at + 1;
    while (end < blocks.length && blocks[end]!.file === file) end++;
    const groups = from === undefined ? undefined : { from, to: from + end - at };
    const path = await sparse.fetch(scratch, `groups-${file}-${from ?? "all"}-${name}`, columns, groups);
    if (path === undefined) return undefined;
    paths.push(path);
    at = end;
  }
  return paths;
}

/** Row groups that are loaded together, and how many rows before them are not. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly skipped: number;
}

/** The needed row groups, in few runs. */
function runsOf(blocks: readonly Block[]): readonly Run[] {
  const runs: Run[] = [];
  let skipped = 0;
  for (let from = 0; from < blocks.length;) {
    const { needed, rows } = blocks[from]!;
    if (!needed) {
      skipped += rows;
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < blocks.length && blocks[to]!.needed) to++;
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
