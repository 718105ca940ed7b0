import { type Files, leavingOut, memberAxis, type Plan, scaled, sourceOf, spec } from "../../blocks/parts.ts";
import { hasInstants } from "../../blocks/period-queries.ts";
import { quoteText } from "../../quote.ts";
import type { RhythmRole } from "./rhythm-role.ts";
import { rhythmWords } from "./rhythm-words.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Queries and charts of the hours and weekdays at which there is most. */
export function writeRhythm(files: Files, plan: Plan, role: RhythmRole): void {
  const { roles, language } = plan;
  const { measure, hour, weekday, day } = role;
  const where = [
    `(${measure.value}) IS NOT NULL`,
    ...(hour === undefined ? [] : [`(${hour}) IS NOT NULL`]),
    ...(weekday === undefined ? [] : [`(${weekday}) IS NOT NULL`]),
    ...leavingOut(roles.members, roles.apart),
  ];
  files.set(
    "queries/rhythm_rows.sql",
    `-- Each row: its hour, its weekday (1 is Monday), its day, and its value.
SELECT
  ${hour ?? "NULL::INTEGER"} AS hour,
  ${weekday ?? "NULL::INTEGER"} AS weekday,
  ${day === undefined ? "NULL::DATE" : `${day}::DATE`} AS day,
  ${scaled(measure)} AS value
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`,
  );
  if (hour !== undefined) {
    files.set(
      "queries/rhythm_hours.sql",
      partsSql(role, "hour", "lpad(part::VARCHAR, 2, '0') || ':00'", "-- The hours of the day, in their order."),
    );
    files.set("charts/rhythm-hours.vl.json", spec(hoursSpec()));
  }
  if (weekday === undefined) return;
  const names = `[${rhythmWords[language].weekdays.map(quoteText).join(", ")}][part]`;
  // A first or last day of which the table has a part only is no weekday.
  const isWhole = day !== undefined && roles.time !== undefined && hasInstants(roles.time);
  const whole = isWhole ? "(FROM rhythm_rows WHERE day IN (SELECT period FROM periods))" : "rhythm_rows";
  files.set("queries/rhythm_weekdays.sql", partsSql(role, "weekday", names, "-- The weekdays, in their order.", whole));
  files.set("charts/rhythm-weekdays.vl.json", spec(weekdaysSpec()));
}

/** SQL of the value of each hour or weekday, and of the highest and the lowest. */
function partsSql(
  { put, measure }: RhythmRole,
  part: "hour" | "weekday",
  label: string,
  about: string,
  rows = "rhythm_rows",
): string {
  const days = part === "hour" ? "(SELECT count(DISTINCT day) FROM rhythm_rows)" : "count(DISTINCT day)";
  const value = { days: `sum(value)::DOUBLE / ${days}`, slots: "avg(value)", mean: "avg(value)", sum: "sum(value)" }[
    put
  ];
  const from = put === "slots" ? `(SELECT day, ${part}, sum(value)::DOUBLE AS value FROM ${rows} GROUP BY ALL)` : rows;
  const decimals = decimalsOf({ put, measure });
  return `${about}
WITH parts AS (
  SELECT ${part} AS part, round((${value})::DOUBLE, ${decimals}) AS value, count(*) AS records
  FROM ${from}
  GROUP BY ALL
)
SELECT ${label} AS member, part, value, records,
  max(value) OVER () AS most, min(value) OVER () AS least,
  (SELECT string_agg(${label}, ', ' ORDER BY part) FROM parts WHERE value = (SELECT max(value) FROM parts)) AS first,
  (SELECT string_agg(${label}, ', ' ORDER BY part) FROM parts WHERE value = (SELECT min(value) FROM parts)) AS last,
  count(*) OVER () AS parts, ${part === "hour" ? `(SELECT string_agg(lpad(h::VARCHAR, 2, '0') || ':00', ', ' ORDER BY h) FROM (SELECT unnest(range(24)) AS h) WHERE h NOT IN (SELECT part FROM parts))` : "NULL::VARCHAR"} AS absent
FROM parts
-- Where all are alike, none is the highest.
WHERE (SELECT max(value) > min(value) FROM parts)
ORDER BY part
`;
}

/** Decimals of a value; a mean of whole numbers has one more. */
export const decimalsOf = ({ put, measure }: Pick<RhythmRole, "put" | "measure">): number =>
  put === "sum"
    ? measure.decimals
    : Math.max(measure.decimals, measure.whole === true || measure.column === "*" ? 1 : 0);

const value = { field: "value", type: "quantitative", axis: { title: null, format: ",.10~g", tickCount: 5 } };

function hoursSpec(): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: 140,
    mark: "bar",
    encoding: {
      x: { field: "member", type: "nominal", sort: null, axis: { title: null, ticks: false } },
      y: value,
    },
  };
}

const weekdaysSpec = (): unknown => ({
  $schema: schema,
  data: { name: "data" },
  height: { step: 16 },
  mark: "bar",
  encoding: { y: memberAxis, x: value },
});
