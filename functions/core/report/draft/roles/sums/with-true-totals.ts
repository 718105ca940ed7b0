import type { DraftTable } from "../../draft.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { periodSql } from "../time/period-sql.ts";
import { findBeside } from "../../look/find-beside.ts";
import { leftOutBy, type MeasureRole, type MemberRole, type Roles } from "../roles.ts";

/** A name that begins like that of a total, and may be that of a firm: Total Energy Services. */
const likeTotal = /^total \p{L}/iu;
/** Share of periods in which a total must be the sum of the others, and measures by which that is tried. */
const mostPeriods = 0.7;
const mostMeasures = 6;

interface Work {
  readonly table: DraftTable;
  readonly source: string;
}

/** Leaves out what is called like a total only if it is the sum of the others; otherwise it is one of them. */
export async function withTrueTotals(work: Work, roles: Roles): Promise<Roles> {
  const members: MemberRole[] = [];
  for (const member of roles.members) {
    const doubtful = member.countries ? [] : member.leftOut.filter((name) => likeTotal.test(name));
    const found = doubtful.length === 0 ? [] : await totalsAmong(work, roles, member, doubtful);
    const apart =
      doubtful.length === 1 && found.length === 0 ? await besideTotal(work, roles, member, doubtful[0]!) : [];
    const leftOut = member.leftOut.filter((name) => !doubtful.includes(name) || [...found, ...apart].includes(name));
    const beside = apart.filter((name) => !doubtful.includes(name));
    members.push({
      ...member,
      leftOut: [...new Set([...leftOut, ...apart])].sort(),
      ...(beside.length > 0 && { beside }),
    });
  }
  return { ...roles, members };
}

async function totalsAmong(
  work: Work,
  roles: Roles,
  member: MemberRole,
  doubtful: readonly string[],
): Promise<readonly string[]> {
  for (const measure of roles.measures.filter(({ column }) => column !== "*").slice(0, mostMeasures)) {
    const rows = await work.table.ask(sumsSql(work.source, roles, { member, measure, doubtful }));
    if (rows.length > 0) return rows.map((row) => String(row["name"]));
  }
  return [];
}

/** Most members among which those are sought that are no parts of the total. */
const mostMembers = 40;

/** A total and what stands beside it that is no part of it, if all others make it up in each period. */
async function besideTotal(work: Work, roles: Roles, member: MemberRole, total: string): Promise<readonly string[]> {
  const [measure] = roles.measures;
  if (member.count > mostMembers || measure === undefined || measure.column === "*" || roles.selector !== undefined)
    return [];
  const rows = await work.table
    .ask(`SELECT ${roles.time === undefined ? "1" : periodSql(roles.time)}::VARCHAR AS period,
  ${leftOutBy(member)} AS name, sum(${measure.value}::DOUBLE) AS value
FROM ${work.source} WHERE ${leftOutBy(member)} IS NOT NULL AND ${measure.value} IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const periods = Map.groupBy(rows, (row) => String(row["period"]));
  const courses = new Map<string, number[]>();
  for (const cells of periods.values()) {
    const values = new Map(cells.map((row) => [String(row["name"]), Number(row["value"])]));
    for (const { name } of rows as readonly { name: string }[])
      if (values.has(name)) courses.set(name, courses.get(name) ?? []);
    for (const [name, course] of courses) course.push(values.get(name) ?? 0);
  }
  return findBeside(courses, total);
}

const among = (names: readonly string[]): string => `name IN (${names.map(quoteText).join(", ")})`;

/** SQL of the doubtful names that equal the sum of all others, or that make it up together, as totals of parts do. */
function sumsSql(
  source: string,
  { time, selector }: Roles,
  of: { readonly member: MemberRole; readonly measure: MeasureRole; readonly doubtful: readonly string[] },
): string {
  const { member, measure, doubtful } = of;
  const chosen = selector === undefined ? "" : ` AND ${quoteName(selector)} = ${quoteText(measure.column)}`;
  return `WITH cells AS (
  SELECT ${time === undefined ? "1" : periodSql(time)} AS period, ${leftOutBy(member)} AS name, sum(${measure.value}::DOUBLE) AS value
  FROM ${source} WHERE ${leftOutBy(member)} IS NOT NULL AND ${measure.value} IS NOT NULL${chosen} GROUP BY ALL
), sums AS (
  SELECT period, sum(value) AS parts FROM cells WHERE NOT (${among(member.leftOut)}) GROUP BY period
), judged AS (
  SELECT period, name, value, parts, abs(value - parts) <= 0.005 * abs(parts) AS equals
  FROM cells JOIN sums USING (period) WHERE ${among(doubtful)} AND value <> 0
), beside AS (
  SELECT *, sum(value) FILTER (NOT equals) OVER (PARTITION BY period) AS partial FROM judged
)
SELECT name FROM beside GROUP BY name
HAVING avg((equals OR abs(partial - parts) <= 0.005 * abs(parts))::INTEGER) >= ${mostPeriods}
ORDER BY name`;
}
