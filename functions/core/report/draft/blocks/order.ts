import { quoteText } from "../quote.ts";
import { monthOfSql } from "../names/month-names.ts";
import type { MemberRole } from "../roles/roles.ts";

/** SQL of the number that a member has in its name, which is its place in the order of its own. */
const byNumber = "try_cast(regexp_extract(member, '\\d+') AS INTEGER)";

/** The same of months, which are known by name. */
const byMonth = `coalesce(${byNumber}, ${monthOfSql("member")})`;

/** SQL of the order of members: that of their own, where they have one, otherwise from the highest value. */
export function orderSql(members: readonly MemberRole[]): string {
  const ordered = members.filter((member) => member.ordered);
  if (ordered.length === 0) return "value DESC, member";
  const place = ordered.some(({ months }) => months === true) ? byMonth : byNumber;
  if (ordered.length === members.length) return `${place} NULLS FIRST, member`;
  const keys = ordered.map(({ key }) => quoteText(key)).join(", ");
  return `CASE WHEN $by IN (${keys}) THEN coalesce(${place}, -1) END, value DESC, member`;
}
