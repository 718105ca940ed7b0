import type { DuckDBConnection } from "@duckdb/node-api";
import { BroadsheetError } from "../errors.ts";
import type { ScratchSpace } from "../ports.ts";
import { datasetSelect } from "./dataset/database/dataset-select.ts";
import type { DatasetContent } from "./dataset/dataset-content.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset/dataset-limits.ts";
import type { DatasetColumn, DatasetFormat, DatasetProfile } from "./dataset/dataset.ts";
import { nameFile } from "./dataset/name-file.ts";
import { profileDataset } from "./dataset/profile-dataset.ts";
import { readDataset } from "./dataset/read-dataset.ts";
import { readWritten, writeShaped } from "./dataset/recipe/write-shaped.ts";
import { joinTexts, refuseOtherColumns } from "./dataset/source/join-texts.ts";
import { queryError } from "./query/query-error.ts";
import { refuseOrder } from "./read-rows.ts";
import { openSession } from "./query/session/query-session.ts";

/** One of several files with the rows of one dataset. */
export interface FileToJoin {
  /** For messages. */
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** Memory of the database, MB; more spills to the scratch folder. */
const memoryMegabytes = 512;

/**
 * How the text of joined files is read, whatever their dataset's recipe says of one file: its reading is part of the
 * version.
 */
const joinedText = { encoding: "utf-8" } as const;
const joinedCsv = { ...joinedText, delimiter: ",", header: true } as const;

/**
 * Reads files of one format, each as if somebody had sent it, and makes one file of their rows, in the order of the
 * files. All have the same columns, in the same order unless they are JSON, of which a file may be empty if another is
 * not. The types of a text's columns follow from
 * the rows of all files; Parquet has its own, and they must agree.
 *
 * @param order columns of Parquet files by which all rows are ordered first, and then by all others, missing values
 *   last @default they stay as they follow
 * @throws BroadsheetError as `profileDataset`, with the name of the file as `file`; `invalid-dataset`, `other-columns`,
 *   `workbooks-not-joined`; `limit-exceeded`, `too-large`
 */
export async function joinFiles(
  files: readonly FileToJoin[],
  format: DatasetFormat,
  scratch: ScratchSpace,
  limits: DatasetLimits,
  order?: readonly string[],
): Promise<Omit<DatasetContent, "source">> {
  if (format === "parquet") return await joinParquet(files, scratch, limits, order);
  if (format === "xlsx")
    throw new BroadsheetError("invalid-dataset", {
      code: "workbooks-not-joined",
      message: "The cells of workbooks have types of their own, and are not joined",
      where: { file: files[0]?.name },
      hint: "fetch one workbook: name its path",
    });
  const kind = format === "tsv" ? "csv" : format;
  const joined = joinTexts(kind, limits);
  let empty: BroadsheetError | undefined;
  let count = 0;
  for (const { name, read } of files)
    await inFile(name, async () => {
      const body = await read();
      const table = await readDataset(body, format, {}, limits).catch((error: unknown) => {
        if (!isWithoutRows(error, kind)) throw error;
        empty ??= nameFile(error, name);
      });
      if (table === undefined) return;
      joined.add(table);
      count += 1;
    });
  if (count === 0 && empty !== undefined) throw empty;
  return { body: joined.end(), format: kind, reading: kind === "csv" ? joinedCsv : joinedText };
}

async function joinParquet(
  files: readonly FileToJoin[],
  scratch: ScratchSpace,
  limits: DatasetLimits,
  order: readonly string[] | undefined,
): Promise<Omit<DatasetContent, "source">> {
  const names: string[] = [];
  const output = `${scratch.folder}/joined.parquet`;
  const session = await openSession(memoryMegabytes, scratch, 1, false, async ([connection]) => {
    let first: DatasetProfile | undefined;
    let rows = 0;
    for (const { name, read } of files)
      await inFile(name, async () => {
        const body = await read();
        const { profile } = await profileDataset(body, "parquet", {}, scratch, limits);
        refuseOtherTypes(profile.columns, (first ?? profile).columns);
        rows += profile.rows;
        checkDatasetLimit("rows", rows, limits);
        const file = await scratch.write(`${profile.version}.parquet`, body);
        const begin = first === undefined ? 'CREATE TABLE "(joined)" AS' : 'INSERT INTO "(joined)"';
        await connection.run(`${begin} ${datasetSelect(profile)}`, { file });
        if (first === undefined) names.push(...profile.columns.map(({ name }) => name));
        first ??= profile;
      });
    await connection.run(`SET allowed_paths = ['${output.replaceAll("'", "''")}']`);
  }).catch((error: unknown) => {
    throw inWords(error);
  });
  try {
    const [connection] = session.connections;
    if (order !== undefined) await orderRows(connection, order, names);
    const { rowsHash } = await writeShaped(connection, order === undefined ? '"(joined)"' : '"(ordered)"', {
      limits,
      output,
    });
    const body = await readWritten(scratch, output);
    checkDatasetLimit("bytes", body.length, limits);
    return { body, format: "parquet", rowsOfSource: rowsHash };
  } catch (error) {
    throw inWords(error);
  } finally {
    session.close();
  }
}

/** So the same rows are the same table, however they were spread over files. */
async function orderRows(
  connection: DuckDBConnection,
  order: readonly string[],
  names: readonly string[],
): Promise<void> {
  refuseOrder(order, names);
  const rest = names.filter((name) => !order.includes(name));
  const by = [...order, ...rest].map((name) => `${names.indexOf(name) + 1} ASC NULLS LAST`);
  await connection.run(`CREATE TABLE "(ordered)" AS SELECT * FROM "(joined)" ORDER BY ${by.join(", ")}`);
  await connection.run('DROP TABLE "(joined)"');
}

function typeOf({ type, databaseType = type }: DatasetColumn): string {
  return databaseType;
}

function refuseOtherTypes(columns: readonly DatasetColumn[], first: readonly DatasetColumn[]): void {
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

/**
 * Whether a file of JSON was refused for having no rows, which alone name its columns: it has nothing to join. A file
 * of lines may hold none; one of JSON at least its array.
 */
function isWithoutRows(error: unknown, kind: "csv" | "json" | "ndjson"): error is BroadsheetError {
  if (!(error instanceof BroadsheetError) || kind === "csv") return false;
  return error.problems.every(
    ({ code, seen }) =>
      code === "empty-dataset" &&
      (seen === "0 rows" || (kind === "ndjson" && seen !== undefined && /^\d+ bytes$/.test(String(seen)))),
  );
}

async function inFile(name: string, work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    throw error instanceof BroadsheetError ? nameFile(error, name) : error;
  });
}

function inWords(error: unknown): BroadsheetError {
  return error instanceof BroadsheetError ? error : queryError(error, { file: "", text: "" }, "rows");
}
