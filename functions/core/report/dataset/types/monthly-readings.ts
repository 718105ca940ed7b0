import type { Database } from "../database/database.ts";
import type { Hypothesis } from "./notations.ts";

/** A notation that fits a column, with its place among the candidates. */
export interface Fitting extends Hypothesis {
  readonly at: number;
}

/** Fewest dates that show a series of months. */
const fewestMonths = 6;

/**
 * Which of the readings of dates such as 01/05/2024 makes all of them the same day of different months, in at least two
 * years, where every other reading puts all of them into one month of these years: those are months, not days.
 *
 * @param columns by their index
 * @param values SELECT of the values with their readings
 * @returns the reading of each column that has one, by its index
 */
export async function monthlyReadings(
  database: Database,
  columns: readonly number[],
  fitting: readonly Fitting[],
  values: string,
): Promise<ReadonlyMap<number, Fitting>> {
  const [{ notation }] = fitting as readonly [Fitting, ...Fitting[]];
  if (columns.length === 0 || notation.kind !== "date" || notation.formats[0]!.endsWith("%y")) return new Map();
  const parts = fitting.map(
    ({ at }) =>
      `count(DISTINCT p${at}) AS dates${at}, count(DISTINCT substr(p${at}, 9, 2)) AS days${at}, count(DISTINCT substr(p${at}, 6, 2)) AS months${at}, count(DISTINCT substr(p${at}, 1, 4)) AS years${at}`,
  );
  const rows = await database.rows(
    `SELECT i, ${parts.join(", ")} FROM (${values}) WHERE i IN (${columns.join(", ")}) GROUP BY i`,
  );
  return new Map(
    rows.flatMap((row) => {
      const count = (what: string, { at }: Fitting): number => Number(row[`${what}${at}`]);
      const [found, ...more] = fitting.filter(
        (one) =>
          count("days", one) === 1 &&
          count("dates", one) >= fewestMonths &&
          count("years", one) >= 2 &&
          fitting.every((other) => other === one || count("months", other) === 1),
      );
      return found === undefined || more.length > 0 ? [] : [[Number(row["i"]), found] as const];
    }),
  );
}
