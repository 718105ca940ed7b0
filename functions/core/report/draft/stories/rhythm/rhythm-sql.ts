import { scaled } from "../../blocks/parts.ts";
import type { DraftLanguage } from "../../draft.ts";
import { quoteText } from "../../quote.ts";
import { apartSql } from "../groups/apart-sql.ts";
import type { RhythmPart, RhythmRole } from "./rhythm-role.ts";
import { rhythmWords } from "./rhythm-words.ts";

/** What the queries on hours and weekdays are written from. */
export type RhythmSql = Pick<RhythmRole, "measure" | "hour" | "weekday" | "day" | "put" | "series">;

/** Decimals of a value; a mean of whole numbers has one more. */
export const decimalsOf = ({ put, measure }: RhythmSql, part: RhythmPart): number =>
  put === "sum" || (put === "records" && part === "hour")
    ? measure.decimals
    : Math.max(measure.decimals, measure.whole === true || measure.column === "*" ? 1 : 0);

/** SQL of each row's hour, weekday, day and value. @param where conditions beside those that it needs */
export function rowsSql(role: RhythmSql, source: string, where: readonly string[]): string {
  const { measure, hour, weekday, day, series } = role;
  const needed = [
    `(${measure.value}) IS NOT NULL`,
    ...(hour === undefined ? [] : [`(${hour}) IS NOT NULL`]),
    ...(weekday === undefined ? [] : [`(${weekday}) IS NOT NULL`]),
    ...where,
  ];
  return `SELECT
  ${hour ?? "NULL::INTEGER"} AS hour,
  ${weekday ?? "NULL::INTEGER"} AS weekday,
  ${day === undefined ? "NULL::DATE" : `${day}::DATE`} AS day,${series === undefined ? "" : `\n  ${series} AS series,`}
  ${scaled(measure)} AS value
FROM ${source}
WHERE ${needed.join("\n  AND ")}`;
}

/** Share of the days of a weekday that have at most as many values as a whole one. */
const usualDays = 0.75;

/**
 * SQL of the days that are compared. A first day that begins later than every other, or a last one that ends earlier,
 * is not a whole one. Records that lie on no grid are counted on each day from the first to the last, but for weekdays
 * that have none at all. Where most days have as many values as is usual of their weekday, others are no whole ones.
 */
export function daysSql({ put, series }: RhythmSql): string {
  const every = `SELECT unnest(generate_series(min(day)::TIMESTAMP, max(day)::TIMESTAMP, INTERVAL 1 DAY))::DATE AS day FROM seen`;
  const covered =
    put === "records"
      ? `SELECT day FROM (${every}) AS every_day WHERE isodow(day) IN (SELECT isodow(day) FROM seen)`
      : "SELECT day FROM seen";
  const n = series === undefined ? "" : ", count(DISTINCT (series, coalesce(hour, 0))) AS n";
  const lacking =
    series === undefined ? "false" : "n <> usual AND (SELECT 2 * count(*) FILTER (n = usual) >= count(*) FROM counts)";
  const usual =
    series === undefined
      ? ""
      : `, counts AS (
  SELECT day, n, quantile_disc(n, ${usualDays}) OVER (PARTITION BY isodow(day)) AS usual FROM seen
)`;
  return `WITH seen AS (
  SELECT day, min(hour) AS begins, max(hour) AS ends${n} FROM rhythm_rows WHERE day IS NOT NULL GROUP BY day
), ends AS (
  SELECT min(day) AS first_day, max(day) AS last_day,
    (SELECT max(begins) FROM seen WHERE day > (SELECT min(day) FROM seen)) AS begin_of_others,
    (SELECT min(ends) FROM seen WHERE day < (SELECT max(day) FROM seen)) AS end_of_others
  FROM seen
), covered AS (
  ${covered}
)${usual}, judged AS (
  SELECT day, coalesce((day = first_day AND begins > begin_of_others) OR (day = last_day AND seen.ends < end_of_others), false) AS is_cut
  FROM covered LEFT JOIN seen USING (day), ends
), lacking_of AS (
  SELECT day, is_cut, NOT is_cut AND ${lacking} AS is_lacking
  FROM judged${series === undefined ? "" : " JOIN counts USING (day)"}
)
SELECT day, isodow(day) AS weekday, is_cut, is_lacking, NOT (is_cut OR is_lacking) AS whole
FROM lacking_of
ORDER BY day`;
}

/** SQL of the condition that a row is of a whole day. */
const onWholeDays = " WHERE day IN (SELECT day FROM rhythm_days WHERE whole)";

/** SQL of one value for each hour, or weekday, and whole day. */
function cellsSql({ put, day }: RhythmSql, part: RhythmPart): string {
  const days = `(SELECT * FROM rhythm_days WHERE whole) AS d`;
  if (day === undefined)
    return `SELECT NULL::DATE AS day, ${part} AS part, ${put === "mean" ? "avg" : "sum"}(value)::DOUBLE AS value FROM rhythm_rows GROUP BY ALL`;
  const combined = put === "mean" ? "avg(r.value)::DOUBLE" : "coalesce(sum(r.value), 0)::DOUBLE";
  if (put !== "records")
    return `SELECT d.day, r.${part} AS part, ${combined} AS value FROM ${days} JOIN rhythm_rows r USING (day) GROUP BY ALL`;
  if (part === "weekday")
    return `SELECT d.day, d.weekday AS part, ${combined} AS value FROM ${days} LEFT JOIN rhythm_rows r USING (day) GROUP BY ALL`;
  return `SELECT d.day, h.part, ${combined} AS value
  FROM ${days} CROSS JOIN (SELECT DISTINCT hour AS part FROM rhythm_rows) AS h
  LEFT JOIN rhythm_rows r ON r.day = d.day AND r.hour = h.part
  GROUP BY ALL`;
}

/** Standard score beyond which one of seven weekdays is the highest, or the lowest, by chance in 1% of cases. */
const oneOfMany = 3.19;

/** SQL of whether days for which a condition holds differ from the others. */
const contrast = (of: string, beyond: number): string =>
  `coalesce((WITH ${apartSql(`(SELECT (${of}) AS member, value FROM cells)`)} SELECT score FROM tested), 0) > ${beyond}`;

/** SQL of the part with the highest or the lowest value. */
const end = (order: string): string =>
  `(SELECT * FROM parts WHERE NOT silent ORDER BY value ${order}, mean ${order}, part LIMIT 1)`;

/** Share of the range of mean ranks within which the part with the highest, or the lowest, mean must have its own. */
const nearEnd = 0.25;

/** SQL of the mean and the mean rank of each part. */
const rankedSql = `ranked AS (
  SELECT part, mean, place FROM means JOIN (SELECT member AS part, avg(place) AS place FROM ranks GROUP BY member) USING (part)
), `;

/** SQL of whether the part with the highest or the lowest mean has such ranks: a single value far from all has none. */
const asRanked = (order: string, apart: string): string =>
  `coalesce(${apart.replace("first_place", `first(place ORDER BY mean ${order}, part)`)} <= ${nearEnd} * (max(place) - min(place)), false)`;

/** How far a value must lie from another one where nothing says by how much they vary, as a share of it. */
const hardly = 0.01;

/**
 * SQL, as common tables, of the hours or weekdays: `parts` with their values, and `verdict`, whether these differ
 * beyond chance. Each whole day is one value of its weekday, and of each of its hours (Kruskal and Wallis, 1%), of
 * which the day's mean is taken away (J. L. Hodges and E. L. Lehmann, Ann. Math. Stat. 33, 1962, aligned ranks). The
 * weekend is also set against the other days, since two weeks show no more, and the highest and the lowest weekday
 * against the others (1% of all seven together), since one that stands out is little among seven. `high` and `low`
 * mark those that the highest and the lowest cannot be told apart from: by R. A. Fisher's least significant difference
 * (The Design of Experiments, 1935), two standard errors of a difference.
 */
export function partTables(role: RhythmSql, part: RhythmPart): string {
  const { put, day } = role;
  const hasDays = day !== undefined;
  const shown =
    put === "mean"
      ? `SELECT ${part} AS part, avg(value)::DOUBLE AS value FROM rhythm_rows${hasDays ? onWholeDays : ""} GROUP BY ALL`
      : put === "records" && part === "hour"
        ? "SELECT hour AS part, sum(value)::DOUBLE AS value FROM rhythm_rows GROUP BY ALL"
        : "SELECT part, mean AS value FROM means";
  const printed = `round(value, ${decimalsOf(role, part)})`;
  const contrasts =
    part === "weekday"
      ? [
          contrast("part > 5", 2.33),
          ...["DESC", "ASC"].map((order) =>
            contrast(`part = (SELECT part FROM means ORDER BY mean ${order}, part LIMIT 1)`, oneOfMany),
          ),
        ]
      : [];
  // What lies far from all is no slip among records, which are counted.
  const isRanked = hasDays && put !== "records";
  const asMeant = `
    AND (SELECT ${asRanked("DESC", "max(place) - first_place")}
      AND ${asRanked("ASC", "first_place - min(place)")} FROM ranked)`;
  const differs = hasDays
    ? `SELECT (${["coalesce((SELECT score FROM tested), 0) > 2.33", ...contrasts].join("\n    OR ")})${isRanked ? asMeant : ""} AS differs`
    : `SELECT max(value) - min(value) > ${hardly} * abs(max(value)) AS differs FROM parts`;
  const apart = (from: string): string =>
    `greatest(2 * deviation * sqrt(1 / parts.n::DOUBLE + 1 / ${from}.n::DOUBLE), ${hardly} * abs(${from}.mean))`;
  // Beside hours of which there is nothing, none is the lowest.
  const hushed = `((SELECT bool_or(silent) FROM parts)${put === "records" && part === "hour" ? " OR (SELECT count(*) FROM parts) < 24" : ""})`;
  return `cells AS (
  ${cellsSql(role, part)}
), aligned AS (
  SELECT part, value, ${part === "hour" ? "value - avg(value) OVER (PARTITION BY day)" : "value"} AS own FROM cells
), ${!hasDays ? "" : `${apartSql("(SELECT part AS member, own AS value FROM aligned)")}, `}means AS (
  SELECT part, count(*) AS n, avg(value) AS mean, coalesce(var_samp(own), 0) AS variance FROM aligned GROUP BY part
), spread AS (
  SELECT coalesce(sqrt(sum(variance * (n - 1)) / nullif(sum(n - 1), 0)), 0) AS deviation FROM means
), shown AS (
  ${shown}
), parts AS (
  SELECT part, n, mean, ${printed} AS value, ${role.measure.adds ? `${printed} = 0` : "false"} AS silent FROM means JOIN shown USING (part)
), marked AS (
  SELECT parts.*, parts.mean >= top.mean - ${apart("top")} AS high,
    NOT ${hushed} AND parts.mean <= bottom.mean + ${apart("bottom")} AS low
  FROM parts, spread, ${end("DESC")} AS top, ${end("ASC")} AS bottom
), ${isRanked ? rankedSql : ""}verdict AS (
  ${differs}
)`;
}

/** SQL of an hour as a clock shows it. */
const clock = (of: string): string => `lpad((${of})::VARCHAR, 2, '0') || ':00'`;

/** SQL of the first or the last day that is no whole one. */
const partial = (end: string): string => `(SELECT ${end}(day) FROM rhythm_days WHERE is_cut)`;

/** SQL of hours that lie together as spans: “between 23:00 and 05:00”; NULL if they are scattered. */
function spansSql(hours: string, language: DraftLanguage): string {
  const { between, and } = rhythmWords[language];
  const [before, middle, after] = between;
  return `(WITH gone AS (${hours}), spans AS (
    SELECT min(h) AS a, max(h) + 1 AS b FROM (SELECT h, h - row_number() OVER (ORDER BY h) AS span FROM gone) GROUP BY span
  ), joined AS (
    -- Around midnight they are one span.
    SELECT a, CASE WHEN b = 24 AND a > 0 THEN coalesce((SELECT s.b FROM spans s WHERE s.a = 0), 24) ELSE b END AS b
    FROM spans WHERE a > 0 OR NOT EXISTS (SELECT 1 FROM spans s WHERE s.b = 24 AND s.a > 0)
  ) SELECT CASE WHEN count(*) <= 2 THEN string_agg(${quoteText(before)} || ${clock("a")} || ${quoteText(middle)} || ${clock("b")} || ${quoteText(after)}, ${quoteText(and)} ORDER BY a) END FROM joined)`;
}

/** SQL of the hours or weekdays in their order, each with what the sentences say of all. */
export function partsSql(role: RhythmSql, part: RhythmPart, language: DraftLanguage): string {
  const { weekdays, and } = rhythmWords[language];
  const label =
    part === "hour" ? "lpad(part::VARCHAR, 2, '0') || ':00'" : `[${weekdays.map(quoteText).join(", ")}][part]`;
  const named = (which: string): string =>
    `(SELECT regexp_replace(string_agg(${label}, ', ' ORDER BY part), ', ([^,]*)$', ${quoteText(`${and}\\1`)}) FROM marked WHERE ${which}) AS ${which}_names, (SELECT count(*) FROM marked WHERE ${which}) AS ${which}_count,
  (SELECT min(value) FROM marked WHERE ${which}) AS ${which}_from, (SELECT max(value) FROM marked WHERE ${which}) AS ${which}_to`;
  const silent = "SELECT part AS h FROM marked WHERE silent";
  const absent = "SELECT h FROM (SELECT unnest(range(24)) AS h) WHERE h NOT IN (SELECT part FROM marked)";
  const isCounted = role.put === "records";
  const ofHours =
    part === "hour"
      ? `${spansSql(isCounted ? `${silent} UNION ALL ${absent}` : silent, language)} AS silent_hours,
  ${isCounted ? "NULL::VARCHAR" : spansSql(absent, language)} AS absent_hours`
      : "NULL::VARCHAR AS silent_hours, NULL::VARCHAR AS absent_hours";
  return `-- The ${part === "hour" ? "hours of the day" : "weekdays"}, in their order, and whether they differ by more than chance.
WITH ${partTables(role, part)}
SELECT ${label} AS member, part, value, differs,
  max(value) OVER () AS most, min(value) OVER () AS least,
  ${named("high")},
  ${named("low")},
  ${ofHours},
  ${role.day === undefined ? "NULL::DATE AS partial, NULL::DATE AS partial_too" : `${partial("min")} AS partial, ${partial("max")} AS partial_too`}${role.series === undefined ? "" : ",\n  (SELECT count(*) FROM rhythm_days WHERE is_lacking) AS incomplete"}
FROM marked, verdict
ORDER BY part
`;
}

/** SQL of what the highest cell is of; NULL if there are several. */
const peak = (of: string): string =>
  `(SELECT any_value(${of}) FROM cells WHERE value = (SELECT max(value) FROM cells) HAVING count(*) = 1)`;

/** SQL of each weekday and hour, in their order, and the highest of them if it is the only one. */
export function gridSql(role: RhythmSql, language: DraftLanguage): string {
  const [weekday, hour] = [
    `[${rhythmWords[language].weekdays.map(quoteText).join(", ")}][weekday]`,
    "lpad(hour::VARCHAR, 2, '0') || ':00'",
  ];
  const whole = role.day === undefined ? "" : onWholeDays;
  return `-- Each weekday and hour; of several days their mean.
WITH slots AS (
  SELECT day, weekday, hour, ${role.put === "mean" ? "avg" : "sum"}(value)::DOUBLE AS value FROM rhythm_rows${whole}
  GROUP BY ALL
), cells AS (
  SELECT weekday, hour, round(avg(value), ${decimalsOf(role, "weekday")}) AS value FROM slots GROUP BY ALL
)
SELECT ${weekday} AS day_name, ${hour} AS hour_name, value,
  ${peak(weekday)} AS peak_day, ${peak(hour)} AS peak_hour, max(value) OVER () AS peak
FROM cells
ORDER BY weekday, hour
`;
}
