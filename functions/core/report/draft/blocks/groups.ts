import { nearSql } from "./tied.ts";
import { absentSql, lacksValue, soldBy, soldOtherwise, unvaluedSql } from "./other-units.ts";
import { apartSql } from "../stories/groups/apart-sql.ts";
import { isOrdered } from "./cross.ts";
import { orderSql } from "./order.ts";
import { besideMeasures, besideOfGroups } from "./other-measures.ts";
import { byOtherGroups, otherGroups } from "./other-groups.ts";
import {
  alikeSql,
  memberAxis,
  type Files,
  leavingOut,
  memberSql,
  type Plan,
  sourceOf,
  spec,
  unnamedSql,
  valueSql,
} from "./parts.ts";
import { type CutList, cutColumns } from "./cut.ts";

const number = ",.10~g";

/**
 * Query of the intervals of a histogram. An edge is a whole number of units over a power of ten, so it is the same
 * number as a value that is written like it: 2.9, and not 29 times 0.1, which is a little more.
 */
export const binsSql = (
  before = "",
): string => `-- How many records lie in each interval: of 1, 2 or 5 times a power of ten, at most 24 of them.
${aboutEdges}
WITH ${before}${intervalsSql}
${countedSql}
ORDER BY low
`;

const aboutEdges =
  "-- An edge is a whole multiple of `unit` over `parts`, one of which is 1: 29 / 10 is 2.9, but 29 * 0.1 is not.";

/** SQL, as common tables up to `places`, of the interval of each value of `facts`. */
const intervalsSql = `steps AS (
  SELECT digit * CAST('1e' || greatest(power, 0) AS DOUBLE) AS unit, CAST('1e' || greatest(-power, 0) AS DOUBLE) AS parts
  FROM (VALUES (1), (2), (5)) AS digits(digit), range(-12, 18) AS powers(power)
), usual AS (
  SELECT quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high, min(value) = max(value) AS is_one FROM facts
), shown AS (
  -- Without the value that most records have: beside its column nothing else would be seen.
  SELECT value FROM facts, usual WHERE value IS NOT NULL AND (low < high OR value <> low OR is_one)
), span AS (
  SELECT min(value)::DOUBLE AS least, max(value)::DOUBLE AS most, bool_and(value::DOUBLE = floor(value::DOUBLE)) AS is_whole FROM shown
), width AS (
  SELECT unit, parts
  FROM steps, span
  -- Whole numbers have no interval between them.
  WHERE (unit >= parts OR NOT is_whole) AND CASE WHEN least = most THEN unit = parts ELSE floor(most * parts / unit) - floor(least * parts / unit) < 24 END
  ORDER BY unit / parts
  LIMIT 1
), near AS (
  SELECT value::DOUBLE AS value, round(value::DOUBLE * parts / unit) AS edge, unit, parts
  FROM shown, width
), places AS (
  -- What lies below its next edge is in the interval before; a hundred-trillionth is an error of rounding.
  SELECT edge - (value + 1e-14 * abs(value) < edge * unit / parts)::INTEGER AS place, unit, parts FROM near
)`;

const countedSql = `SELECT place * unit / parts AS low, (place + 1) * unit / parts AS high, count(*) AS records
FROM places
GROUP BY ALL`;

/** The same with whether each whole number has a bar of its own: also those that none has, and which lie between. */
const stepsQuery = `-- How many records have each whole number of a scale, or else lie in each interval: of 1, 2 or 5 times a power of ten, at
-- most 24 of them.
${aboutEdges}
WITH ${intervalsSql}, counted AS (
  ${countedSql.replaceAll("\n", "\n  ")}
), ends AS (
  SELECT min(low) AS least, max(low) AS most, any_value(is_whole AND unit = parts) AS is_whole FROM counted, span, width
)
SELECT counted.*, is_whole FROM counted, ends
UNION ALL
SELECT step, step + 1, 0, true
FROM (SELECT unnest(range(least::INTEGER, most::INTEGER))::DOUBLE AS step FROM ends WHERE is_whole)
WHERE step NOT IN (SELECT low FROM counted)
ORDER BY low
`;

/** Most different whole numbers that have a bar of their own; the intervals are no more. */
const mostSteps = 24;

/** Whether some measure is of whole numbers that are few: grades, stars, children. */
export const hasSteps = ({ roles: { measures, looks } }: Plan): boolean =>
  measures.some(({ column, whole, scale }) => {
    const look = looks.find(({ name }) => name === column);
    return whole === true && scale === 1 && look !== undefined && look.high - look.low < mostSteps;
  });

/** The query and the charts of a histogram: of whole numbers that are few, with a bar for each. */
export function writeSpreadOf(files: Files, plan: Plan): void {
  files.set("queries/bins.sql", hasSteps(plan) ? stepsQuery : binsSql());
  files.set("charts/spread.vl.json", spec(spreadSpec()));
  if (hasSteps(plan)) files.set("charts/spread-whole.vl.json", spec(wholeSpec()));
}

/** Queries and charts of a report on records in groups. */
export function writeGroups(files: Files, plan: Plan): void {
  const { roles } = plan;
  const { members, measures } = roles;
  const where = [
    `${members.length === 1 ? members[0]!.value : `(${memberSql(members)})`} IS NOT NULL`,
    ...leavingOut(members, roles.apart),
  ];
  files.set(
    "queries/facts.sql",
    `-- Each record: its group and the value that the report is about.
SELECT
  ${memberSql(members)} AS member,
  ${valueSql(measures)} AS value${soldBy(plan)}
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`,
  );
  files.set(
    "queries/groups.sql",
    `-- The groups ${isOrdered(plan) ? "in the order of their own" : "from the highest median"}; half of a group's values lie between low and high.
SELECT
  member, count(value) AS records, median(value::DOUBLE) AS middle,
  quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high, min(value) AS least, max(value) AS most
FROM facts
GROUP BY member
HAVING count(value) > 0
ORDER BY ${orderSql(members).replace("value", "middle")}
LIMIT 40
`,
  );
  files.set("queries/standing.sql", standingSql(plan));
  writeBeside(files, plan, where);
  files.set("charts/groups.vl.json", spec(groupsSpec()));
  writeSpreadOf(files, plan);
}

/** The groups of the chart and the table. */
const groupList: CutList = { name: "groups", shown: 40, few: 40 };

const standingSql = (plan: Plan): string => `-- The whole, and the groups with the highest and the lowest median of all.
WITH medians AS (
  SELECT member, median(value::DOUBLE) AS middle, count(value) AS n FROM facts GROUP BY member HAVING count(value) > 0
), ${unvaluedSql}, ${apartSql("facts")}, quartiles AS (
  SELECT quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high FROM facts
)
SELECT
  (SELECT count(*) FROM facts) AS rows, (SELECT count(*) FROM facts WHERE ${lacksValue(plan)}) AS missing${soldOtherwise(plan)}${absentSql},
  count(value) AS records, count(DISTINCT member) AS members, median(value::DOUBLE) AS middle,
  any_value(low) AS low, any_value(high) AS high, min(value) AS least, max(value) AS most,
  -- So many in a hundred lie within the quartiles, or on them.
  100.0 * count(*) FILTER (value::DOUBLE BETWEEN low AND high) / nullif(count(value), 0) AS within,
  (SELECT first(member ORDER BY middle DESC, member) FROM medians) AS first, (SELECT max(middle) FROM medians) AS first_value,
  (SELECT count(*) FROM medians WHERE ${alikeSql("middle", "(SELECT max(middle) FROM medians)", "(SELECT decimals FROM measure)")}) AS first_ties,
  ${isOrdered(plan) ? "" : `${cutColumns("(FROM medians ORDER BY middle DESC, member)", [groupList], "middle")},`}
  (SELECT min(middle) FROM medians WHERE ${alikeSql("middle", "(SELECT max(middle) FROM medians)", "(SELECT decimals FROM measure)")}) AS first_low,
  (SELECT max(middle) FROM medians) AS first_top,
  (SELECT ${nearSql("min(middle)", "max(middle)", "(SELECT decimals FROM measure)")}
    FROM medians WHERE ${alikeSql("middle", "(SELECT max(middle) FROM medians)", "(SELECT decimals FROM measure)")}) AS first_near,
  (SELECT first(member ORDER BY middle, member) FROM medians) AS last, (SELECT min(middle) FROM medians) AS last_value,
  (SELECT count(*) FROM medians WHERE ${alikeSql("middle", "(SELECT min(middle) FROM medians)", "(SELECT decimals FROM measure)")}) AS last_ties,
  -- Names that are numbers, or yes and no, need the word of what they tell.
  (SELECT bool_and(regexp_full_match(lower(member), '[-–0-9., ]+|yes|no|y|n|true|false|ja|nein|是|否')) FROM medians) AS bare,
  count(*) FILTER (value <> low) AS others, sum(value) AS total,
  -- Groups lie apart by more than chance, and those with the highest and the lowest median have some records.
  coalesce((SELECT differs FROM tested), false)
    AND (SELECT min(n) >= 3 FROM medians WHERE middle IN ((SELECT max(middle) FROM medians), (SELECT min(middle) FROM medians))) AS differs,
  -- Records that name no group.
  ${unnamedSql(plan, plan.roles.members)} AS unnamed
FROM facts, quartiles
WHERE value IS NOT NULL
`;

/** Queries of the other measures, and of the other columns. */
function writeBeside(files: Files, plan: Plan, where: readonly string[]): void {
  if (besideMeasures(plan).length > 0) {
    files.set("queries/others.sql", besideOfGroups(plan));
    files.set(
      "queries/table.sql",
      `-- The groups with the other measures beside them.
SELECT groups.*, others.* EXCLUDE (member)
FROM (SELECT *, row_number() OVER () AS seat FROM groups) groups
LEFT JOIN others USING (member)
ORDER BY seat
`,
    );
  }
  if (otherGroups(plan).length > 0) files.set("queries/divided.sql", byOtherGroups(plan, where));
}

/** The chart of the middles of groups, with the half of each. */
export function groupsSpec(): unknown {
  const x = { type: "quantitative", scale: { zero: false } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: { step: 15 },
    encoding: {
      y: memberAxis,
    },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          x: { field: "low", ...x, axis: { title: null, format: number, tickCount: 5 } },
          x2: { field: "high" },
        },
      },
      { mark: { type: "point", filled: true, size: 36 }, encoding: { x: { field: "middle", ...x } } },
    ],
  };
}

/** The chart of a histogram. */
export function spreadSpec(): unknown {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 120,
    mark: { type: "bar", binSpacing: 1 },
    encoding: {
      x: {
        field: "low",
        type: "quantitative",
        bin: "binned",
        axis: { title: null, format: number, tickCount: 8, grid: false },
      },
      x2: { field: "high" },
      y: { field: "records", type: "quantitative", axis: { title: null, format: ",d", tickCount: 4, tickMinStep: 1 } },
    },
  };
}

/** The chart of how many have each whole number. */
function wholeSpec(): unknown {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 120,
    mark: "bar",
    encoding: {
      x: { field: "low", type: "ordinal", axis: { title: null, format: number, labelAngle: 0, ticks: false } },
      y: { field: "records", type: "quantitative", axis: { title: null, format: ",d", tickCount: 4, tickMinStep: 1 } },
    },
  };
}
