import type { DraftTable } from "../../draft.ts";
import { totalName } from "../../look/look-for-totals.ts";
import { quoteName, quoteText } from "../../quote.ts";
import { periodSql } from "../time/period-sql.ts";
import type { MeasureRole, MemberRole, Roles } from "../roles.ts";

/** Share of periods in which the whole is less than a part of it, from which values are no parts of a sum. */
const mostPeriods = 0.5;

/**
 * The measures, of which those may not be added up whose own totals say so: a whole that is less than one of its parts
 * is a mean, such as the world's emissions per person. Nor those that several codes of one name share.
 */
export async function doubtSums(
  { table, source }: { readonly table: DraftTable; readonly source: string },
  roles: Roles,
): Promise<Roles> {
  const measures: MeasureRole[] = [];
  for (const measure of roles.measures) {
    let adds = measure.adds && measure.column !== "*";
    for (const member of roles.members) if (adds) adds = !(await isMean(table, source, roles, measure, member));
    if (adds) adds = !(await isRepeatedByName(table, source, roles, measure));
    measures.push(measure.adds && measure.column !== "*" ? { ...measure, adds } : measure);
  }
  return { ...roles, measures };
}

/** Share of the names with several codes whose codes have one value, from which the value is that of the name. */
const mostRepeated = 0.5;
/** By what part of it two values may differ that are one. */
const oneValue = 0.1;

/**
 * Whether names that several codes have are measured once, and not for each code: what a company is worth stands beside
 * each class of its shares. Their sum would count it twice.
 */
async function isRepeatedByName(
  table: DraftTable,
  source: string,
  { time, members }: Roles,
  measure: MeasureRole,
): Promise<boolean> {
  const named = members[0]?.named;
  if (named === undefined || time !== undefined) return false;
  const value = `${measure.value}::DOUBLE`;
  const [row = {}] = await table.ask(`WITH found AS (
  SELECT count(${value}) AS n, min(${value}) AS lowest, max(${value}) AS highest
  FROM ${source} WHERE ${quoteName(named)} IS NOT NULL GROUP BY trim(${quoteName(named)})
)
SELECT count(*) AS n, avg((highest - lowest <= ${oneValue} * abs(highest))::INTEGER) AS once FROM found WHERE n > 1`);
  return Number(row["n"] ?? 0) > 0 && Number(row["once"] ?? 0) >= mostRepeated;
}

/** Whether the member that names the whole is less than the largest part in most periods; no value is negative. */
async function isMean(
  table: DraftTable,
  source: string,
  { time, selector }: Roles,
  measure: MeasureRole,
  member: MemberRole,
): Promise<boolean> {
  const wholes = member.leftOut.filter((name) => totalName.test(name));
  if (wholes.length === 0) return false;
  const isWhole = `${member.value} IN (${wholes.map(quoteText).join(", ")})`;
  // What stands beside the total, as what it is divided by, is no part of it.
  const beside = member.leftOut.filter((name) => !wholes.includes(name));
  const isPart = beside.length === 0 ? "" : ` AND ${member.value} NOT IN (${beside.map(quoteText).join(", ")})`;
  const value = `${measure.value}::DOUBLE`;
  const chosen = selector === undefined ? "" : ` AND ${quoteName(selector)} = ${quoteText(measure.column)}`;
  // By the values as they stand, and by their sums: parts of one column may lie beside the totals of another.
  const [row = {}] = await table.ask(`WITH cells AS (
  SELECT ${time === undefined ? "1" : periodSql(time)} AS period, ${isWhole} AS is_whole, min(${value}) AS lowest,
    max(${value}) AS highest, sum(${value}) AS total
  FROM ${source} WHERE ${member.value} IS NOT NULL AND ${value} IS NOT NULL${chosen}${isPart} GROUP BY 1, 2, ${member.value}
), periods AS (
  SELECT min(lowest) AS lowest,
    max(highest) FILTER (is_whole) AS whole, max(highest) FILTER (NOT is_whole) AS largest,
    max(total) FILTER (is_whole) AS whole_total, max(total) FILTER (NOT is_whole) AS largest_total
  FROM cells GROUP BY period
)
SELECT avg((whole < largest AND whole_total < largest_total)::INTEGER) AS below, min(lowest) AS lowest
FROM periods WHERE whole IS NOT NULL AND largest IS NOT NULL`);
  const { below, lowest } = row;
  return below !== null && below !== undefined && Number(lowest) >= 0 && Number(below) > mostPeriods;
}
