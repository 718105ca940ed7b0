import type { DraftTable } from "../../draft.ts";
import { lookForTotals } from "../../look/look-for-totals.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { periodSql } from "../time/period-sql.ts";
import { leftOutBy, type MeasureRole, type MemberRole, type Roles } from "../roles.ts";

/** Takes out the members of each column that are totals of the others. */
export async function withTotals(
  { table, source }: { readonly table: DraftTable; readonly source: string },
  roles: Roles,
): Promise<Roles> {
  const members: MemberRole[] = [];
  const summed = new Set<MeasureRole>();
  for (const member of roles.members) {
    const found = await withoutTotals(table, source, roles, member);
    members.push(found.member);
    if (found.measure !== undefined) summed.add(found.measure);
  }
  // What has a total of its own may be added up.
  const measures = roles.measures.map((one) => (summed.has(one) ? { ...one, adds: true, surely: true } : one));
  const lists = members.filter(({ leftOut }) => leftOut.length > 0);
  if (lists.length < 2) return { ...roles, measures, members };
  const [row = {}] = await table.ask(
    `SELECT count(*) AS n FROM ${source} WHERE ${lists.map((member) => `(${keeping(member)})`).join(" AND ")}`,
  );
  return { ...roles, measures, members, apart: Number(row["n"]) === 0 };
}

const keeping = (member: MemberRole): string => {
  const of = leftOutBy(member);
  return member.leftOut.length === 0
    ? "true"
    : `${of} IS NULL OR ${of} NOT IN (${member.leftOut.map(quoteText).join(", ")})`;
};

/** Measures in which totals are sought, beside the first that may be added up. */
const mostMeasures = 4;

/** @returns the member without its totals, and the measure in which they are the sums of the others */
async function withoutTotals(
  table: DraftTable,
  source: string,
  { measures, time, selector, story }: Roles,
  member: MemberRole,
): Promise<{ readonly member: MemberRole; readonly measure?: MeasureRole }> {
  // Any number of records may be the sum of others. Of codes with names beside them, a total says so by its name.
  if (member.named !== undefined) return { member };
  const known = measures.find(({ adds, column }) => adds && column !== "*");
  // Whole numbers that no word calls amounts may have a total, too; not those of records.
  const hasRows = selector === undefined && (story === "cross" || story === "panel");
  const possible = measures.filter(
    ({ adds, whole, kind, column }) => hasRows && !adds && whole === true && kind === "percent" && column !== "*",
  );
  for (const measure of [...(known === undefined ? [] : [known]), ...possible.slice(0, mostMeasures)]) {
    const totals = await lookForTotals(table, source, {
      period: time === undefined ? "1" : periodSql(time),
      member: member.value,
      value: measure.value,
      isKnown: measure === known,
      where: `(${keeping(member)})${selector === undefined ? "" : ` AND ${quoteName(selector)} = ${quoteText(measure.column)}`}`,
    });
    if (totals.length > 0)
      return { member: { ...member, leftOut: [...new Set([...member.leftOut, ...totals])].sort() }, measure };
  }
  return { member };
}
