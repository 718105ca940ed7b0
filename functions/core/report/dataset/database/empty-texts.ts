import { quoteName } from "./quote-sql.ts";
import type { Database } from "./database.ts";
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
  const cells = texts.map(({ field, name }) => `CAST(${quoteName(field ?? name)} AS VARCHAR)`).join(", ");
  const found = await database.rows(
    `SELECT i, count(*) AS n FROM (SELECT unnest(range(${texts.length})) AS i, unnest([${cells}]) AS cell FROM ${source}) WHERE cell = '' GROUP BY i ORDER BY i`,
    values,
  );
  return new Map(found.map(({ i, n }) => [texts[Number(i)]!, Number(n)]));
}
