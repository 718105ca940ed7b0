import { comparedOf, leavingOut, memberSql, type Plan, scaled, sourceOf } from "../parts.ts";
import type { MeasureRole } from "../../roles/roles.ts";

/** Most measures of which a report says who is first and last. */
const mostTops = 20;

/**
 * The measures of which a report on members at one time says who is highest and lowest, whichever it is about: those
 * that have one value for each member. An order of the table's own is no contest.
 */
export function topMeasures({ roles }: Plan): readonly MeasureRole[] {
  const { measures, summed, selector, listed, accounts, story } = roles;
  if (story !== "cross" || selector !== undefined || listed !== undefined || accounts !== undefined) return [];
  const told = measures.filter(({ column, adds }) => column !== "*" && (adds || !summed)).slice(0, mostTops);
  return told.length > 1 || (told.length === 1 && told[0] !== measures[0]) ? told : [];
}

/** SQL of who is highest and lowest by a measure. */
const one = ({ key, adds }: MeasureRole, at: number): string => {
  const v = `v${at + 1}`;
  // What only prints alike is no tie: 47.50 m are more than 47.46. A sum of decimals may differ in its last digits.
  const tie = (end: "max" | "min"): string => {
    const most = `(SELECT ${end}(${v}) FROM cells_of)`;
    return `count(*) FILTER (abs(${v} - ${most}) <= 1e-9 * abs(${most}))`;
  };
  return `SELECT ${at} AS place, '${key}' AS key, first(member ORDER BY ${v} DESC, member) AS first, max(${v}) AS first_value,
  ${tie("max")} AS first_ties, first(member ORDER BY ${v}, member) AS last, min(${v}) AS last_value, ${tie("min")} AS last_ties,
  count(${v}) AS members, ${adds ? `sum(${v})` : "NULL::DOUBLE"} AS total
FROM cells_of
WHERE ${v} IS NOT NULL`;
};

/** The query of who is highest and lowest by each measure but the one that the report is about. */
export function topsQuery(plan: Plan): string {
  const { roles } = plan;
  const compared = comparedOf(roles);
  const measures = topMeasures(plan);
  const member = compared.length === 1 ? compared[0]!.value : `(${memberSql(compared)})`;
  const where = [`${member} IS NOT NULL`, ...leavingOut(compared, roles.apart)];
  const by = roles.summed ? "sum" : "max";
  return `-- Who is highest and lowest by each measure, and how many share that place; it tells of all but the one that the report is about.
WITH cells_of AS (
  SELECT ${memberSql(compared)} AS member,
${measures.map((measure, at) => `    ${by}(${scaled(measure)})::DOUBLE AS v${at + 1}`).join(",\n")}
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
  GROUP BY 1
), found AS (
  ${measures.map(one).join("\n  UNION ALL ")}
)
SELECT label, after, decimals, first, first_value, first_ties, last, last_value, last_ties, total,
  key <> $measure AND members > 1 AND first_value > last_value AS tells
FROM found
JOIN measures USING (key)
ORDER BY place
`;
}
