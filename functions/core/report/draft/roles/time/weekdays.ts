import type { TimeRole } from "../roles.ts";

/** Share of the busiest weekday's records from which a weekday is one of those that have records. */
const fewOfDay = 0.2;
/** Share of the days of these weekdays that must have records; some are holidays. */
const mostDays = 0.8;
/** Fewest days that show on which weekdays records lie. */
const fewestDays = 21;
const dayLength = 86_400_000;

/**
 * The first and the last weekday on which records lie, if they lie on some weekdays only and on most days of these: a
 * week of such a table is complete on its last one, as on a Friday.
 *
 * @param counts how many days with records there are of each weekday, from Monday: `9 9 8 9 9 0 0`
 * @param first the first day with a record, `YYYY-MM-DD`
 */
export function weekdaysOf(counts: string, first: string, last: string): Pick<TimeRole, "weekdays"> {
  const days = counts.split(" ").map(Number);
  const used = days.flatMap((count, at) => (count > 0 && count >= fewOfDay * Math.max(...days) ? [at + 1] : []));
  const [begin, end] = [Date.parse(first), Date.parse(last)];
  const span = Math.round((end - begin) / dayLength) + 1;
  if (used.length === 0 || used.length === 7 || !(span >= fewestDays)) return {};
  const possible = Array.from({ length: span }, (_, at) => new Date(begin + at * dayLength).getUTCDay() || 7);
  const expected = possible.filter((weekday) => used.includes(weekday)).length;
  const seen = used.reduce((sum, weekday) => sum + days[weekday - 1]!, 0);
  return seen >= mostDays * expected ? { weekdays: { from: used[0]!, to: used.at(-1)! } } : {};
}
