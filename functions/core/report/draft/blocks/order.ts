import { quoteText } from "../quote.ts";
import type { MemberRole } from "../roles/roles.ts";

/** SQL of the number that a member has in its name, which is its place in the order of its own. */
const byNumber = "try_cast(regexp_extract(member, '\\d+') AS INTEGER)";

/** SQL of the order of members: that of their own, where they have one, otherwise from the highest value. */
export function orderSql(members: readonly MemberRole[]): string {
  const ordered = members.filter((member) => member.ordered);
  if (ordered.length === 0) return "value DESC, member";
  if (ordered.length === members.length) return `${byNumber} NULLS FIRST, member`;
  const keys = ordered.map(({ key }) => quoteText(key)).join(", ");
  return `CASE WHEN $by IN (${keys}) THEN coalesce(${byNumber}, -1) END, value DESC, member`;
}
