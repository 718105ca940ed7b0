import type { DraftTable } from "../../draft.ts";
import { apartSql } from "./apart-sql.ts";
import type { MemberRole, Roles } from "../../roles/roles.ts";

/** Most groups of which people see how far they lie apart. */
const mostGroups = 12;
/** Rows that say how far. */
const mostRows = 20_000;
/** Standard score beyond which groups lie apart by chance in 1% of cases. */
const clearly = 2.33;

/**
 * The roles of records in groups with the column first whose groups lie furthest apart, if those of the first column do
 * not: a report compares what differs.
 */
export async function clearestFirst(
  { table, source }: { readonly table: DraftTable; readonly source: string },
  roles: Roles,
): Promise<Roles> {
  const { story, members, measures } = roles;
  const [measure] = measures;
  const tried = members.filter(({ count }) => count >= 2 && count <= mostGroups);
  if (story !== "groups" || measure === undefined || members.length < 2 || tried.length === 0) return roles;
  const score = async (member: MemberRole): Promise<number> => {
    const facts = `(SELECT ${member.value} AS member, (${measure.value})::DOUBLE AS value FROM ${source} WHERE ${member.value} IS NOT NULL LIMIT ${mostRows})`;
    const [row = {}] = await table.ask(`WITH ${apartSql(facts)} SELECT score FROM tested`);
    return Number(row["score"] ?? 0);
  };
  const [first] = members;
  if (tried.includes(first!) && (await score(first!)) > clearly) return roles;
  const scored = [];
  for (const member of tried) if (member !== first) scored.push({ member, score: await score(member) });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  if (best === undefined || best.score <= clearly) return roles;
  return { ...roles, members: [best.member, ...members.filter((one) => one !== best.member)] };
}
