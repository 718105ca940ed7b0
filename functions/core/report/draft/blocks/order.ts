import { placeSql } from "../names/cells/known-orders.ts";
import { monthOfSql } from "../names/month-names.ts";
import { quoteText } from "../quote.ts";
import type { MemberRole } from "../roles/roles.ts";

/** Texts of a time of day: `9:05`, `19:30:00`, `19:30 - 20:00`. */
const clock = "^\\s*\\d{1,2}[:h]\\d{2}\\b";

/**
 * SQL of the number that a member has in its name, which is its place in the order of its own; of a time of day, those
 * of its hours and minutes.
 */
const byNumber = (column: string): string => `CASE WHEN regexp_matches(${column}, '${clock}')
  THEN 60 * try_cast(regexp_extract(${column}, '\\d+') AS INTEGER) + try_cast(regexp_extract(${column}, '\\d+\\D(\\d\\d)', 1) AS INTEGER)
  ELSE try_cast(regexp_extract(${column}, '\\d+') AS INTEGER) END`;

/** SQL of the place of a member, whose name stands in a column, in the order of its own. */
export function placeOf({ order, months }: MemberRole, column = "member"): string {
  if (order !== undefined) return placeSql(order, column);
  return months === true ? `coalesce(${byNumber(column)}, ${monthOfSql(column)})` : byNumber(column);
}

/**
 * SQL of the place of a member among those of its column, NULL for columns without an order; undefined if none has one.
 *
 * @param by SQL of the key of the member's column
 */
export function placeBy(members: readonly MemberRole[], by: string): string | undefined {
  const ordered = members.filter((member) => member.ordered);
  if (ordered.length === 0) return undefined;
  const places = [...new Set(ordered.map((member) => placeOf(member)))];
  const cases = places.map((place) => {
    const keys = ordered.filter((member) => placeOf(member) === place).map(({ key }) => quoteText(key));
    return `WHEN ${by} IN (${keys.join(", ")}) THEN coalesce(${place}, -1)`;
  });
  return `CASE ${cases.join(" ")} END`;
}

/** SQL of the order of members: that of their own, where they have one, otherwise from the highest value. */
export function orderSql(members: readonly MemberRole[]): string {
  const ordered = members.filter((member) => member.ordered);
  const [first] = ordered;
  if (first === undefined) return "value DESC, member";
  const places = new Set(ordered.map((member) => placeOf(member)));
  if (ordered.length === members.length && places.size === 1) return `${placeOf(first)} NULLS FIRST, member`;
  return `${placeBy(members, "$by")!}, value DESC, member`;
}
