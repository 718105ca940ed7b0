import type { DatasetColumn, DatasetProfile } from "../dataset.ts";
import { columnValue, databaseTypes } from "./dataset-select.ts";
import { quoteName } from "./quote-sql.ts";

/**
 * The SELECT of a dataset's typed columns from its table in Parquet, bound as `$file`: the same rows as `datasetSelect`
 * gives from the text.
 *
 * @param held the columns as the report holds them, in the order of the profile's
 * @returns undefined if there is none, or a column of another type is held as text and its values are only in the text
 */
export function parquetSelect(
  { parquet, columns }: Pick<DatasetProfile, "parquet" | "columns">,
  held: readonly DatasetColumn[],
): string | undefined {
  if (parquet === undefined) return undefined;
  const written = new Set(parquet.written);
  const cells = columns.map((own, index) => valueAs(own, held[index]!, written));
  if (cells.includes(undefined)) return undefined;
  return `SELECT ${cells.map((cell, index) => `${cell} AS ${quoteName(columns[index]!.name)}`).join(", ")} FROM read_parquet($file)`;
}

/** @param written the columns whose values, as text, are those of the file */
function valueAs(own: DatasetColumn, wanted: DatasetColumn, written: ReadonlySet<string>): string | undefined {
  if (own.type === "text") return columnValue(wanted);
  const name = quoteName(own.name);
  if (wanted.type !== "text") return `CAST(${name} AS ${wanted.databaseType ?? databaseTypes[wanted.type]})`;
  return written.has(own.name) ? `CAST(${name} AS VARCHAR)` : undefined;
}
