import { DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";

export const datasetColumns = "day: date, region: text, product: integer, amount: number, staff: integer";

/**
 * Writes the same rows as Parquet and as CSV: sales by day, region and product. DuckDB makes them without random
 * numbers, so every machine has the same rows.
 *
 * @returns paths of the files
 */
export async function makeDatasetFiles(
  folder: string,
  rows: number,
): Promise<{ readonly parquet: string; readonly csv: string }> {
  const [parquet, csv] = [join(folder, `sales-${rows}.parquet`), join(folder, `sales-${rows}.csv`)];
  const select = `SELECT DATE '2020-01-01' + CAST(i % 2190 AS INTEGER) AS day,
    ['Haidian','Chaoyang','Fengtai','Shunyi','Daxing','Changping','Tongzhou'][CAST(1 + hash(i) % 7 AS INTEGER)] AS region,
    CAST(hash(i + 1) % 500 AS INTEGER) AS product,
    round((hash(i + 2) % 1000003) / 100, 2) AS amount,
    CAST(hash(i + 3) % 5000 AS INTEGER) AS staff
    FROM range(${rows}) AS r(i)`;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`);
  await connection.run(`COPY (${select}) TO '${csv}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  instance.closeSync();
  return { parquet, csv };
}
