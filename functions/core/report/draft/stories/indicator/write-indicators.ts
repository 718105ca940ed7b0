import { axisPattern, type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { quoteName, quoteText } from "../../quote.ts";
import type { IndicatorRole } from "./indicator-role.ts";
import { indicatorWords } from "./indicator-words.ts";

/** Queries and a chart of the indicators of a table, and of their targets. */
export function writeIndicators(files: Files, plan: Plan, role: IndicatorRole): void {
  const { roles, language } = plan;
  files.set("queries/indicator_rows.sql", rowsSql(plan, role));
  files.set("queries/indicators.sql", listSql(role, plan));
  files.set("queries/indicator.sql", wholeSql(role));
  if (role.day === undefined) return;
  files.set("queries/indicator_course.sql", courseSql);
  files.set(
    "charts/indicators.vl.json",
    spec(panelsSpec(axisPattern(roles.time!.grain, language).replace("%Y年", "%y年").replace("%Y", "’%y"), role)),
  );
}

const listed = (texts: readonly string[]): string => texts.map((text) => quoteText(text)).join(", ");

/** SQL of which side is better: as a column says, or else as the name does. */
function betterSql({ kind, better, sides }: IndicatorRole): string {
  const column = better === undefined ? "" : quoteName(better.column);
  const cases = [
    ...(better === undefined || better.high.length === 0
      ? []
      : [`WHEN ${column} IN (${listed(better.high)}) THEN 'high'`]),
    ...(better === undefined || better.low.length === 0
      ? []
      : [`WHEN ${column} IN (${listed(better.low)}) THEN 'low'`]),
    ...(["high", "low"] as const).flatMap((side) => {
      const names = sides.filter((one) => one.side === side).map(({ name }) => name);
      return names.length === 0 ? [] : [`WHEN trim(${quoteName(kind.column)}) IN (${listed(names)}) THEN '${side}'`];
    }),
  ];
  return cases.length === 0 ? "NULL::VARCHAR" : `CASE ${cases.join(" ")} END`;
}

function rowsSql({ roles }: Plan, role: IndicatorRole): string {
  const { kind, value, target, unit, day } = role;
  const own = quoteName(kind.column);
  const where = [
    `${own} IS NOT NULL`,
    ...(day === undefined ? [] : [`(${day}) IS NOT NULL`]),
    ...leavingOut(roles.members, roles.apart),
  ];
  return `-- Each value of an indicator beside its target, and on which side of it is better: \`high\` or \`low\`, where it is known.
SELECT
  trim(${own}) AS member,
  ${day ?? "NULL::DATE"} AS day,
  ${quoteName(value.column)}::DOUBLE AS value,
  ${target === undefined ? "NULL::DOUBLE" : `${quoteName(target.column)}::DOUBLE`} AS target,
  ${unit === undefined ? "NULL::VARCHAR" : `nullif(trim(${quoteName(unit)}), '')`} AS unit,
  ${betterSql(role)} AS better
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`;
}

/** SQL of the last day on which at least half of the indicators have a value. */
const lastDay = `(
    SELECT day FROM (SELECT day, count(DISTINCT member) AS n FROM indicator_rows WHERE value IS NOT NULL GROUP BY day)
    ORDER BY 2 * n >= (SELECT count(DISTINCT member) FROM indicator_rows WHERE value IS NOT NULL) DESC, day DESC LIMIT 1
  )`;

/** SQL of what is printed behind a value. */
const afterSql = (language: Plan["language"]): string =>
  `CASE WHEN unit IS NULL OR regexp_full_match(unit, '(?i)-|–|—|count|counts|number|anzahl|#|n/?a|none|个|数量') THEN '' WHEN unit = '%' THEN '${language === "de" ? "\u00a0%" : "%"}' WHEN regexp_matches(unit, '^\\p{Han}') THEN unit ELSE '\u00a0' || unit END`;

function listSql({ day, places, target }: IndicatorRole, { language }: Plan): string {
  const words = indicatorWords[language].states;
  const now = day === undefined ? "true" : "day = last";
  const before = day === undefined ? "NULL::DOUBLE" : "arg_max(value, day) FILTER (day < last AND value IS NOT NULL)";
  const reached = "CASE better WHEN 'high' THEN value >= target WHEN 'low' THEN value <= target END";
  return `-- The indicators: the value and the target of the last day on which at least half of them have one, the value
-- before, and in how many periods the target was reached.
WITH judged AS (
  SELECT *, ${reached} AS reached, ${day === undefined ? "NULL::DATE" : lastDay} AS last
  FROM indicator_rows
), latest AS (
  SELECT member, max(last) AS last, max(value) FILTER (${now}) AS value, max(target) FILTER (${now}) AS target,
    ${before} AS before, max(unit) AS unit, max(better) AS better, bool_and(reached) FILTER (${now}) AS reached,
    count(reached) AS judged, count(*) FILTER (reached) AS times
  FROM judged
  GROUP BY member
)
SELECT member, last, value, target, before, round(value - target, ${places}) + 0 AS difference, round(value - before, ${places}) + 0 AS change, unit, ${afterSql(language)} AS after,
  CASE WHEN value IS NULL THEN 'missing' WHEN reached THEN 'reached' WHEN NOT reached THEN 'missed' WHEN target IS NULL THEN 'aimless' WHEN value > target THEN 'above' WHEN value < target THEN 'below' ELSE 'equal' END AS state,
  ${target === undefined ? "NULL::VARCHAR" : `CASE WHEN value IS NULL THEN ${quoteText(words.missing)} WHEN reached THEN ${quoteText(words.reached)} WHEN NOT reached THEN ${quoteText(words.missed)} WHEN value > target THEN ${quoteText(words.above)} WHEN value < target THEN ${quoteText(words.below)} WHEN target IS NOT NULL THEN ${quoteText(words.equal)} END`} AS said,
  CASE WHEN judged > 0 THEN times || ' / ' || judged END AS often
FROM latest
ORDER BY member
`;
}

const wholeSql = ({
  target,
}: IndicatorRole): string => `-- How many of them have reached their targets${target === undefined ? ", and how many rose" : ""}.
SELECT count(*) AS members, max(last) AS last, count(value) AS valued,
  count(*) FILTER (state IN ('reached', 'missed')) AS judged, count(*) FILTER (state = 'reached') AS reached, count(*) FILTER (state = 'missed') AS missed,
  count(*) FILTER (state = 'above') AS above, count(*) FILTER (state = 'below') AS below, count(*) FILTER (state = 'missing') AS missing,
  count(change) AS changed, count(*) FILTER (change > 0) AS rose, count(*) FILTER (change < 0) AS fell
FROM indicators
HAVING count(value) > 0
`;

const courseSql = `-- The course of each indicator, and of its target.
SELECT member, day AS period, value, target
FROM indicator_rows
WHERE member IN (SELECT member FROM indicator_rows WHERE value IS NOT NULL GROUP BY member HAVING count(DISTINCT day) > 2)
ORDER BY member, period
`;

const yOf = (field: string): unknown => ({
  field,
  type: "quantitative",
  scale: { zero: false },
  axis: { title: null, format: ",.10~g", tickCount: 3 },
});

/** A small panel for each indicator, with its target as a broken line. */
function panelsSpec(format: string, { target }: IndicatorRole): unknown {
  const x = { field: "period", type: "temporal", axis: { title: null, format, tickCount: 2, grid: false } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    facet: { field: "member", type: "nominal", title: null, header: { labelAnchor: "start" } },
    columns: 4,
    spec: {
      width: 88,
      height: 52,
      layer: [
        ...(target === undefined
          ? []
          : [
              {
                mark: { type: "line", strokeWidth: 0.8, strokeDash: [3, 2], color: "#8a8a90" },
                encoding: { x, y: yOf("target") },
              },
            ]),
        { mark: { type: "line", strokeWidth: 1.2 }, encoding: { x, y: yOf("value") } },
      ],
    },
    // An axis below each: below a last row that is not full, shared ones would stand alone.
    resolve: { scale: { y: "independent" }, axis: { x: "independent" } },
  };
}
