import { BroadsheetError } from "../../../errors.ts";
import type { Database } from "../database/database.ts";
import { quoteName } from "../database/quote-sql.ts";

/**
 * Refuses instants stored as INT96 (the legacy type of Spark and Impala: day and nanoseconds) outside the years 1 to
 * 9999. The type reaches the year 11 million, and DuckDB silently wraps whatever exceeds its 64-bit microseconds into
 * another year.
 *
 * @throws BroadsheetError `invalid-dataset`, `date-out-of-range`, with the row
 */
export async function checkInstants(database: Database, file: string, names: readonly string[]): Promise<void> {
  const legacy = await database.rows("SELECT name FROM parquet_schema($file) WHERE type = 'INT96'", { file });
  const columns = names.filter((name) => legacy.some((element) => element["name"] === name));
  for (const name of columns) {
    const value = quoteName(name);
    const [found] = await database.rows(
      `SELECT r, CAST(v AS VARCHAR) AS v FROM (SELECT row_number() OVER () AS r, ${value} AS v FROM read_parquet($file)) WHERE v < TIMESTAMP '0001-01-01' OR v >= TIMESTAMP '10000-01-01' LIMIT 1`,
      { file },
    );
    if (found === undefined) continue;
    throw new BroadsheetError("invalid-dataset", {
      code: "date-out-of-range",
      message: `"${name}" holds an instant in row ${Number(found["r"])} that is outside the years 1 to 9999 (INT96, read as ${String(found["v"])})`,
      where: { name, row: Number(found["r"]) },
      seen: String(found["v"]),
      allowed: "instants from 0001-01-01 to 9999-12-31",
      hint: "Write the column as TIMESTAMP (in Spark: spark.sql.parquet.outputTimestampType = TIMESTAMP_MICROS)",
    });
  }
}
