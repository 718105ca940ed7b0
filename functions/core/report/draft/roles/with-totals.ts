import type { DraftTable } from "../draft.ts";
import { lookForTotals } from "../look/look-for-totals.ts";
import { quoteName, quoteText } from "../quote.ts";
import { periodSql } from "./time/period-sql.ts";
import { leftOutBy, type MemberRole, type Roles } from "./roles.ts";

/** Takes out the members of each column that are totals of the others. */
export async function withTotals(
  { table, source }: { readonly table: DraftTable; readonly source: string },
  roles: Roles,
): Promise<Roles> {
  const members: MemberRole[] = [];
  for (const member of roles.members) members.push(await withoutTotals(table, source, roles, member));
  const lists = members.filter(({ leftOut }) => leftOut.length > 0);
  if (lists.length < 2) return { ...roles, members };
  const [row = {}] = await table.ask(
    `SELECT count(*) AS n FROM ${source} WHERE ${lists.map((member) => `(${keeping(member)})`).join(" AND ")}`,
  );
  return { ...roles, members, apart: Number(row["n"]) === 0 };
}

const keeping = (member: MemberRole): string => {
  const of = leftOutBy(member);
  return member.leftOut.length === 0
    ? "true"
    : `${of} IS NULL OR ${of} NOT IN (${member.leftOut.map(quoteText).join(", ")})`;
};

async function withoutTotals(
  table: DraftTable,
  source: string,
  { measures, time, selector }: Roles,
  member: MemberRole,
): Promise<MemberRole> {
  // Any number of records may be the sum of others.
  const measure = measures.find(({ adds, column }) => adds && column !== "*");
  if (measure === undefined) return member;
  const totals = await lookForTotals(table, source, {
    period: time === undefined ? "1" : periodSql(time),
    member: member.value,
    value: measure.value,
    where: `(${keeping(member)})${selector === undefined ? "" : ` AND ${quoteName(selector)} = ${quoteText(measure.column)}`}`,
  });
  // Of codes with names beside them, what is a total says so by its name.
  if (member.named !== undefined) return member;
  return { ...member, leftOut: [...new Set([...member.leftOut, ...totals])].sort() };
}
