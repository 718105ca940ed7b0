import type { Warning } from "../../../errors.ts";
import type { ObjectStore, ScratchFile, ScratchSpace } from "../../../ports.ts";
import { openDatabase } from "../database/open-database.ts";
import { quoteName } from "../database/quote-sql.ts";
import { checkDatasetLimit, type DatasetLimits } from "../dataset-limits.ts";
import { datasetVersion } from "../dataset-version.ts";
import type { DatasetColumn, DatasetProfile, TableFile } from "../dataset.ts";
import { readerRevision } from "../mended-rules.ts";
import { orderedTypes } from "../parquet/ordered-types.ts";
import { profileParquet } from "../parquet/profile-parquet.ts";
import { hashOf } from "../pieces-of.ts";
import { parquetFile } from "./files-of.ts";
import { keep, keepFile } from "./keep-object.ts";
import { keepMap, mapTable, type StoredMap } from "./map-table.ts";
import { readStoredProfile } from "./read-dataset-profile.ts";

/** Rows of a source in several Parquet files of ours. */
export interface RowsInFiles {
  /** In their order; all have the same columns. */
  readonly files: readonly ScratchFile[];
  /** See `DatasetProfile.rowsOfSource`. */
  readonly rowsOfSource: string;
  readonly source?: DatasetProfile["source"] | undefined;
  readonly warnings?: readonly Warning[] | undefined;
}

/** Longest value that a profile keeps as the end of a range, characters. */
const longestEnd = 64;

/** Columns asked in one statement: its cost grows with the square of their number. */
const askedColumns = 50;

/**
 * Stores a version whose table is in several files: each with its map, and the profile, which names them, last. A
 * version of the same rows in one file is the same version; the first that is stored counts.
 *
 * @param sound finds a version that is wholly there
 * @throws BroadsheetError `limit-exceeded`, `too-large`
 */
export async function storeInFiles(
  store: ObjectStore,
  name: string,
  { files, rowsOfSource, source, warnings = [] }: RowsInFiles,
  {
    scratch,
    limits,
    sound,
  }: {
    readonly scratch: ScratchSpace;
    readonly limits: DatasetLimits;
    readonly sound: (version: string) => Promise<DatasetProfile | undefined>;
  },
): Promise<DatasetProfile> {
  checkDatasetLimit("bytes", sumOf(files), limits);
  const read: FileRead[] = [];
  for (const file of files) read.push(await readFile(file, scratch, limits));
  const rows = read.reduce((sum, found) => sum + found.rows, 0);
  checkDatasetLimit("rows", rows, limits);
  checkDatasetLimit("parquetCells", rows * read[0]!.columns.length, limits);
  const mended = [...new Set(read.flatMap((found) => found.mended))].toSorted();
  const version = datasetVersion(rowsOfSource, {}, { mended });
  const there = await sound(version);
  if (there !== undefined) return there;
  const profile: DatasetProfile = {
    version,
    reader: readerRevision,
    ...(mended.length > 0 && { mended }),
    format: "parquet",
    bytes: sumOf(files),
    rows,
    columns: columnsOfAll(read.map(({ columns }) => columns)),
    warnings: [...warnings, ...onlyOnce(read.flatMap((found) => found.warnings))],
    rowsHash: rowsOfSource,
    rowsOfSource,
    ...(source !== undefined && { source }),
    files: read.map(({ told }) => told),
  };
  const folder = `datasets/${name}/${version}`;
  for (const { file, told, map } of read) {
    await keepFile(store, `${folder}/${parquetFile(told)}`, file, "application/vnd.apache.parquet");
    await keepMap(store, folder, map);
  }
  await keep(store, `${folder}/dataset.json`, new TextEncoder().encode(JSON.stringify(profile)), "application/json");
  return (await readStoredProfile(store, name, version)) ?? profile;
}

/** What was read of one file. */
interface FileRead extends Awaited<ReturnType<typeof profileParquet>> {
  readonly file: ScratchFile;
  readonly told: TableFile;
  readonly map: StoredMap;
}

async function readFile(file: ScratchFile, scratch: ScratchSpace, limits: DatasetLimits): Promise<FileRead> {
  const sha256 = hashOf(file);
  const found = await profileParquet(file, sha256, scratch, limits);
  const map = await mapOf(file, limits);
  const ranges = await rangesOf(file, found.columns, scratch, limits);
  return { ...found, file, map, told: { sha256, bytes: file.length, rows: found.rows, chunks: map.sha256, ranges } };
}

function sumOf(files: readonly ScratchFile[]): number {
  return files.reduce((sum, { length }) => sum + length, 0);
}

async function mapOf(file: ScratchFile, limits: DatasetLimits): Promise<StoredMap> {
  const map = await mapTable({ format: "parquet" }, { body: file }, { ...limits, parts: 0 });
  if (map === undefined) throw new Error("a Parquet file of ours has parts that cannot be told apart");
  return map;
}

/** The columns of the whole table: what is true of one file is true of all. */
function columnsOfAll(files: readonly (readonly DatasetColumn[])[]): readonly DatasetColumn[] {
  return files[0]!.map((column, index) => {
    const all = files.map((columns) => columns[index]!);
    return {
      ...column,
      nulls: all.reduce((sum, { nulls }) => sum + nulls, 0),
      ...(all.some(({ emptyTexts }) => emptyTexts === true) && { emptyTexts: true }),
    };
  });
}

function onlyOnce(warnings: readonly Warning[]): readonly Warning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}

/** The least and the greatest value of each column of a file. */
async function rangesOf(
  file: ScratchFile,
  columns: readonly DatasetColumn[],
  scratch: ScratchSpace,
  limits: DatasetLimits,
): Promise<TableFile["ranges"]> {
  const database = await openDatabase(scratch, limits);
  try {
    const described = await database.rows("SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet($file))", {
      file: file.path,
    });
    const found: (readonly [low: string, high: string] | null)[] = [];
    for (let from = 0; from < columns.length; from += askedColumns) {
      const some = columns.slice(from, from + askedColumns);
      const asked = some.map(({ name }, index) =>
        orderedTypes.test(String(described[from + index]!["column_type"]))
          ? `min(${quoteName(name)})::VARCHAR AS low${index}, max(${quoteName(name)})::VARCHAR AS high${index}`
          : `NULL AS low${index}, NULL AS high${index}`,
      );
      const [row = {}] = await database.rows(`SELECT ${asked.join(", ")} FROM read_parquet($file)`, {
        file: file.path,
      });
      for (const index of some.keys()) found.push(rangeOf(row[`low${index}`], row[`high${index}`]));
    }
    return found;
  } finally {
    database.close();
  }
}

function rangeOf(low: unknown, high: unknown): readonly [string, string] | null {
  if (typeof low !== "string" || typeof high !== "string") return null;
  // The text of a statement ends at a NUL.
  if ([low, high].some((end) => end.length > longestEnd || end.includes("\0"))) return null;
  return [low, high];
}
