import { cutColumns, rankedLists } from "../../blocks/cut.ts";
import { alikeSql, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import type { MeterRole } from "../../roles/meter/meter-role.ts";

/** Queries and the chart of what each thing used from its first to its last reading. */
export function writeMeters(files: Files, plan: Plan, role: MeterRole): void {
  const { roles } = plan;
  const { reading, thing, between, odd, left } = role;
  const day = `${roles.time!.day}::DATE`;
  const member = thing?.value ?? "NULL";
  const own = roles.members.filter(({ value }) => value === thing?.value);
  const conditions = [
    `${reading} IS NOT NULL`,
    `${day} IS NOT NULL`,
    ...(thing === undefined ? [] : [`${member} IS NOT NULL`]),
    ...leavingOut(own, false),
  ];
  const { decimals } = roles.measures.find(({ key }) => key === role.measure) ?? roles.measures[0]!;
  files.set(
    "queries/readings.sql",
    `-- Each reading, and what was used from one to the next, also where some lie between that nobody took.
SELECT ${member} AS member, ${day} AS day, (${reading})::DOUBLE AS value, ${between} AS used, ${odd} AS is_odd,
  ${left} AS is_left_out
FROM ${sourceOf(roles)}
WHERE ${conditions.join(" AND ")}
`,
  );
  files.set("queries/meters.sql", metersSql);
  files.set("queries/meters_lacking.sql", lackingSql);
  files.set(
    "queries/meters_odd.sql",
    `-- Readings that are lower than the one before, or left out since both beside them contradict them.
-- One row without a day, if there are none.
SELECT member, day, value, is_left_out
FROM (SELECT true AS is_odd) LEFT JOIN readings USING (is_odd)
ORDER BY day, member
`,
  );
  files.set("queries/meter_total.sql", totalSql(decimals));
  if (thing === undefined) return;
  files.set(
    "queries/meters_table.sql",
    `-- All if they are at most twenty, otherwise the ten that used most.
SELECT member, begin_value, end_value, value, share
FROM meters
QUALIFY row_number() OVER (ORDER BY value DESC NULLS LAST, member) <= CASE WHEN count(*) OVER () <= 20 THEN 20 ELSE 10 END
ORDER BY value DESC NULLS LAST, member
`,
  );
  files.set("charts/meters.vl.json", spec(rankingSpec(false)));
}

const metersSql = `-- What each used from its first to its last reading, and its share of all.
WITH ends AS (
  SELECT member, min(day) AS begin, arg_min(value, day) AS begin_value, max(day) AS "end", arg_max(value, day) AS end_value,
    sum(used) AS value
  FROM readings
  GROUP BY member
)
SELECT member, "begin", begin_value, "end", end_value, value,
  (100 * value / nullif(sum(value) OVER (), 0))::DOUBLE AS share
FROM ends
ORDER BY value DESC NULLS LAST, member
`;

const lackingSql = `-- What has no reading where most begin or end, and what has none in between while others do; one row without a member,
-- if there is none.
WITH usual AS (
  SELECT mode("begin") AS first_day, mode("end") AS last_day, count(*) AS n FROM meters
), common AS (
  -- Where each is read on days of its own, none lacks a reading.
  SELECT first_day, last_day FROM usual
  WHERE 2 * (SELECT count(*) FROM meters WHERE "begin" = first_day AND "end" = last_day) >= n
), days AS (
  SELECT day FROM readings GROUP BY day HAVING 2 * count(DISTINCT member) >= (SELECT n FROM usual)
), found AS (
  SELECT m.member, m."begin", m."end", m."begin" > c.first_day AS is_late, m."end" < c.last_day AS is_early,
    (SELECT count(*) FROM days d WHERE d.day > m."begin" AND d.day < m."end"
      AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.member IS NOT DISTINCT FROM m.member AND r.day = d.day)) AS gaps
  FROM meters m, common c
)
SELECT member, "begin", "end", is_late, is_early, gaps,
  count(*) FILTER (is_late OR is_early) OVER () AS n_ends
FROM (SELECT true AS lacks) LEFT JOIN (SELECT *, is_late OR is_early OR gaps > 0 AS lacks FROM found) USING (lacks)
ORDER BY (is_late OR is_early) DESC NULLS LAST, member
`;

const ties = (decimals: number): string =>
  `count(*) FILTER (${alikeSql("value", "(SELECT max(value) FROM meters)", decimals)})`;

/** Days by which a first or last reading may miss the turn of a year. */
const nearTurn = 4;

const totalSql = (
  decimals: number,
): string => `-- What all used together, and who used most and least; if nothing is known, \`members\` is null.
WITH whole AS (
  SELECT count(value) AS used, sum(value) AS total, mode("begin") AS first_day, mode("end") AS last_day,
    arg_max(member, value) AS first, max(value) AS first_value, max(share) AS first_share, ${ties(decimals)} AS first_ties,
    arg_min(member, value) AS last, min(value) AS last_value,
    any_value(begin_value) AS begin_value, any_value(end_value) AS end_value,
    count(*) FILTER (value IS NULL) AS unused, count(*) AS things
  FROM meters
)
SELECT CASE WHEN used > 0 THEN used END AS members, total, first_day AS begin, last_day AS "end", first, first_value, first_share,
  first_ties, last, last_value, begin_value, end_value, unused,
  -- Of a reading at the turn of a year on either side, the report names the year.
  CASE WHEN abs(first_day - make_date(year(first_day + ${nearTurn}), 1, 1)) <= ${nearTurn}
    AND abs(last_day - make_date(year(first_day + ${nearTurn}) + 1, 1, 1)) <= ${nearTurn} THEN year(first_day + ${nearTurn}) END AS year,
  (SELECT count(*) FROM meters WHERE "begin" <> first_day OR "end" <> last_day) AS apart, things,
  (SELECT member FROM meters ORDER BY value DESC NULLS LAST, member LIMIT 1 OFFSET 1) AS second,
  (SELECT value FROM meters ORDER BY value DESC NULLS LAST, member LIMIT 1 OFFSET 1) AS second_value,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (SELECT member FROM meters_lacking WHERE gaps > 0 AND member IS NOT NULL ORDER BY member LIMIT 5)) AS gap_names,
  (SELECT count(*) FROM meters_lacking WHERE gaps > 0) AS gaps,
  (SELECT string_agg(member, ', ' ORDER BY member) FROM (SELECT member FROM meters WHERE value IS NULL AND member IS NOT NULL ORDER BY member LIMIT 5)) AS unused_names,
  ${cutColumns("(SELECT value FROM meters ORDER BY value DESC NULLS LAST, member)", rankedLists)}
FROM whole
`;
