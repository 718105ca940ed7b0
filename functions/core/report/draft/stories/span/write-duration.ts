import { axisPattern, type Files, leavingOut, memberAxis, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { binsSql, spreadSpec } from "../../blocks/groups.ts";
import { quoteText } from "../../quote.ts";
import { endColumns, statesSql } from "./end-states.ts";
import { lengthSql } from "./find-spans.ts";
import type { DurationRole, SpanUnit } from "./span-role.ts";
import { betweenSql, daySql, hasSql, lastDaySql } from "./span-sql.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Share of the records after whose length a period counts as ended. */
const nearlyAll = 0.9;

/** Fewest records of a group or a period that has a median. */
const fewest = 5;

/** Lengths that people speak of: the least that at most a quarter exceed is the one that the report counts from. */
const marks: Readonly<Record<SpanUnit, readonly number[]>> = {
  day: [1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1460, 1825],
  hour: [1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72, 96, 120, 168, 240],
  minute: [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480],
};

/** Queries and charts of how long it took from one moment to another. */
export function writeDuration(files: Files, plan: Plan, role: DurationRole): void {
  const { roles, language } = plan;
  const { begin, end, groups, grain, name, states } = role;
  const day = daySql(begin);
  const columns = [
    `${hasSql(end)} AS has_end`,
    `(${betweenSql(begin, end, role.unit)}) < 0 AS is_reversed`,
    `${lengthSql(role)} AS length`,
    ...(states === undefined ? [] : endColumns(states, end)),
    ...(day === undefined ? [] : [`${day} AS begin_day`, `${daySql(end)!} AS end_day`]),
    ...groups.map(({ value }, at) => `${value} AS g${at + 1}`),
    ...(name === undefined ? [] : [`${name.value} AS name`]),
  ];
  const { unheld } = role;
  const where = [
    hasSql(begin),
    ...(unheld === undefined ? [] : [`NOT ${unheld.isUnheld}`]),
    ...leavingOut(roles.members, roles.apart),
  ];
  files.set(
    "queries/span_rows.sql",
    `-- Each record that has begun: how long it took, in ${role.unit}s; without a length if it has not ended, or ends before it begins.${unheld === undefined ? "" : "\n-- What did not take place has none of its own."}
SELECT
  ${columns.join(",\n  ")}
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`,
  );
  files.set("queries/span.sql", wholeSql(role, sourceOf(roles)));
  if (unheld !== undefined)
    files.set(
      "queries/span_unheld.sql",
      `-- How many records did not take place: they are left out.\nSELECT count(*) AS n FROM ${sourceOf(roles)} WHERE ${unheld.isUnheld} AND ${hasSql(begin)}\n`,
    );
  if (states !== undefined) files.set("queries/span_states.sql", statesSql("span_rows", "NOT has_end AND NOT is_open"));
  files.set("queries/span_bins.sql", binsSql("facts AS (SELECT length AS value FROM span_rows), "));
  files.set("charts/span-spread.vl.json", spec(spreadSpec()));
  if (groups.length > 0) {
    files.set("queries/span_groups.sql", groupsSql(role));
    files.set("charts/span-groups.vl.json", spec(groupsSpec()));
  }
  if (grain !== undefined) {
    files.set("queries/span_course.sql", courseSql(grain, role));
    files.set("charts/span-course.vl.json", spec(courseSpec(axisPattern(grain, language))));
  }
  if (name !== undefined) files.set("queries/span_longest.sql", longestSql(day !== undefined));
}

function wholeSql({ begin, end, unit, states }: DurationRole, source: string): string {
  const day = daySql(begin);
  const isOpen = states === undefined ? "NOT has_end" : "is_open";
  const others = states === undefined ? "" : "\n    count(*) FILTER (NOT has_end AND NOT is_open) AS not_open,";
  const open =
    day === undefined
      ? "NULL::DATE AS last_day, NULL::BIGINT AS oldest"
      : `any_value(last_day) AS last_day, max(date_diff('day', begin_day, last_day)) FILTER (${isOpen}) AS oldest`;
  const from = day === undefined ? "span_rows" : `span_rows, (SELECT ${lastDaySql([begin, end], source)} AS last_day)`;
  return `-- All records: how long they took in the middle, and how many took longer than a length that people speak of, which at most
-- a quarter exceed. ${states === undefined ? "What has not ended is open" : "What has not ended is open if its state says so"}; its age is that on the last day in the table.
WITH whole AS (
  SELECT count(*) AS records, count(length) AS ended, count(*) FILTER (is_reversed) AS reversed, count(*) FILTER (${isOpen}) AS open,${others}
    median(length::DOUBLE) AS middle, quantile_cont(length::DOUBLE, 0.25) AS low, quantile_cont(length::DOUBLE, 0.75) AS high, quantile_cont(length::DOUBLE, ${nearlyAll}) AS slow, max(length) AS most, ${open}
  FROM ${from}
), marks AS (
  SELECT mark, (SELECT count(*) FROM span_rows WHERE length > mark) AS longer
  FROM (SELECT unnest([${marks[unit].join(", ")}]) AS mark)
), chosen_mark AS (
  SELECT first(mark ORDER BY mark) AS mark, first(longer ORDER BY mark) AS longer
  FROM marks, whole
  WHERE longer <= 0.25 * ended AND longer > 0
)
SELECT *, 100.0 * longer / nullif(ended, 0) AS share
FROM whole, chosen_mark
WHERE ended > 0
`;
}

function groupsSql({ groups }: DurationRole): string {
  const parts = groups.map(
    ({ key, ordered }, at) =>
      `SELECT ${quoteText(key)} AS grouping, ${at + 1} AS place, g${at + 1} AS member, ${ordered ? `try_cast(regexp_extract(g${at + 1}, '\\d+') AS INTEGER)` : "NULL::INTEGER"} AS step, length FROM span_rows WHERE length IS NOT NULL AND g${at + 1} IS NOT NULL`,
  );
  return `-- The groups of at least ${fewest} records, from the longest median; half of a group's records lie between low and high. \`differs\`:
-- the groups lie apart by more than chance in one of a hundred cases (Kruskal and Wallis).
WITH found AS (
  ${parts.join("\n  UNION ALL ")}
), ${apartByGrouping}, kept AS (
  SELECT grouping, any_value(place) AS place, member, any_value(step) AS step, count(*) AS records, median(length::DOUBLE) AS middle,
    quantile_cont(length::DOUBLE, 0.25) AS low, quantile_cont(length::DOUBLE, 0.75) AS high, max(length) AS most
  FROM found
  GROUP BY grouping, member
  HAVING count(*) >= ${fewest}
), ends AS (
  SELECT grouping, count(*) AS members, max(middle) AS first_value, min(middle) AS last_value,
    first(member ORDER BY middle DESC, member) AS first, first(member ORDER BY middle, member) AS last,
    count(*) FILTER (middle = (SELECT max(k.middle) FROM kept k WHERE k.grouping = kept.grouping)) AS first_ties,
    count(*) FILTER (middle = (SELECT min(k.middle) FROM kept k WHERE k.grouping = kept.grouping)) AS last_ties
  FROM kept
  GROUP BY grouping
), few AS (
  SELECT grouping, sum(n) AS few FROM (SELECT grouping, member, count(*) AS n FROM found GROUP BY ALL HAVING count(*) < ${fewest}) GROUP BY grouping
)
SELECT kept.* EXCLUDE (place, step), ends.* EXCLUDE (grouping), coalesce(differs, false) AS differs, coalesce(few, 0) AS few
FROM kept
JOIN ends USING (grouping)
LEFT JOIN tested USING (grouping)
LEFT JOIN few USING (grouping)
ORDER BY place, step NULLS LAST, middle DESC, member
`;
}

/** SQL of the test of Kruskal and Wallis for each grouping; see `apartSql`. */
const apartByGrouping = `ranks AS (
  SELECT grouping, member, rank() OVER (PARTITION BY grouping ORDER BY length) + (count(*) OVER (PARTITION BY grouping, length) - 1) / 2 AS seat FROM found
), placed AS (
  SELECT grouping, count(*) AS n, sum(seat) AS seats, sum(seat * seat) AS squares FROM ranks GROUP BY grouping
), between_groups AS (
  SELECT grouping, count(*) - 1 AS freedom, sum(seats * seats / n) AS squares
  FROM (SELECT grouping, member, count(*) AS n, sum(seat) AS seats FROM ranks GROUP BY grouping, member)
  GROUP BY grouping
), tested AS (
  SELECT grouping, (((n - 1) * greatest(b.squares - seats * seats / n, 0) / nullif(p.squares - seats * seats / n, 0) / freedom) ** (1 / 3)
    - (1 - 2 / (9 * freedom))) / sqrt(2 / (9 * freedom)) > 2.33 AS differs
  FROM placed p
  JOIN between_groups b USING (grouping)
  WHERE freedom > 0
)`;

/** Lengths in a day. */
const inDay: Readonly<Record<SpanUnit, number>> = { day: 1, hour: 24, minute: 1440 };

const courseSql = (
  grain: string,
  { unit, states }: DurationRole,
): string => `-- The median by when it began. A ${grain} is left out if more than a tenth of its records have not ended, or cannot have all
-- ended yet: until the last day in the table less time has passed than nine in ten take at most. Only the quick ones
-- would count. So is one of which fewer than ${fewest} have ended.
WITH periods_of AS (
  SELECT ${grain === "day" ? "begin_day" : `date_trunc('${grain}', begin_day)::DATE`} AS begun, count(*) AS records, count(length) AS ended, count(*) FILTER (NOT has_end${states === undefined ? "" : " AND NOT is_over"}) AS open, median(length::DOUBLE) AS middle,
    max(begin_day) AS last_begun_day
  FROM span_rows
  GROUP BY 1
), whole AS (
  SELECT *, ended >= ${fewest} AND 10 * open <= records
    AND last_begun_day + floor((SELECT slow FROM span) / ${inDay[unit]})::INTEGER <= (SELECT last_day FROM span) AS is_shown
  FROM periods_of
)
SELECT begun, records, middle, (SELECT count(*) FROM whole WHERE NOT is_shown) AS left_out,
  first_value(begun) OVER ends AS first_begun, first_value(middle) OVER ends AS first_middle,
  last_value(begun) OVER ends AS last_begun, last_value(middle) OVER ends AS last_middle
FROM whole
WHERE is_shown
WINDOW ends AS (ORDER BY begun ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
ORDER BY begun
`;

const longestSql = (
  hasDays: boolean,
): string => `-- Those that took longest: at most ten, and none of several of one length of which not all would be among them.
-- Where more than ten share the greatest length, one row says so, and the table is left out.
SELECT name, ${hasDays ? "begin_day, end_day, " : ""}length, count(*) OVER (ORDER BY length DESC) <= 10 AS is_listed
FROM span_rows
WHERE length IS NOT NULL
QUALIFY is_listed OR row_number() OVER (ORDER BY length DESC, name) = 1
ORDER BY length DESC, name
`;

/** Points for the median of each group, with a line between its quartiles. */
function groupsSpec(): unknown {
  const x = { type: "quantitative", scale: { zero: true } };
  return {
    $schema: schema,
    data: { name: "data" },
    height: { step: 18 },
    encoding: { y: memberAxis },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          x: { field: "low", ...x, axis: { title: null, format: ",.10~g", tickCount: 6 } },
          x2: { field: "high" },
        },
      },
      { mark: { type: "point", filled: true, size: 36 }, encoding: { x: { field: "middle", ...x } } },
    ],
  };
}

function courseSpec(format: string): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: 130,
    mark: { type: "line", point: true },
    encoding: {
      x: { field: "begun", type: "temporal", axis: { title: null, format, tickCount: 6, grid: false } },
      y: {
        field: "middle",
        type: "quantitative",
        scale: { zero: true },
        axis: { title: null, format: ",.10~g", tickCount: 5 },
      },
    },
  };
}
