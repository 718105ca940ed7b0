import type { Warning } from "../../../errors.ts";
import { type CellTable, cellsSelect, rawTable } from "../database/cells-select.ts";
import type { Database } from "../database/database.ts";
import type { DatasetColumn } from "../dataset.ts";

/**
 * Finds times of the table `raw` whose day in UTC, in which times are held, is not the day that is written:
 * `2024-01-31T00:30+05:30` is 19:00 on the day before. Sums by day differ then.
 *
 * @returns a warning for each column that has some, with the first
 */
export async function findMovedDays(
  database: Database,
  columns: readonly DatasetColumn[],
  from: CellTable = rawTable,
): Promise<Warning[]> {
  const times = columns.filter(({ type, notation }) => type === "timestamp" && notation === undefined);
  if (times.length === 0) return [];
  const moments = `SELECT r, i, v, CAST(CAST(v AS TIMESTAMPTZ) AS TIMESTAMP) AS u FROM (${cellsSelect(times, undefined, from)})`;
  const found = await database.rows(
    `SELECT i, count(*) AS n, min(r) AS r, arg_min(v, r) AS v, strftime(arg_min(u, r), '%Y-%m-%d %H:%M') AS u FROM (${moments}) WHERE CAST(u AS DATE) <> CAST(v[1:10] AS DATE) GROUP BY i ORDER BY i`,
  );
  return found.map(({ i, n, r, v, u }): Warning => {
    const { name } = times[Number(i)]!;
    const [count, row] = [Number(n), Number(r)];
    return {
      code: "dataset-warning",
      message: `"${name}" has ${count === 1 ? "1 time" : `${count} times`} on another day in UTC, in which times are held: the first is "${String(v)}" in row ${row}, which is ${String(u)}`,
      where: { name, row },
      seen: String(v),
      hint: "if the day where it happened counts, write times without an offset, or the day in a column of its own",
    };
  });
}
