import { type Files, leavingOut, memberSql, type Plan, sourceOf, spec, valueSql } from "./parts.ts";

const number = ",.10~g";

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
  ${valueSql(measures)} AS value
FROM ${sourceOf(roles)}
WHERE ${where.join("\n  AND ")}
`,
  );
  files.set(
    "queries/groups.sql",
    `-- The groups from the highest median; half of a group's values lie between low and high.
SELECT
  member, count(value) AS records, median(value::DOUBLE) AS middle,
  quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high, min(value) AS least, max(value) AS most
FROM facts
GROUP BY member
HAVING count(value) > 0
ORDER BY middle DESC, member
LIMIT 40
`,
  );
  files.set(
    "queries/standing.sql",
    `-- The whole, and the groups with the highest and the lowest median.
SELECT
  count(value) AS records, count(DISTINCT member) AS members, median(value::DOUBLE) AS middle,
  quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high, min(value) AS least, max(value) AS most,
  (SELECT first(member ORDER BY middle DESC, member) FROM groups) AS first, (SELECT max(middle) FROM groups) AS first_value,
  (SELECT first(member ORDER BY middle, member) FROM groups) AS last, (SELECT min(middle) FROM groups) AS last_value
FROM facts
WHERE value IS NOT NULL
`,
  );
  files.set(
    "queries/records_shown.sql",
    "-- Each value, for its distribution.\nSELECT value FROM facts WHERE value IS NOT NULL ORDER BY value LIMIT 50000\n",
  );
  files.set("charts/groups.vl.json", spec(groupsSpec()));
  files.set("charts/spread.vl.json", spec(spreadSpec()));
}

function groupsSpec(): unknown {
  const x = { type: "quantitative", scale: { zero: false } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: { step: 18 },
    encoding: {
      y: { field: "member", type: "nominal", sort: null, axis: { title: null, ticks: false, domain: false } },
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

function spreadSpec(): unknown {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 120,
    mark: { type: "bar", binSpacing: 1 },
    encoding: {
      x: {
        field: "value",
        type: "quantitative",
        bin: { maxbins: 24 },
        axis: { title: null, format: number, tickCount: 8, grid: false },
      },
      y: { aggregate: "count", type: "quantitative", axis: { title: null, format: ",d", tickCount: 4 } },
    },
  };
}
