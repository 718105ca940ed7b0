import type { DraftTable } from "../../draft.ts";
import { quoteName } from "../../quote.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { Roles } from "../../roles/roles.ts";
import { type Files, leavingOut, memberSql, type Plan, valueSql } from "../parts.ts";

/** Most periods that a note on rows without a value names. */
export const mostPeriods = 8;

/** Share of the periods that a course may leave out, as some of their rows lack a value. */
const mostLeftOut = 0.25;

/** Whether members have one value of each period, which is the sum of several rows that stand in each. */
function haveParts({ story, time, members, measures, selector, part, looks, long }: Roles): boolean {
  if (story !== "panel" || time === undefined || time.raw !== time.grain || time.finer === true) return false;
  if (members.length === 0 || selector !== undefined || part !== undefined) return false;
  const mayLack = (column: string): boolean => looks.some(({ name, nulls }) => name === column && nulls > 0);
  return measures.some(({ adds, column }) => adds && (long?.turned === true || mayLack(column)));
}

/** Columns that tell apart the rows of a period: of periods across, all but the periods. */
function partColumns({ long, looks, time, measures, members }: Roles): readonly string[] {
  if (long?.turned !== true) return members.map(({ value }) => value);
  const others = [...time!.columns, ...measures.map(({ column }) => column)];
  return looks.filter(({ name }) => !others.includes(name)).map(({ name }) => `${quoteName(name)}::VARCHAR`);
}

/**
 * SQL of the rows that lack a value in a period of a member with a value: each of them has one at another time.
 *
 * @param member SQL of a row's member
 * @param value SQL of its value
 * @param where conditions of the rows that count
 */
function missingSql(roles: Roles, member: string, value: string, where: readonly string[]): string {
  const series = `concat_ws(' · ', ${partColumns(roles)
    .map((column) => `coalesce(${column}, '')`)
    .join(", ")})`;
  // Periods across have a row for each that is named, so an empty cell is known though its row is not there.
  const empty =
    roles.long?.turned === true
      ? "SELECT period, member, series FROM (SELECT DISTINCT period FROM valued), (SELECT DISTINCT member, series FROM valued)"
      : "SELECT period, member, series FROM rows_of SEMI JOIN valued USING (member, series)";
  return `rows_of AS (
  SELECT ${periodSql(roles.time!)} AS period, ${member} AS member,
    ${series} AS series, ${value} AS value
  FROM ${roles.long === undefined ? "records" : "long"}
  WHERE ${where.join("\n    AND ")}
), valued AS (
  SELECT DISTINCT period, member, series FROM rows_of WHERE value IS NOT NULL
), missing AS (
  SELECT * FROM (${empty} EXCEPT FROM valued) SEMI JOIN valued USING (period, member)
)`;
}

/** Whether sums of members lack the values of some of their rows in some periods. */
export async function lookForLackingCells({ ask }: DraftTable, roles: Roles): Promise<boolean> {
  if (!haveParts(roles)) return false;
  const { time, members, measures, long } = roles;
  const queries = members.flatMap((member) =>
    measures
      .filter(({ adds }) => adds)
      .map(({ value }) => {
        const where = [`${time!.day} IS NOT NULL`, `${member.value} IS NOT NULL`];
        return `(WITH ${missingSql(roles, member.value, value, where)} SELECT count(*) FROM missing)`;
      }),
  );
  const rows = long === undefined ? "" : `WITH long AS (${long.sql}) `;
  const [row = {}] = await ask(`${rows}SELECT ${queries.join(" + ")} AS missing`);
  return Number(row["missing"] ?? 0) > 0;
}

/**
 * Queries of what sums lack: `lacks` of each member, `lacked` in each period shown, and `uneven`, which periods the
 * course leaves out for it: those that lack other rows than the last one, unless so many do that little would be left.
 * The periods are the choices of a parameter, so the others are not asked for them: the first member and measure tell.
 *
 * @param where conditions of the rows that count
 */
export function writeLackingCells(files: Files, plan: Plan, where: readonly string[]): void {
  if (!plan.lacks) return;
  const { roles } = plan;
  const { members, measures, time, apart } = roles;
  const [member] = members;
  const adding = measures.every(({ adds }) => adds) ? "" : "\nWHERE (SELECT adds FROM measure)";
  files.set(
    "queries/lacks.sql",
    `-- The sums of members that lack the value of some rows, which have one at another time.
WITH ${missingSql(roles, memberSql(members), valueSql(measures), where)}
SELECT period, member, count(series) AS missing, string_agg(series, '; ' ORDER BY series) AS absent_rows
FROM (SELECT DISTINCT period, member FROM valued)
LEFT JOIN missing USING (period, member)${adding}
GROUP BY ALL
`,
  );
  files.set(
    "queries/lacked.sql",
    `-- The periods shown, with how many rows their sums lack.
SELECT period, sum(missing) AS missing, sum(missing) > 0 AS is_lacking,
  string_agg(absent_rows, '; ' ORDER BY member) AS absent_rows
FROM lacks
JOIN periods USING (period)
WHERE period <= (SELECT now FROM chosen)
GROUP BY period
ORDER BY period
`,
  );
  const first = [`${time!.day} IS NOT NULL`, `${member!.value} IS NOT NULL`, ...leavingOut([member!], apart)];
  const value = measures.find(({ adds }) => adds)!.value;
  files.set(
    "queries/uneven.sql",
    `-- The periods with how many rows lack a value that have one at other times. The course leaves out those that lack others
-- than the last one does, if they are at most a quarter.
WITH ${missingSql(roles, member!.value, value, first)}, sets AS (
  SELECT period, count(series) AS missing, string_agg(series, '; ' ORDER BY series) AS absent_rows
  FROM (SELECT DISTINCT period FROM valued) LEFT JOIN missing USING (period)
  GROUP BY period
), judged AS (
  SELECT period, missing, missing > 0 AND absent_rows IS DISTINCT FROM (SELECT absent_rows FROM sets ORDER BY period DESC LIMIT 1) AS differs
  FROM sets
)
SELECT period, missing, differs AND (SELECT avg(differs::INTEGER) FROM judged) <= ${mostLeftOut} AS is_left_out
FROM judged
ORDER BY period
`,
  );
}

/** SQL condition that two values of a member lack the same rows. @param a @param b names of their tables */
export const sameRows = ({ lacks }: Plan, a: string, b: string): string =>
  lacks ? ` AND ${a}.absent_rows IS NOT DISTINCT FROM ${b}.absent_rows` : "";

/** SQL of whether the sums of a course lack now these, now those rows. */
export const unevenSql = ({ lacks }: Plan): string =>
  lacks
    ? "(SELECT count(DISTINCT coalesce(l.absent_rows, '')) > 1 FROM course LEFT JOIN lacked l USING (period))"
    : "false";
