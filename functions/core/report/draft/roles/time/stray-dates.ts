import type { DraftTable } from "../../draft.ts";
import type { Candidate } from "./time-candidate.ts";

/** Most of the rows that may stand apart, and years for which these must reach on. */
const [mostApart, fewestYears] = [0.02, 20];
/** Years before them that are like each other, how many of these must have rows, and fewest rows there. */
const [yearsBefore, fewestFilled, fewestBefore] = [10, 8, 20];
/** How many times as many rows the fullest of these years must have, behind years without any and otherwise. */
const [behindGap, otherwise] = [3, 20];
/** Years of a gap behind which dates stand apart. */
const longGap = 20;

/**
 * The last year of a table's dates, where a few rows lie decades after all others: years of two digits that were read
 * as those of the next century, slips of keys. A course would end in them.
 *
 * @returns undefined if no dates stand apart
 */
export async function lastYear(
  ask: DraftTable["ask"],
  { day }: Candidate,
  source: string,
): Promise<number | undefined> {
  const found = await ask(
    `SELECT year(${day}) AS year, count(*) AS n FROM ${source} WHERE ${day} IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  const years = found.map((row) => ({ year: Number(row["year"]), n: Number(row["n"]) }));
  const all = years.reduce((sum, { n }) => sum + n, 0);
  const last = years.at(-1)?.year ?? 0;
  return years.findLast(({ year, n }, at) => {
    const behind = years.slice(at + 1);
    if (last - year <= fewestYears || behind.length === 0) return false;
    if (behind.reduce((sum, one) => sum + one.n, 0) > mostApart * all) return false;
    const before = years.filter((one) => one.year <= year && one.year > year - yearsBefore);
    const most = Math.max(...behind.map((one) => one.n));
    const ratio = behind[0]!.year - year > longGap ? behindGap : otherwise;
    return (
      n > most &&
      before.length >= fewestFilled &&
      before.reduce((sum, one) => sum + one.n, 0) >= fewestBefore &&
      Math.max(...before.map((one) => one.n)) >= ratio * most
    );
  })?.year;
}

/** A time without the dates after a year: their rows have none. */
export function withoutStray<Of extends Candidate>(candidate: Of, year: number | undefined): Of {
  if (year === undefined) return candidate;
  const { day } = candidate;
  return { ...candidate, day: `(CASE WHEN ${day} <= DATE '${year}-12-31' THEN ${day} END)` };
}
