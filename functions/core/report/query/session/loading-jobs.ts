import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset } from "../../dataset/dataset.ts";
import type { ScratchSpace } from "../../../ports.ts";
import { createKnownTables, readsRows, readsUnnamedRows } from "../known-tables.ts";
import { type ParsedQuery, tablesRead } from "../parse-queries.ts";
import { loadingError } from "../query-error.ts";
import { loadGroups, type PartlyRead } from "./load-groups.ts";
import { isLarge, neededColumns } from "./needed-columns.ts";
import type { QuerySession } from "./query-session.ts";
import type { RowFilters } from "./row-filters.ts";
import { boundFiles, fetchColumns, sparseFiles } from "./sparse-files.ts";
import { quoteName } from "../quote-name.ts";
import type { Job } from "../run-in-lanes.ts";

/**
 * The jobs that copy each dataset into a table named by its alias, with the types of its profile, from a file of the
 * scratch folder. They fail with a BroadsheetError: `limit-exceeded` if it does not fit into memory, `invalid-dataset`
 * if it does not match its profile.
 */
export function fileJobs(
  connections: QuerySession["connections"],
  datasets: readonly Dataset[],
  scratch: ScratchSpace,
  parsing: Parsing,
): Job<void>[] {
  return datasets.map((dataset, index) => {
    const { alias, profile, select } = dataset;
    return {
      name: alias,
      // Large datasets are loaded only as far as queries read them, which must be known first.
      needs: isLarge(dataset) ? [parsing.job] : [],
      run: async (lane) => {
        const connection = connections[lane]!;
        const readers = parsing.filters?.().get(alias);
        if (
          readers !== undefined &&
          (await loadSome(connection, dataset, `${index}`, scratch, { ...parsing, readers }))
        )
          return;
        const values = await writeFiles(dataset, `dataset-${index}.${profile.format}`, scratch, parsing);
        const told = (error: unknown): never => {
          throw loadingError(error, alias);
        };
        if (!isLarge(dataset) || readsRows(alias, tablesRead(parsing.queries())))
          await connection
            .run(`CREATE TABLE ${quoteName(alias)} AS ${loadedSelect(dataset, parsing)}`, values)
            .catch(told);
        else
          await createKnownTables(
            connection,
            { alias, rows: profile.rows, columns: profile.columns },
            tablesRead(parsing.queries()),
            { sql: `(${select})`, values },
          ).catch(told);
      },
    };
  });
}

/** Loads the row groups that queries read; `false` if they need all. */
async function loadSome(
  connection: DuckDBConnection,
  dataset: Dataset,
  name: string,
  scratch: ScratchSpace,
  parsing: Parsing & Pick<PartlyRead, "readers">,
): Promise<boolean> {
  const columns = neededColumns(dataset, parsing.queries()).map(({ name }) => dataset.fields?.get(name) ?? name);
  const part = { select: loadedSelect(dataset, parsing), columns, readers: parsing.readers };
  return await loadGroups(connection, dataset, part, scratch, name).catch((error: unknown) => {
    throw loadingError(error, dataset.alias);
  });
}

/**
 * Writes the files that a dataset is loaded from: the whole table, or as much of a large one as queries read.
 *
 * @returns what binds them
 */
async function writeFiles(
  dataset: Dataset,
  name: string,
  scratch: ScratchSpace,
  parsing: Parsing,
): ReturnType<typeof boundFiles> {
  const files = sparseFiles(dataset);
  const needed = files === undefined || !isLarge(dataset) ? undefined : partsNeeded(dataset, parsing);
  const paths = needed && (await fetchColumns(files!, scratch, name, needed));
  return await boundFiles(paths ?? [await scratch.write(name, await dataset.read())]);
}

/** The columns of the file that loading reads; undefined for all. */
function partsNeeded(dataset: Dataset, { queries, empty }: Parsing): readonly string[] | undefined {
  const { alias, profile, fields, isLong } = dataset;
  if (empty === true) return [];
  const read = tablesRead(queries());
  if (readsUnnamedRows(alias, read) && isLong !== true) return undefined;
  if (!readsRows(alias, read) && !readsUnnamedRows(alias, read)) return [];
  const needed = neededColumns(dataset, queries());
  if (needed.length === profile.columns.length && isLong !== true) return undefined;
  return needed.map(({ name }) => fields?.get(name) ?? name);
}

/** The SELECT of what is loaded of a dataset. */
function loadedSelect(dataset: Dataset, { queries, empty }: Parsing): string {
  const { select, profile } = dataset;
  if (empty === true) return `SELECT * FROM (${select}) LIMIT 0`;
  const needed = isLarge(dataset) ? neededColumns(dataset, queries()) : profile.columns;
  if (needed.length === profile.columns.length) return select;
  return `SELECT ${needed.map(({ name }) => quoteName(name)).join(", ")} FROM (${select})`;
}

/** What the loading of large datasets waits for. */
export interface Parsing {
  /** Name of the job that parses the queries. */
  readonly job: string;
  /** The queries, once that job is done. */
  queries(): readonly ParsedQuery[];
  /** Whether the tables shall have all columns and no rows. */
  readonly empty?: boolean;
  /** The datasets of which some rows are enough, once the queries are parsed. @default none */
  readonly filters?: () => RowFilters;
}

/**
 * The inline SELECT of every dataset, by alias; undefined if any dataset must be read from a file, since then all are.
 */
export async function inlineSelects(datasets: readonly Dataset[]): Promise<ReadonlyMap<string, string> | undefined> {
  const selects = await Promise.all(datasets.map(async ({ alias, inline }) => [alias, await inline()] as const));
  const inlined = selects.filter((entry): entry is readonly [string, string] => entry[1] !== undefined);
  return inlined.length === selects.length ? new Map(inlined) : undefined;
}

/** The jobs that create the tables as `fileJobs` does, but without files. */
export function inlineJobs(
  connections: QuerySession["connections"],
  selects: ReadonlyMap<string, string>,
): Job<void>[] {
  return [...selects].map(([alias, select]) => ({
    name: alias,
    needs: [],
    run: async (lane) => {
      await connections[lane]!.run(`CREATE TABLE ${quoteName(alias)} AS ${select}`).catch((error: unknown) => {
        throw loadingError(error, alias);
      });
    },
  }));
}
