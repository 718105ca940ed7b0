import { hasUnits, soldBy, soldOtherwise } from "./other-units.ts";
import { tiedSql } from "./tied.ts";
import {
  alikeSql,
  combineSql,
  comparedOf,
  type Files,
  hasKin,
  hasOther,
  leavingOut,
  memberSql,
  type Plan,
  sourceOf,
  spec,
  unnamedSql,
  valueSql,
} from "./parts.ts";
import { quoteText } from "../quote.ts";
import { orderSql } from "./order.ts";
import { besideMeasures, besideOfMembers } from "./other-measures.ts";
import { byOtherGroups, otherGroups } from "./other-groups.ts";
import { topMeasures, topsQuery } from "./glance/tops.ts";
import { rankingSpec } from "./time-charts.ts";
import { cutColumns, rankedLists } from "./cut.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";
const number = ",.10~g";

export function isOrdered({ roles: { members } }: Plan): boolean {
  return members.every(({ ordered }) => ordered);
}

/** Queries and charts of a report on members at one time. */
export function writeCross(files: Files, plan: Plan): void {
  const { roles } = plan;
  const compared = comparedOf(roles);
  const other = hasOther(plan);
  files.set("queries/facts.sql", factsSql(plan, compared, other));
  files.set("queries/ranking.sql", rankingSql(plan));
  files.set("queries/standing.sql", standingSql(plan));
  const beside = besideMeasures(plan);
  if (beside.length > 0) files.set("queries/others.sql", besideOfMembers(plan));
  if (topMeasures(plan).length > 0) files.set("queries/tops.sql", topsQuery(plan));
  files.set("queries/table.sql", tableSql(beside.length > 0));
  if (otherGroups(plan).length > 0) {
    files.set("queries/divided.sql", byOtherGroups(plan, keptRows(plan)));
    files.set("charts/divided.vl.json", spec(rankingSpec(false)));
  }
  files.set("charts/ranking.vl.json", spec(rankingSpec(isOrdered(plan))));
  if (other) {
    files.set("queries/beside.sql", besideQuery(plan));
    files.set("queries/pairs.sql", pairsSql(plan));
    files.set("queries/relation.sql", relationSql);
    files.set("charts/relation.vl.json", spec(relationSpec()));
  }
}

/** SQL of the rows of the table: with the others beside, if there are any. */
function tableSql(hasOthers: boolean): string {
  const join = hasOthers ? "\nLEFT JOIN others USING (member)" : "";
  return `-- All if they are at most twenty, otherwise the first ten.
SELECT place, member, value, share${hasOthers ? ", others.* EXCLUDE (member)" : ""}
FROM (SELECT *, row_number() OVER () AS seat, count(*) OVER () AS members FROM ranking)${join}
WHERE seat <= CASE WHEN members <= 20 THEN 20 ELSE 10 END
ORDER BY seat
`;
}

/** SQL conditions of the rows that a report on members at one time counts. */
function keptRows({ roles }: Plan): readonly string[] {
  const compared = comparedOf(roles);
  return [
    `${compared.length === 1 ? compared[0]!.value : `(${memberSql(compared)})`} IS NOT NULL`,
    ...leavingOut(compared, roles.apart),
  ];
}

function factsSql(plan: Plan, compared: Plan["roles"]["members"], other: boolean): string {
  const { roles } = plan;
  const { measures, place } = roles;
  const second = other ? `,\n  ${otherSql(measures)} AS other` : "";
  const where = keptRows(plan);
  return `-- Each row of the table: its member and the value that the report is about.
SELECT
  ${memberSql(compared)} AS member,
  ${valueSql(measures)} AS value${second}${soldBy(plan)}${place === undefined ? "" : `,\n  ${place.value} AS own`}
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`;
}

/** The query of the measure that is set beside the first. */
export function besideQuery(plan: Plan): string {
  if (plan.roles.measures.length <= 2) return "SELECT * FROM measures WHERE key <> $measure\n";
  if (!hasKin(plan)) return "SELECT * FROM measures WHERE key = $other\n";
  return `-- A relation of two that are computed from each other is built in and says nothing: then it is the measure itself,
-- which no section sets beside itself.
SELECT * FROM measures
WHERE key = CASE WHEN contains((SELECT kin FROM measure), ' ' || $other || ' ') THEN $measure ELSE $other END
`;
}

/** SQL of the value that is set beside the first. */
export function otherSql(measures: Plan["roles"]["measures"]): string {
  if (measures.length > 2) return valueSql(measures).replace("CASE $measure", "CASE $other");
  const [one, two] = measures;
  const single = (measure: typeof one): string => valueSql([measure!]);
  return `CASE $measure WHEN '${one!.key}' THEN ${single(two)} ELSE ${single(one)} END`;
}

function rankingSql(plan: Plan): string {
  const { measures, summed } = plan.roles;
  const value = summed ? combineSql(measures, "adds") : "max(value)";
  const { place } = plan.roles;
  const order = `${place === undefined ? "" : "place, "}${orderSql(comparedOf(plan.roles))}`;
  const rank = "rank() OVER (ORDER BY value DESC)";
  const own =
    place === undefined
      ? rank
      : measures.length === 1
        ? "own"
        : `CASE $measure WHEN ${quoteText(place.measure)} THEN own ELSE ${rank} END`;
  return `-- The members${isOrdered(plan) ? " in the order of their own" : " from the highest"}; shares of the total where values may be added up.
WITH cells AS (SELECT member, ${value} AS value${place === undefined ? "" : ", min(own) AS own"} FROM facts WHERE value IS NOT NULL GROUP BY member)
SELECT
  ${own} AS place, member, value,
  CASE WHEN adds AND min(value) OVER () >= 0 THEN 100 * value / nullif(sum(value) OVER (), 0) END AS share
FROM cells, measure
ORDER BY ${order}
`;
}

const standingSql = (plan: Plan): string => `-- Who is first and last, and what is usual.
WITH ordered AS (SELECT *, row_number() OVER (ORDER BY value DESC, member) AS seat FROM ranking)
SELECT
  count(*) AS members, ${hasUnits(plan) ? "(SELECT count(DISTINCT member) FROM facts WHERE sold_by IS NULL)" : "(SELECT count(DISTINCT member) FROM facts) - count(*)"} AS missing${soldOtherwise(plan)}, (SELECT count(value) FROM facts) AS records, sum(value) AS total, median(value::DOUBLE) AS middle,
  quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high,
  max(CASE WHEN seat = 1 THEN member END) AS first, max(value) AS first_value, max(CASE WHEN seat = 1 THEN share END) AS first_share,
  max(CASE WHEN seat = 2 THEN member END) AS second, max(CASE WHEN seat = 2 THEN value END) AS second_value,
  arg_max(member, seat) AS last, min(value) AS last_value,
  count(*) FILTER (${alikeSql("value", "(SELECT max(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS first_ties,
  ${tiedSql}
  count(*) FILTER (${alikeSql("value", "(SELECT min(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS last_ties,${isOrdered(plan) ? "" : `\n  ${cutColumns("ranking", rankedLists)},`}
  sum(share) FILTER (seat <= 3) AS three_share,
  -- Rows that name none.
  ${unnamedSql(plan, comparedOf(plan.roles))} AS unnamed
FROM ordered
`;

function pairsSql(plan: Plan): string {
  const { measures, summed } = plan.roles;
  const value = summed ? combineSql(measures, "adds") : "max(value)";
  return `-- Both values of each member.
SELECT member, ${value} AS value, ${value.replaceAll("value", "other").replace("SELECT adds FROM measure", "SELECT adds FROM beside")} AS other
FROM facts
WHERE value IS NOT NULL AND other IS NOT NULL
GROUP BY member
ORDER BY member
`;
}

const relationSql = `-- How far the two go together: Spearman's rank correlation, from -1 to 1.
WITH ${correlationOf("members")}`;

/**
 * The end of a query for the rank correlation of the values and the others of `pairs`; equal ones share a rank.
 *
 * @param says SQL of whether there is anything to say
 */
export function correlationOf(counted: string, says = "true"): string {
  return `ranks AS (
  SELECT rank() OVER (ORDER BY value) + (count(*) OVER (PARTITION BY value) - 1) / 2 AS a,
    rank() OVER (ORDER BY other) + (count(*) OVER (PARTITION BY other) - 1) / 2 AS b
  FROM pairs
)
SELECT count(*) AS ${counted}, CASE WHEN count(DISTINCT a) > 1 AND count(DISTINCT b) > 1${says === "true" ? "" : ` AND ${says}`} THEN corr(a, b) END AS r FROM ranks
`;
}

function relationSpec(): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: 170,
    mark: { type: "point", filled: true, size: 22, opacity: 0.7 },
    encoding: {
      x: {
        field: "other",
        type: "quantitative",
        scale: { zero: false },
        axis: { title: "{{ beside.first.deck }}", format: number, tickCount: 6 },
      },
      y: {
        field: "value",
        type: "quantitative",
        scale: { zero: false },
        axis: { title: "{{ measure.first.deck }}", format: number, tickCount: 5 },
      },
    },
  };
}
