import { isQuotedName } from "../../names/price-names.ts";
import type { Roles } from "../../roles/roles.ts";

/** Most things whose prices are compared by name. */
const mostMembers = 60;

/**
 * Whether a table has the prices of several things over time. Which is dearest says nothing of shares, or of a kilogram
 * of one thing and a piece of another; by how much each rose can be compared.
 */
export function hasGains({ story, time, measures: [first], members: [member], selector }: Roles): boolean {
  if (story !== "panel" || time === undefined || selector !== undefined) return false;
  if (first === undefined || first.adds || first.kind !== "percent" || !isQuotedName(first.column)) return false;
  return member !== undefined && member.count >= 2 && member.count <= mostMembers && time.times > 2;
}
