import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../errors.ts";
import type { ScratchFile, ScratchSpace } from "../ports.ts";
import { copyToFiles, copyToParquet, type FileSizes } from "./dataset/database/copy-to-parquet.ts";
import { datasetSelect } from "./dataset/database/dataset-select.ts";
import { quoteName, quoteText } from "./dataset/database/quote-sql.ts";
import { stepwise } from "./dataset/database/stepwise.ts";
import { unreadable } from "./dataset/database/unreadable.ts";
import type { DatasetContent, StagedContent } from "./dataset/dataset-content.ts";
import { checkDatasetLimit, checkReadingTime, type DatasetLimits, readingTimeout } from "./dataset/dataset-limits.ts";
import type { DatasetColumn, DatasetProfile } from "./dataset/dataset.ts";
import { nameFile } from "./dataset/name-file.ts";
import { profileParquet } from "./dataset/parquet/profile-parquet.ts";
import { type HashedColumn, hashRows } from "./dataset/database/hash-rows.ts";
import { ask, columnsOf } from "./dataset/recipe/write-shaped.ts";
import { type Partitions, refuseHeld } from "./dataset/source/partitions.ts";
import { refuseOtherColumns } from "./dataset/source/join-texts.ts";
import { queryError } from "./query/query-error.ts";
import { openSession } from "./query/session/query-session.ts";
import { refuseOrder } from "./read-rows.ts";

/** One of several files with the rows of one dataset. */
export interface FileToJoin {
  /** For messages. */
  readonly name: string;
  read(): Promise<Uint8Array>;
  /** Opens it, if it is on disk, so that not all of it is in memory. */
  open?(): ScratchFile;
}

/** One file of joined rows, or several if they are too long for one. */
export type JoinedContent = Omit<DatasetContent, "source"> | Omit<StagedContent, "source">;

/** Memory of the database, MB; more spills to the scratch folder. */
const memoryMegabytes = 512;

/** Most rows of a row group, its cells, and row groups of a file. */
const sizes = { rows: 122_880, cells: 4_000_000, groups: 32 };

/** The database writes whole vectors. */
const vector = 2_048;

/** The size of a joined file's parts. Those of up to 32 columns are the database's own. */
function sizesFor(columns: number): FileSizes {
  const groupRows = Math.min(sizes.rows, Math.max(vector, Math.floor(sizes.cells / columns / vector) * vector));
  return { groupRows, groups: sizes.groups };
}

/**
 * Joins Parquet files, see `joinFiles`. The rows are written once, as they lie or in order, and hashed as they were
 * written.
 *
 * @param most sizes of the files that are written @default those of any table
 * @throws BroadsheetError as `joinFiles`; `too-large`, `reading-timeout`
 */
export async function joinParquet(
  files: readonly FileToJoin[],
  scratch: ScratchSpace,
  limits: DatasetLimits,
  {
    order,
    partitions,
  }: { readonly order?: readonly string[] | undefined; readonly partitions?: Partitions | undefined },
  most?: FileSizes,
): Promise<JoinedContent> {
  let joined: JoinedContent | undefined;
  const names = new Map<string, string>();
  const session = await openSession(memoryMegabytes, scratch, 1, false, async ([connection]) => {
    const end = setTimeout(() => connection.interrupt(), limits.leftMs?.() ?? limits.readingMs);
    try {
      const source = await readAll(connection, files, { scratch, limits, names, partitions });
      const columns = await columnsOf(connection, source);
      const list = columns.map(({ name }) => name);
      if (order !== undefined) refuseOrder(order, list);
      const rows = order === undefined ? source : inOrder(source, order, list);
      joined = await write(connection, rows, columns, { scratch, limits, most: most ?? sizesFor(columns.length) });
    } catch (error) {
      if (/^INTERRUPT|Interrupted/.test((error as Error).message)) throw readingTimeout(limits, error);
      throw await joinError(error, connection, names);
    } finally {
      clearTimeout(end);
    }
  }).catch((error: unknown) => {
    throw queryError(error, { file: "", text: "" }, "rows");
  });
  session.close();
  return joined!;
}

/**
 * Turns the database's error into one of the first file whose values it cannot read, if there is one: some faults show
 * only where values are read, and the error seldom names their file.
 *
 * @param names of the files by their paths
 */
async function joinError(
  error: unknown,
  connection: DuckDBConnection,
  names: ReadonlyMap<string, string>,
): Promise<BroadsheetError> {
  const other = queryError(error, { file: "", text: "" }, "rows");
  if (other.kind !== "query-failed" || error instanceof BroadsheetError) return other;
  for (const [path, name] of names) {
    const fault: unknown = await ask(connection, `SELECT max(hash(r)) FROM ${listOf([path])} AS r`).then(
      () => undefined,
      (thrown: unknown) => thrown ?? error,
    );
    if (fault !== undefined) return nameFile(unreadable(fault, path, "The Parquet file"), name);
  }
  return other;
}

interface ReadFile {
  readonly path: string;
  readonly columns: readonly DatasetColumn[];
}

/**
 * @param names takes the name of each file by its path
 * @returns a SELECT of the rows of all files, one after the other, in parentheses
 */
async function readAll(
  connection: DuckDBConnection,
  files: readonly FileToJoin[],
  {
    scratch,
    limits,
    names,
    partitions = { columns: [], values: [] },
  }: {
    readonly scratch: ScratchSpace;
    readonly limits: DatasetLimits;
    readonly names: Map<string, string>;
    readonly partitions?: Partitions | undefined;
  },
): Promise<string> {
  const read: ReadFile[] = [];
  let rows = 0;
  for (const [index, file] of files.entries())
    await inFile(file.name, async () => {
      checkReadingTime(limits);
      const body = await openFile(file, `${index}-to-join.parquet`, scratch, limits);
      names.set(body.file.path, file.name);
      const { columns, ...found } = await profileParquet(body.short ?? body.file, `${index}-joining`, scratch, limits);
      refuseOtherTypes(columns, read[0]?.columns ?? columns);
      refuseHeld(
        columns.map(({ name }) => name),
        partitions.columns,
      );
      rows += found.rows;
      checkDatasetLimit("rows", rows, limits);
      checkDatasetLimit("parquetCells", rows * columns.length, limits);
      read.push({ path: body.file.path, columns });
    });
  // Without empty texts it makes no difference whether they are kept.
  const empty = read[0]!.columns.map((_, index) => read.some(({ columns }) => columns[index]!.emptyTexts === true));
  const selectOf = ({ columns }: ReadFile, source: string): string => {
    const held = columns.map((column, index) => (empty[index] === true ? { ...column, emptyTexts: true } : column));
    return datasetSelect(
      { format: "parquet", columns: [...held, ...partitions.columns.map(heldPartition)] },
      () => source,
    );
  };
  // A column of this name would hide the number of the file.
  const isHidden = read[0]!.columns.some(({ field, name }) => (field ?? name).toLowerCase() === "file_index");
  if (
    !(isHidden && partitions.columns.length > 0) &&
    read.every((file) => selectOf(file, "") === selectOf(read[0]!, ""))
  )
    return `(${selectOf(read[0]!, placed(listOf(read.map(({ path }) => path)), partitions))})`;
  // Files that hold the same values otherwise, such as texts as bytes: `UNION ALL` would not keep them in order.
  const alike: string[] = [];
  for (const [index, file] of read.entries()) {
    const own = { ...partitions, values: partitions.values.slice(index, index + 1) };
    const source = `(${selectOf(file, placed(listOf([file.path]), own))})`;
    alike.push(`${scratch.folder}/${index}-alike.parquet`);
    await copyToParquet((sql) => ask(connection, sql), source, await columnsOf(connection, source), alike[index]!);
  }
  return `(SELECT * FROM ${listOf(alike)})`;
}

/** The rows of files with what their places say. */
function placed(source: string, { columns, values }: Partitions): string {
  if (columns.length === 0) return source;
  const added = columns.map(({ name, type }, column) => {
    const ends: number[] = [];
    const said: string[] = [];
    for (const [file, own] of values.entries()) {
      const value = own[column] ?? null;
      const text = value === null ? `NULL::${type}` : `${quoteText(value)}::${type}`;
      if (text !== said.at(-1)) said.push(text);
      ends[said.length - 1] = file + 1;
    }
    return `, ${stepwise("file_index", ends, said)} AS ${quoteName(name)}`;
  });
  return `(SELECT *${added.join("")} FROM ${source})`;
}

/** The column of a partition as datasets hold it. */
function heldPartition({ name, type }: Partitions["columns"][number]): DatasetColumn {
  const held = type === "VARCHAR" ? "text" : type === "DATE" ? "date" : "integer";
  return { name, type: held, ...(type === "BIGINT" && { databaseType: type }), nulls: 0 };
}

function listOf(paths: readonly string[]): string {
  return `read_parquet([${paths.map(quoteText).join(", ")}])`;
}

/** @returns the file, and its bytes if they are few */
async function openFile(
  { read, open }: FileToJoin,
  name: string,
  scratch: ScratchSpace,
  { short }: DatasetLimits,
): Promise<{ readonly file: ScratchFile; readonly short?: Uint8Array }> {
  if (open === undefined) {
    const body = await read();
    await scratch.write(name, body);
    return { file: scratch.open(name), short: body };
  }
  const file = open();
  return file.length <= short ? { file, short: file.subarray(0) } : { file };
}

/** So the same rows are the same table, however they were spread over files. */
function inOrder(source: string, order: readonly string[], names: readonly string[]): string {
  const rest = names.filter((name) => !order.includes(name));
  const by = [...order, ...rest].map((name) => `${names.indexOf(name) + 1} ASC NULLS LAST`);
  return `(SELECT * FROM ${source} ORDER BY ${by.join(", ")})`;
}

/** Writes the rows: as one file, if that may be read whole. */
async function write(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly HashedColumn[],
  {
    scratch,
    limits,
    most,
  }: { readonly scratch: ScratchSpace; readonly limits: DatasetLimits; readonly most: FileSizes },
): Promise<JoinedContent> {
  const run = (sql: string): ReturnType<typeof ask> => ask(connection, sql);
  const written = await copyToFiles(run, rows, columns, { folder: scratch.folder, name: "joined" }, most);
  const files = written.map((name) => scratch.open(name));
  const bytes = files.reduce((sum, { length }) => sum + length, 0);
  checkDatasetLimit("bytes", bytes, limits);
  const table = listOf(files.map(({ path }) => path));
  const rowsOfSource = await hashRows(connection, columns, table);
  const found = { format: "parquet", rowsOfSource } as const;
  if (bytes > limits.whole) return { ...found, body: files[0]!, files };
  if (files.length === 1) return { ...found, body: files[0]!.subarray(0) };
  await copyToParquet(run, table, columns, `${scratch.folder}/joined.parquet`, most.groupRows);
  return { ...found, body: scratch.open("joined.parquet").subarray(0) };
}

function typeOf({ type, databaseType = type }: DatasetColumn): string {
  return databaseType;
}

function refuseOtherTypes(columns: DatasetProfile["columns"], first: DatasetProfile["columns"]): void {
  refuseOtherColumns(
    columns.map(({ name }) => name),
    first.map(({ name }) => name),
  );
  const problems = columns.flatMap((column, index) =>
    typeOf(column) === typeOf(first[index]!)
      ? []
      : [
          {
            code: "other-columns",
            message: `"${column.name}" is ${typeOf(column)}, and in the first file ${typeOf(first[index]!)}`,
            where: { name: column.name },
            seen: typeOf(column),
            allowed: typeOf(first[index]!),
            hint: "write the column with one type in all files",
          },
        ],
  );
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
}

/** Names the file in what is thrown. */
export async function inFile(name: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    throw error instanceof BroadsheetError ? nameFile(error, name) : error;
  });
}
