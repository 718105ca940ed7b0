import { quoteName } from "../database/quote-sql.ts";
import type { HashedColumn } from "../database/hash-rows.ts";

/**
 * The expressions that a view stores of the columns of its SELECT. Floating numbers are rounded as those of any query's
 * result, since their last bit may differ between machines, and infinite values are missing ones.
 *
 * @param digits significant digits of floating numbers
 */
export function storedColumns(columns: readonly HashedColumn[], digits: number): readonly string[] {
  return columns.map(({ name, type }) => `${stored(quoteName(name), type, digits)} AS ${quoteName(name)}`);
}

function stored(column: string, type: string, digits: number): string {
  if (type === "DOUBLE")
    // Adding zero takes the sign of a zero away.
    return `CASE WHEN isfinite(${column}) THEN CAST(format('{:.${digits - 1}e}', ${column}) AS DOUBLE) + 0.0::DOUBLE END`;
  // The shortest digits: 0.1 as FLOAT is 0.1.
  if (type === "FLOAT")
    return `CASE WHEN isfinite(${column}) THEN CAST(CAST(${column} AS VARCHAR) AS DOUBLE) + 0.0::DOUBLE END`;
  if (type === "DATE") return `CASE WHEN isfinite(${column}) THEN ${column} END`;
  if (type.startsWith("TIMESTAMP")) return `CASE WHEN isfinite(${column}) THEN CAST(${column} AS TIMESTAMP) END`;
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL\(.*\)|BOOLEAN|VARCHAR|"NULL")$/.test(type)) return column;
  return `CAST(${column} AS VARCHAR)`;
}
