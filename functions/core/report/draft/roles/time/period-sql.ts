import type { TimeRole } from "../roles.ts";

/** SQL of the first day of the period of a day. */
export function periodSql({ day, raw, grain, season }: TimeRole): string {
  // A season, a school year or a fiscal year is called after a year, but does not begin with it.
  if (grain === "year" && season !== undefined) return `(CASE WHEN ${day} IS NOT NULL THEN ${season.day} END)`;
  if (grain === "day" || (grain === "week" && raw === "week")) return `${day}::DATE`;
  return `date_trunc('${grain}', ${day})::DATE`;
}
