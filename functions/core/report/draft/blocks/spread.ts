import { lacksValue, soldBy, soldOtherwise } from "./other-units.ts";
import { writeSpreadOf } from "./groups.ts";
import { besideMeasures, besideOfRecords } from "./other-measures.ts";
import { besideQuery, correlationOf, otherSql } from "./cross.ts";
import { type Files, hasOther, type Plan, sourceOf, spec, valueSql } from "./parts.ts";

const number = ",.10~g";

/** Queries and charts of a report on records that nothing names or groups. */
export function writeSpread(files: Files, plan: Plan): void {
  const { roles } = plan;
  const other = hasOther(plan);
  files.set(
    "queries/facts.sql",
    `-- Each record: the value that the report is about${other ? ", and the one beside it" : ""}.
SELECT
  ${valueSql(roles.measures)} AS value${other ? `,\n  ${otherSql(roles.measures)} AS other` : ""}${soldBy(plan)}
FROM ${sourceOf(roles)}
`,
  );
  files.set("queries/standing.sql", standingQuery(plan));
  writeSpreadOf(files, plan);
  files.set("queries/marks.sql", marksQuery);
  if (besideMeasures(plan).length > 0) files.set("queries/others.sql", besideOfRecords(plan));
  if (!other) return;
  files.set("queries/beside.sql", besideQuery(plan));
  files.set("queries/relation.sql", relationQuery);
  files.set("queries/steps.sql", stepsQuery);
  files.set("charts/steps.vl.json", spec(stepsSpec()));
}

const standingQuery = (
  plan: Plan,
): string => `-- The whole: how many records have a value, and how these spread; so many in a hundred lie \`within\` the quartiles.
WITH quartiles AS (
  SELECT quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high FROM facts
)
SELECT
  count(*) AS rows, count(value) AS records, count(*) FILTER (${lacksValue(plan)}) AS missing${soldOtherwise(plan)}, median(value::DOUBLE) AS middle,
  any_value(low) AS low, any_value(high) AS high, min(value) AS least, max(value) AS most,
  count(*) FILTER (value <> low) AS others, sum(value) AS total,
  100.0 * count(*) FILTER (value::DOUBLE BETWEEN low AND high) / nullif(count(value), 0) AS within
FROM facts, quartiles
`;

const marksQuery = `-- The value that so many of a hundred records do not exceed.
SELECT
  unnest([10, 25, 50, 75, 90]) AS share,
  unnest(quantile_cont(value::DOUBLE, [0.1, 0.25, 0.5, 0.75, 0.9])) AS value
FROM facts
`;

const relationQuery = `-- How far the two go together: Spearman's rank correlation, from -1 to 1.
WITH pairs AS (SELECT value, other FROM facts WHERE value IS NOT NULL AND other IS NOT NULL), ${correlationOf("records", "(SELECT count(DISTINCT middle) FROM steps) > 1")}`;

const stepsQuery = `-- The records in up to five steps of the same size by the other value. Records with the same value stay together.
WITH pairs AS (
  SELECT value::DOUBLE AS value, other::DOUBLE AS other FROM facts WHERE value IS NOT NULL AND other IS NOT NULL
), places AS (
  SELECT value, other,
    floor(5 * (rank() OVER (ORDER BY other) - 1 + count(*) OVER (PARTITION BY other) / 2) / count(*) OVER ()) AS step
  FROM pairs
)
SELECT
  count(*) AS records, min(other) AS from_other, median(other::DOUBLE) AS other, max(other) AS to_other,
  median(value::DOUBLE) AS middle, quantile_cont(value::DOUBLE, 0.25) AS low, quantile_cont(value::DOUBLE, 0.75) AS high
FROM places
GROUP BY step
ORDER BY step
`;

function stepsSpec(): unknown {
  const y = { type: "quantitative", scale: { zero: false } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 170,
    encoding: {
      x: {
        field: "other",
        type: "quantitative",
        scale: { zero: false, nice: true },
        axis: { title: "{{ beside.first.deck }}", format: number, tickCount: 6 },
      },
    },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          y: { field: "low", ...y, axis: { title: "{{ measure.first.deck }}", format: number, tickCount: 5 } },
          y2: { field: "high" },
        },
      },
      { mark: { type: "point", filled: true, size: 36 }, encoding: { y: { field: "middle", ...y } } },
    ],
  };
}
