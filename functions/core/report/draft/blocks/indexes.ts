import { isIndexName } from "../names/index-names.ts";
import type { MeasureRole } from "../roles/roles.ts";
import type { Plan } from "./parts.ts";
import { hasMembers } from "./whole-sql.ts";

/** Whether a measure is an index, a rate of exchange or a price: how much it changed is asked before its level. */
export function isIndex({ column, label, unit, adds, kind }: MeasureRole): boolean {
  return !adds && kind === "percent" && [column, label].some((name) => isIndexName(name, unit));
}

/** Whether a report is on the course of an index or a price, which it may have among other measures. */
export function comparesIndexes(plan: Plan): boolean {
  return plan.roles.time !== undefined && !hasMembers(plan) && plan.roles.measures.some(isIndex);
}

/** Whether a period is compared with that of the year before: years are alike, or people ask how prices rose in one. */
export function comparesYears({ seasonal, yearly, roles: { measures } }: Plan): "alike" | "index" | undefined {
  if (seasonal) return "alike";
  return yearly && measures[0] !== undefined && isIndex(measures[0]) ? "index" : undefined;
}

/** What a period is compared with unless somebody chooses otherwise. */
export function againstAtFirst(plan: Plan): "previous" | "year_before" {
  return comparesYears(plan) === undefined ? "previous" : "year_before";
}
