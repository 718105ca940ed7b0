import { DuckDBInstance } from "@duckdb/node-api";
import { join } from "node:path";

/** Sales by day and shop, ten columns: about 100 bytes a row as CSV. */
export const wideSelect = (rows: number): string =>
  `SELECT i AS id, DATE '2020-01-01' + (i * 2190 // ${rows})::INT AS day,
    (['Haidian','Chaoyang','Fengtai','Shunyi','Daxing','Changping','Tongzhou'])[1 + (hash(i) % 7)::INT] AS region,
    'shop ' || (hash(i + 1) % 500) AS shop, 'product ' || (hash(i + 2) % 20000) AS product,
    (hash(i + 3) % 5000)::INT AS staff, ((hash(i + 4) % 100000000) / 100)::DECIMAL(12, 2) AS amount,
    ((hash(i + 5) % 1000) / 1000)::DECIMAL(4, 3) AS share, (hash(i + 6) % 50)::INT AS quantity,
    left(md5(i::VARCHAR), 16) AS receipt FROM range(${rows}) AS r(i)`;

/** Runs statements in a database of its own. */
export async function inDuckdb(statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** Writes the rows as CSV and as Parquet, the same on every machine. @returns paths of the files */
export async function makeWideFiles(
  folder: string,
  rows: number,
): Promise<{ readonly csv: string; readonly parquet: string }> {
  const [csv, parquet] = [join(folder, `wide-${rows}.csv`), join(folder, `wide-${rows}.parquet`)];
  await inDuckdb([
    `COPY (${wideSelect(rows)}) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`,
    `COPY (SELECT * FROM read_parquet('${parquet}')) TO '${csv}' (FORMAT csv, HEADER)`,
  ]);
  return { csv, parquet };
}
