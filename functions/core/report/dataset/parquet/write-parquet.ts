import { sha256 } from "../../../json/canonical-json.ts";
import type { ScratchFile, ScratchSpace } from "../../../ports.ts";
import { copyToParquet } from "../database/copy-to-parquet.ts";
import { columnValue, databaseTypes, datasetSelect } from "../database/dataset-select.ts";
import type { Database } from "../database/database.ts";
import { quoteName } from "../database/quote-sql.ts";
import { hashOf } from "../pieces-of.ts";
import { readFile } from "../database/read-file.ts";
import type { DatasetProfile, ParquetTable } from "../dataset.ts";

/** Columns compared in one statement: its cost grows with the square of their number. */
const comparedColumns = 50;

/**
 * Writes the typed table of a text, in its order, as Parquet.
 *
 * @param database whose table `raw` holds the text, every column as text
 * @returns the file, and what a profile says of it
 */
export async function writeParquet(
  database: Database,
  profile: Pick<DatasetProfile, "version" | "format" | "table" | "delimiter" | "columns">,
  scratch: ScratchSpace,
): Promise<{ readonly file: Uint8Array; readonly told: ParquetTable }> {
  const path = `${scratch.folder}/table-${profile.version}.parquet`;
  await copyTyped(database, profile, path);
  const file = await readFile(database, path);
  return { file, told: { sha256: sha256(file), bytes: file.length, written: await findWritten(database, profile) } };
}

/**
 * Writes a table that is too long for the memory, as `writeParquet` does.
 *
 * @param groupRows most rows of a row group, which is in memory while it is written
 */
export async function writeLongParquet(
  database: Database,
  profile: Parameters<typeof writeParquet>[1],
  scratch: ScratchSpace,
  groupRows: number,
): Promise<{ readonly file: ScratchFile; readonly told: ParquetTable }> {
  const name = `table-${profile.version}.parquet`;
  await copyTyped(database, profile, `${scratch.folder}/${name}`, groupRows);
  const file = scratch.open(name);
  return { file, told: { sha256: hashOf(file), bytes: file.length, written: await findWritten(database, profile) } };
}

async function copyTyped(
  database: Database,
  profile: Parameters<typeof writeParquet>[1],
  path: string,
  groupRows?: number,
): Promise<void> {
  const columns = profile.columns.map(({ name, type, databaseType }) => ({
    name,
    type: databaseType ?? databaseTypes[type],
  }));
  const table = `(${datasetSelect(profile, () => "raw")})`;
  await copyToParquet((sql) => database.rows(sql), table, columns, path, groupRows);
}

/**
 * The columns whose typed values, written as text, are those of the file. Only whole numbers, dates and truth values
 * are compared: templates declare such as text because they are codes.
 */
async function findWritten(database: Database, { columns }: Pick<DatasetProfile, "columns">): Promise<string[]> {
  // A local notation is not how the database writes a value.
  const codes = columns.filter(
    ({ type, notation }) => notation === undefined && (type === "integer" || type === "date" || type === "boolean"),
  );
  const found: string[] = [];
  for (let from = 0; from < codes.length; from += comparedColumns) {
    const some = codes.slice(from, from + comparedColumns);
    const same = some.map(
      (column, index) =>
        `bool_and(nullif(${quoteName(column.name)}, '') IS NOT DISTINCT FROM CAST(${columnValue(column)} AS VARCHAR)) AS c${index}`,
    );
    const [row = {}] = await database.rows(`SELECT ${same.join(", ")} FROM raw`);
    found.push(...some.filter((_, index) => row[`c${index}`] === true).map(({ name }) => name));
  }
  return found;
}
