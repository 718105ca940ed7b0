import { quoteName } from "./quote-sql.ts";
import type { Database } from "./open-database.ts";
import type { DatasetColumn } from "../dataset.ts";

/**
 * Counts the empty texts in columns of text, for formats that tell them from missing values.
 *
 * @param source the table or table expression that holds the columns
 * @param values named parameters of `source`
 * @returns column → empty texts, of the columns that have some
 */
export async function countEmptyTexts(
  database: Database,
  columns: readonly DatasetColumn[],
  source: string,
  values: Record<string, string> = {},
): Promise<ReadonlyMap<DatasetColumn, number>> {
  const texts = columns.filter(({ type }) => type === "text");
  if (texts.length === 0) return new Map();
  const [counts = {}] = await database.rows(
    `SELECT ${texts.map((column, index) => `${count(column)} AS n${index}`).join(", ")} FROM ${source}`,
    values,
  );
  return new Map(
    texts.map((column, index) => [column, Number(counts[`n${index}`])] as const).filter(([, found]) => found > 0),
  );
}

function count({ field, name }: DatasetColumn): string {
  return `count_if(CAST(${quoteName(field ?? name)} AS VARCHAR) = '')`;
}
