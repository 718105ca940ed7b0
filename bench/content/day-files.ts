import { join } from "node:path";
import { inDuckdb } from "./data-files.ts";

/** Rows of a day, which is a file: 32 row groups of the database's own size. */
export const rowsOfDay = 3_932_160;

/** Days of a table of a billion rows. */
export const days = 255;

/** The days that the query asks for. */
export const wantedDays = [100, 101] as const;

/** The date of a day. */
export function dateOf(day: number): string {
  return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
}

/** Writes the files of the wanted days. @returns their paths */
export async function makeDayFiles(folder: string): Promise<readonly string[]> {
  const paths = wantedDays.map((day) => join(folder, `day-${day}.parquet`));
  await inDuckdb(
    wantedDays.map((day, index) => {
      const from = day * rowsOfDay;
      const select = `SELECT i AS id, DATE '${dateOf(day)}' AS day, 'shop ' || (hash(i) % 500) AS shop,
        'product ' || (hash(i + 1) % 20000) AS product, ((hash(i + 2) % 10000000) / 100)::DECIMAL(12, 2) AS amount,
        (hash(i + 3) % 50)::INT AS quantity, left(md5(i::VARCHAR), 28) AS receipt
        FROM range(${from}, ${from + rowsOfDay}) AS r(i)`;
      return `COPY (${select}) TO '${paths[index]!}' (FORMAT parquet, COMPRESSION zstd)`;
    }),
  );
  return paths;
}
