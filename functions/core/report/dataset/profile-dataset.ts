import { BroadsheetError, type Warning } from "../../errors.ts";
import type { Bytes, ScratchSpace } from "../../ports.ts";
import { textSource } from "./database/dataset-select.ts";
import { withHashedRows } from "./with-hashed-rows.ts";
import { cellKind } from "./csv/cell-kind.ts";
import { type CellTable, rawTable } from "./database/cells-select.ts";
import { quoteName, quoteText } from "./database/quote-sql.ts";
import type { Database } from "./database/database.ts";
import { openDatabase } from "./database/open-database.ts";
import { unreadable } from "./database/unreadable.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import { datasetVersion } from "./dataset-version.ts";
import { type MendedRuleName, readerRevision } from "./mended-rules.ts";
import type { DatasetColumn, DatasetFormat, DatasetProfile } from "./dataset.ts";
import { profileParquet } from "./parquet/profile-parquet.ts";
import { writeParquet } from "./parquet/write-parquet.ts";
import { readDataset, type ReadTable } from "./read-dataset.ts";
import type { MissingMarkers, RecipeReading } from "./recipe/recipe.ts";
import { markersOf, withoutMissing } from "./recipe/without-missing.ts";
import { countEmptyTexts } from "./database/empty-texts.ts";
import { type InferredColumn, inferTypes } from "./types/infer-types.ts";
import { findMovedDays } from "./types/moved-days.ts";
import { typeWritten } from "./types/type-written.ts";
import { proposeRecipe } from "./proposals/propose-recipe.ts";

/** A dataset's profile, and its table if queries cannot read the bytes themselves. */
export interface ProfiledDataset<Table extends Bytes = Uint8Array> {
  readonly profile: DatasetProfile;
  readonly table?: Table;
  /** The typed table as Parquet, as `profile.parquet` says. */
  readonly parquet?: Table;
  /** Those of the profile's warnings that say why columns have their types. @default not told */
  readonly typing?: readonly Warning[];
}

/** How a recipe has a file read. */
export interface RecipeOfReading {
  /** Options that the file does not come with. */
  readonly read?: RecipeReading | undefined;
  readonly missing?: MissingMarkers | undefined;
}

/**
 * Reads a whole dataset and profiles it. Text formats are read twice: by our own scan, which refuses malformed input,
 * and by DuckDB with explicit columns. Both must find the same number of rows, and in CSV the same number of bytes in
 * every column.
 *
 * @param reading the options that are part of the version
 * @param recipe how the recipe has it read, whose version is among them; without one, the profile may propose one
 * @param hashed whether the rows are hashed, see `rowsAsRead` @default unless a recipe makes others of them
 * @throws BroadsheetError `invalid-dataset` with the line, row and column of the fault; `too-large`, `limit-exceeded`
 */
export async function profileDataset(
  body: Uint8Array,
  format: DatasetFormat,
  reading: DatasetReading,
  scratch: ScratchSpace,
  limits: DatasetLimits,
  recipe?: RecipeOfReading,
  hashed = recipe === undefined,
): Promise<ProfiledDataset> {
  const { read: asked, missing } = recipe ?? {};
  checkDatasetLimit("bytes", body.length, limits);
  const said = Object.keys(reading).length === 0 ? {} : { reading };
  const plain = datasetVersion(body, reading);
  const identify = (met: readonly MendedRuleName[]): Identity => identityOf(body, reading, plain, met);
  const base = { format, ...said, bytes: body.length };
  if (format === "parquet") {
    const { mended, ...found } = await profileParquet(body, plain, scratch, limits, hashed);
    return { profile: { ...identify(mended), ...base, ...found } };
  }
  const read = await readDataset(body, format, { ...asked, ...reading }, limits);
  checkDatasetLimit("bytes", read.table.length, limits);
  // Named by its content, since several datasets may be stored at once in one scratch space.
  const file = await scratch.write(`${plain}.${read.format}`, read.table);
  const database = await openDatabase(scratch);
  try {
    await database
      .rows(`CREATE TEMP TABLE raw AS SELECT * FROM ${textSource(read)}`, { file })
      .catch((error: unknown) => {
        throw unreadable(error, file, "The file");
      });
    await compareReadings(database, read);
    const shaped = await withoutMarkers(database, read, missing);
    const { columns, warnings, mended } = await typeColumns(database, shaped);
    // The author of a recipe knows the file.
    const cells = format === "xlsx" ? read.columns : undefined;
    const isNew = recipe === undefined && (read.notations || cells !== undefined);
    const { warnings: ofDates, ...mending } = isNew
      ? await proposeRecipe(database, columns, read.rows, { ...read, cells })
      : { warnings: [] };
    const given = read.table === body;
    const table = given ? {} : { table: read.table };
    const found: DatasetProfile = {
      ...identify([...read.mended, ...mended]),
      ...base,
      ...foundIn(read, given),
      columns,
      warnings: [...read.warnings, ...warnings, ...unlessTold(ofDates, warnings)],
      ...mending,
    };
    // A recipe makes a table of its own.
    if (!hashed) return { profile: found, ...table, typing: warnings };
    const profile = await withHashedRows(database, found);
    if (read.table.length <= limits.text) return { profile, ...table };
    const { file: parquet, told } = await writeParquet(database, found, scratch);
    return { profile: { ...profile, parquet: told }, ...table, parquet };
  } finally {
    database.close();
  }
}

/** What a profile says of how a file is read. @param given whether its table is the file itself */
export function foundIn(
  { format, delimiter, encoding, sheet, rows }: Omit<ReadTable, "table">,
  given: boolean,
): Pick<DatasetProfile, "table" | "encoding" | "sheet" | "delimiter" | "rows"> {
  return {
    ...(!given && { table: format }),
    ...(encoding !== undefined && { encoding }),
    ...(sheet !== undefined && { sheet }),
    ...(delimiter !== undefined && { delimiter }),
    rows,
  };
}

/** The warnings of columns that no other warning tells of. */
export function unlessTold(told: readonly Warning[], warnings: readonly Warning[]): readonly Warning[] {
  return told.filter((one) => warnings.every(({ where }) => where?.name !== one.where?.name));
}

export type Identity = Pick<DatasetProfile, "version" | "reader" | "mended">;

/** @param plain the version of bytes that meet no mended rule */
export function identityOf(
  body: Bytes,
  reading: DatasetReading,
  plain: string,
  met: readonly MendedRuleName[],
): Identity {
  const mended = [...new Set(met)].toSorted();
  return {
    version: mended.length === 0 ? plain : datasetVersion(body, reading, { mended }),
    reader: readerRevision,
    ...(mended.length > 0 && { mended }),
  };
}

/**
 * Takes the cells that stand for no value out of `raw`. Where they were the only texts among values of another kind,
 * that kind is no longer ruled out; a column that still has a text stays one of texts.
 */
async function withoutMarkers(
  database: Database,
  read: ReadTable,
  missing: MissingMarkers | undefined,
): Promise<ReadTable> {
  if (missing === undefined) return read;
  const names = read.columns.map(({ name }) => name);
  await database.rows(`CREATE TEMP TABLE marked AS SELECT * FROM ${withoutMissing("raw", names, missing)}`);
  const markers = markersOf(names, missing);
  const columns: InferredColumn[] = [];
  for (const column of read.columns) {
    const { strings } = column;
    const words = (markers.get(column.name) ?? []).filter(isWord);
    const hasTexts =
      strings === undefined || words.length === 0 || (await countTexts(database, column.name, words)) < strings.count;
    columns.push(hasTexts ? column : { ...column, ruledOut: strings.otherwise });
  }
  await database.rows("DROP TABLE raw");
  await database.rows("ALTER TABLE marked RENAME TO raw");
  return { ...read, columns };
}

/** The cells of `raw` that are empty or one of these words. */
async function countTexts(database: Database, name: string, words: readonly string[]): Promise<number> {
  const [row = {}] = await database.rows(
    `SELECT count(*) AS n FROM raw WHERE trim(${quoteName(name)}) IN ('', ${words.map(quoteText).join(", ")})`,
  );
  return Number(row["n"]);
}

/** Whether a marker can only be a text: `-99` or `1900-01-01` may be a number or a date of the file. */
function isWord(marker: string): boolean {
  if (cellKind(marker) !== "text" || /^(?:true|false)$/i.test(marker)) return false;
  try {
    JSON.parse(marker);
    return false;
  } catch {
    return true;
  }
}

export interface TypedColumns extends Pick<DatasetProfile, "columns" | "warnings"> {
  readonly mended: readonly MendedRuleName[];
}

/** Types the columns of `raw`, and tells what holding them in these types changes. */
export async function typeColumns(
  database: Database,
  read: Pick<ReadTable, "notations" | "columns" | "rows" | "format">,
  from: CellTable = rawTable,
): Promise<TypedColumns> {
  const inferred = read.notations
    ? await typeWritten(database, read, from)
    : await inferTypes(database, read.columns, read.rows, from);
  const moved = await findMovedDays(database, inferred.columns, from);
  // JSON has missing values of its own. In a column of another type, such as a date, an empty text is one too.
  const empty =
    read.format === "json" || read.format === "ndjson"
      ? await countEmptyTexts(database, inferred.columns, "raw")
      : new Map<DatasetColumn, number>();
  const columns = inferred.columns.map((column) =>
    empty.has(column) ? { ...column, nulls: column.nulls - empty.get(column)!, emptyTexts: true } : column,
  );
  const mended: MendedRuleName[] = [
    ...(moved.length > 0 ? ["moved-day" as const] : []),
    ...(empty.size > 0 ? ["empty-text" as const] : []),
  ];
  return { columns, warnings: [...inferred.warnings, ...moved], mended };
}

/** @throws BroadsheetError `invalid-dataset`, `read-differently`: a second reader saw another table */
export async function compareReadings(
  database: Database,
  { columns, rows, valueBytes }: Pick<ReadTable, "columns" | "rows" | "valueBytes">,
): Promise<void> {
  const [counted = {}] = await database.rows("SELECT count(*) AS n FROM raw");
  const seen =
    valueBytes === undefined
      ? []
      : await sumBytes(
          database,
          columns.map(({ name }) => name),
        );
  const differing = valueBytes?.findIndex((bytes, index) => seen[index] !== bytes) ?? -1;
  if (Number(counted["n"]) === rows && differing === -1) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "read-differently",
    message: "Two independent readings of the file disagree, so values might be lost",
    where: differing === -1 ? undefined : { name: columns[differing]!.name },
    seen:
      differing === -1
        ? { rows, "rows by DuckDB": Number(counted["n"]) }
        : { bytes: valueBytes![differing], "bytes by DuckDB": seen[differing] },
    hint: "Write the file again with one kind of line ending, and quotes around values that hold quotes or line breaks",
  });
}

/** Columns summed in one statement: its cost grows with the square of their number. */
const summedColumns = 50;

/** @returns total bytes of each column's values */
async function sumBytes(database: Database, names: readonly string[]): Promise<number[]> {
  const sums: number[] = [];
  for (let from = 0; from < names.length; from += summedColumns) {
    const some = names.slice(from, from + summedColumns);
    const [row = {}] = await database.rows(
      `SELECT ${some.map((name, index) => `coalesce(sum(strlen(${quoteName(name)})), 0)::BIGINT AS b${index}`).join(", ")} FROM raw`,
    );
    sums.push(...some.map((_, index) => Number(row[`b${index}`])));
  }
  return sums;
}
