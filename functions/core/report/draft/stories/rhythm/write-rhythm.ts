import { type Files, leavingOut, memberAxis, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import type { RhythmRole } from "./rhythm-role.ts";
import { daysSql, gridSql, partsSql, rowsSql } from "./rhythm-sql.ts";

const schema = "https://vega.github.io/schema/vega-lite/v6.json";

/** Queries and charts of the hours and weekdays at which there is most. */
export function writeRhythm(files: Files, plan: Plan, role: RhythmRole): void {
  const { roles, language } = plan;
  const { day, shows } = role;
  files.set(
    "queries/rhythm_rows.sql",
    `-- Each row: its hour, its weekday (1 is Monday), its day, and its value.
${rowsSql(role, sourceOf(roles), leavingOut(roles.members, roles.apart))}
`,
  );
  if (day !== undefined)
    files.set(
      "queries/rhythm_days.sql",
      `-- The days that are compared; a first or a last one of which some hours are missing is not whole.
${daysSql(role)}
`,
    );
  if (shows.hours) {
    files.set("queries/rhythm_hours.sql", partsSql(role, "hour", language));
    files.set("charts/rhythm-hours.vl.json", spec(hoursSpec()));
  }
  if (shows.weekdays) {
    files.set("queries/rhythm_weekdays.sql", partsSql(role, "weekday", language));
    files.set("charts/rhythm-weekdays.vl.json", spec(weekdaysSpec()));
  }
  if (!shows.grid) return;
  files.set("queries/rhythm_grid.sql", gridSql(role, language));
  files.set("charts/rhythm-grid.vl.json", spec(gridSpec()));
}

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

function gridSpec(): unknown {
  return {
    $schema: schema,
    data: { name: "data" },
    height: { step: 16 },
    mark: "rect",
    encoding: {
      // Hours lie in their order, also where the first weekday has few.
      x: { field: "hour_name", type: "nominal", sort: "ascending", axis: { title: null, ticks: false } },
      y: { ...memberAxis, field: "day_name" },
      color: { field: "value", type: "quantitative", legend: { title: null, format: ",.10~g" } },
    },
  };
}
