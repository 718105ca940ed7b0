import type { TimeRole } from "../roles.ts";

/** SQL of the first day of the period of a day. */
export function periodSql({ day, raw, grain }: TimeRole): string {
  if (grain === "day" || (grain === "week" && raw === "week")) return `${day}::DATE`;
  return `date_trunc('${grain}', ${day})::DATE`;
}
