import { comparedOf, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { isNoAnswer } from "../../names/cells/no-answer.ts";
import { quoteText } from "../../quote.ts";
import type { MemberRole } from "../../roles/roles.ts";
import type { KindsRole } from "./kinds-role.ts";

/** Queries and the chart of columns that are kinds of one thing: what each adds up to over all rows. */
export function writeKinds(files: Files, plan: Plan, role: KindsRole): void {
  const { roles } = plan;
  const { columns, decimals, lastDay } = role;
  const conditions = [
    ...leavingOut(comparedOf(roles), roles.apart),
    ...(lastDay === undefined ? [] : [`${lastDay} = (SELECT max(${lastDay}) FROM ${sourceOf(roles)})`]),
  ];
  const where = conditions.length === 0 ? "" : `\n  WHERE ${conditions.join("\n    AND ")}`;
  const asked = columns.filter(({ column }) => !isNoAnswer(column));
  const highest = `greatest(${asked.map(({ value }) => value).join(", ")})`;
  const ties = asked.map(({ value }) => `coalesce((${value} = highest)::INTEGER, 0)`).join(" + ");
  const parts = columns.map(
    ({ column, label, value }, at) =>
      `SELECT ${at + 1} AS place, ${quoteText(label)} AS member, ${String(asked.some((one) => one.column === column))} AS answer, round(sum(${value})::DOUBLE, ${decimals}) AS value,
    ${asked.some((one) => one.column === column) ? `count(*) FILTER (${value} = highest AND ties = 1)` : "NULL"} AS firsts
  FROM counted`,
  );
  files.set(
    "queries/kinds.sql",
    `-- The sum of each column over all rows, and the rows in which it alone is highest; from the largest. What is no answer
-- stands last.
WITH highests AS (
  SELECT *, ${highest} AS highest${lastDay === undefined ? "" : `, ${lastDay} AS kinds_day`} FROM ${sourceOf(roles)}${where}
), counted AS (
  SELECT *, ${ties} AS ties FROM highests
), sums AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT place, member, answer, value, firsts, 100 * value / nullif(sum(value) OVER (), 0) AS share,
  (SELECT count(*) FROM counted) AS filled${lastDay === undefined ? "" : ", (SELECT max(kinds_day)::DATE FROM counted) AS last_day"}
FROM sums
WHERE value IS NOT NULL
ORDER BY answer DESC, value DESC, place
`,
  );
  files.set(
    "queries/kinds_ends.sql",
    `-- The two largest columns, and all together.
SELECT count(*) AS counted, round(sum(value), ${decimals}) AS total, max(filled) AS rows,${lastDay === undefined ? "" : " max(last_day) AS last_day,"}
  first(member ORDER BY answer DESC, value DESC, place) AS first, max(value) FILTER (answer) AS first_value,
  first(share ORDER BY answer DESC, value DESC, place) AS first_share, first(firsts ORDER BY answer DESC, value DESC, place) AS first_rows,
  count(*) FILTER (answer AND value = (SELECT max(value) FROM kinds WHERE answer)) AS first_ties,
  (SELECT member FROM kinds ORDER BY answer DESC, value DESC, place LIMIT 1 OFFSET 1) AS second,
  (SELECT value FROM kinds ORDER BY answer DESC, value DESC, place LIMIT 1 OFFSET 1) AS second_value
FROM kinds
HAVING count(*) FILTER (answer) > 1 AND sum(value) > 0
`,
  );
  files.set("charts/kinds.vl.json", spec(rankingSpec(false)));
  if (groupOf(plan, role) !== undefined) files.set("queries/kinds_groups.sql", groupsSql(plan, role, conditions));
}

/** Fewest and most groups of which a table has the shares, and most columns that it has. */
const [fewestGroups, mostGroups] = [2, 40];
export const mostShown = 6;

/** What each row belongs to, by which the shares of the kinds differ. */
export function groupOf({ roles }: Plan, { whole }: KindsRole): MemberRole | undefined {
  const [member] = comparedOf(roles);
  if (whole === undefined || member === undefined || member.count < fewestGroups) return undefined;
  return member.count > mostGroups ? undefined : member;
}

function groupsSql(plan: Plan, role: KindsRole, conditions: readonly string[]): string {
  const { columns, decimals } = role;
  const member = groupOf(plan, role)!;
  const sums = columns.map(({ value }, at) => `coalesce(sum(${value}), 0)::DOUBLE AS s${at + 1}`);
  const all = columns.map((_, at) => `s${at + 1}`);
  const first = columns.map(({ label }, at) => `WHEN s${at + 1} = most THEN ${quoteText(label)}`).join(" ");
  const ties = all.map((one) => `(${one} = most)::INTEGER`).join(" + ");
  const shares = all.slice(0, mostShown).map((one, at) => `100 * ${one} / total AS share_${at + 1}`);
  return `-- The shares of the columns in each group, from the largest; where two are first, none is named.
WITH sums AS (
  SELECT ${member.value} AS member, ${sums.join(", ")}
  FROM ${sourceOf(plan.roles)}
  WHERE ${[`${member.value} IS NOT NULL`, ...conditions].join("\n    AND ")}
  GROUP BY 1
), wholes AS (
  SELECT *, ${all.join(" + ")} AS total, greatest(${all.join(", ")}) AS most
  FROM sums
)
SELECT member, round(total, ${decimals}) AS total, CASE WHEN ${ties} = 1 THEN CASE ${first} END END AS first, 100 * most / total AS first_share,
  ${shares.join(", ")}
FROM wholes
WHERE total > 0
ORDER BY total DESC, member
`;
}
