import type { DraftLanguage } from "../../draft.ts";
import { placeOf } from "../../blocks/order.ts";
import { memberAxis, leavingOut, type Files, type Plan, scaled, sourceOf, spec } from "../../blocks/parts.ts";
import { quoteText } from "../../quote.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import { fewestOfGroup } from "./find-groups.ts";
import type { OutcomeRole } from "./outcome.ts";

/** Queries and charts on what the rows of a table end in. */
export function writeOutcome(files: Files, plan: Plan, outcome: OutcomeRole): void {
  const { roles } = plan;
  const { groups, steps, amount, ended, state } = outcome;
  const columns = [
    `(${ended}) AS ended`,
    ...(outcome.told === "state" ? [`${state} AS state`] : []),
    ...groups.map(({ value }, at) => `${value} AS g${at + 1}`),
    ...(steps === undefined ? [] : [`${scaled(steps)} AS step`]),
    ...(amount === undefined ? [] : [`${scaled(amount)} AS amount`]),
  ];
  const kept = leavingOut(roles.members, roles.apart);
  const where = [...kept, ...(outcome.isOfOneTime ? [isAtEndOf(plan, "(SELECT now FROM chosen)")] : [])];
  files.set(
    "queries/outcome_rows.sql",
    `-- Each row: whether it ended as the report counts, and what it is compared by.
SELECT
  ${columns.join(",\n  ")}
FROM ${sourceOf(roles)}${where.length === 0 ? "" : `\nWHERE ${where.join("\n  AND ")}`}
`,
  );
  if (outcome.isOfOneTime) files.set("queries/outcome_begin.sql", beginSql(plan, outcome, kept));
  files.set("queries/outcome.sql", wholeSql(amount !== undefined, outcome.undecided.length > 0));
  if (outcome.told === "state") files.set("queries/outcome_states.sql", statesSql(outcome));
  if (groups.length > 0) {
    files.set("queries/outcome_groups.sql", shareByGroups(groups, "outcome_rows", plan.language));
    files.set("charts/outcome.vl.json", spec(ratesSpec()));
  }
  if (steps !== undefined) {
    files.set("queries/outcome_steps.sql", stepsSql);
    files.set("charts/outcome-steps.vl.json", spec(stepsSpec()));
  }
}

/** SQL of whether a row is of the last time in a period. */
function isAtEndOf({ roles }: Plan, period: string): string {
  const { day } = roles.time!;
  return `${day} = (SELECT max(${day}) FROM ${sourceOf(roles)} WHERE ${periodSql(roles.time!)} = ${period})`;
}

/** The query of how many there were in the first period. */
const beginSql = (
  plan: Plan,
  { ended }: OutcomeRole,
  kept: readonly string[],
): string => `-- How many there were in the first period, if that is not the chosen one.
WITH counted AS (
  SELECT (SELECT min(period) FROM periods) AS period, count(*) AS answered, count(*) FILTER (ended) AS n
  FROM (
    SELECT (${ended}) AS ended FROM ${sourceOf(plan.roles)}
    WHERE ${[...kept, isAtEndOf(plan, "(SELECT min(period) FROM periods)")].join("\n      AND ")}
  )
  WHERE ended IS NOT NULL
)
SELECT *, 100.0 * n / answered AS share, CASE WHEN n > 0 AND 10 * n < answered THEN 1 ELSE 0 END AS places
FROM counted
WHERE answered > 0 AND period < (SELECT now FROM chosen)
`;

/** SQL of a share in percent, the limits of 95% between which that of all would lie (Wilson), and its decimals. */
export const shareSql = `100.0 * n / nullif(answered, 0) AS share, 100 * wilson_low(n, answered) AS low, 100 * wilson_high(n, answered) AS high`;

const wholeSql = (
  hasAmount: boolean,
  hasUndecided: boolean,
): string => `-- How many rows ended so, of those that say it, and the limits of 95% (Wilson). A share below 10% has a decimal.
WITH counted AS (
  SELECT count(*) AS answered, count(*) FILTER (ended) AS n${hasAmount ? ", sum(amount) FILTER (ended) AS part, sum(amount) AS whole" : ""}${hasUndecided ? ",\n    (SELECT count(*) FROM outcome_rows WHERE ended IS NULL AND state IS NOT NULL) AS undecided" : ""}
  FROM outcome_rows
  WHERE ended IS NOT NULL
)
SELECT *, ${shareSql}, CASE WHEN n > 0 AND 10 * n < answered THEN 1 ELSE 0 END AS places${hasAmount ? ", 100.0 * part / nullif(whole, 0) AS part_share" : ""}
FROM counted
WHERE answered > 0
`;

const statesSql = ({
  amount,
  undecided,
}: OutcomeRole): string => `-- The states: those that count first, each from the most frequent.
WITH counted AS (
  SELECT state, bool_or(ended) AS ended, count(*) AS n, ${undecided.length === 0 ? "(SELECT count(*) FROM outcome_rows WHERE state IS NOT NULL)" : "CASE WHEN bool_or(ended) IS NOT NULL THEN (SELECT count(*) FROM outcome_rows WHERE ended IS NOT NULL) END"} AS answered${amount === undefined ? "" : ", sum(amount) AS amount"}
  FROM outcome_rows
  WHERE state IS NOT NULL
  GROUP BY state
)
SELECT *, ${shareSql}
FROM counted
ORDER BY ended DESC NULLS LAST, n DESC, state
`;

/** SQL of what stands for the names of several groups that have the highest or the lowest share. */
const sharing: Readonly<Record<DraftLanguage, (count: string) => string>> = {
  en: (count) => `${count} || ' of them'`,
  de: (count) => `${count} || ' davon'`,
  zh: (count) => `'其中' || ${count} || '项'`,
};

/**
 * SQL of the share that ended so in each group.
 *
 * @param from a query with `ended` and the groups `g1`, `g2` …
 */
export function shareByGroups(groups: readonly MemberRole[], from: string, language: DraftLanguage): string {
  const parts = groups.map(
    (member, at) =>
      `SELECT ${quoteText(member.key)} AS grouping, ${at + 1} AS place, g${at + 1} AS member, ${member.ordered ? placeOf(member, `g${at + 1}`) : "NULL::INTEGER"} AS seat, count(*) AS answered, count(*) FILTER (ended) AS n FROM ${from} WHERE ended IS NOT NULL AND g${at + 1} IS NOT NULL GROUP BY ALL`,
  );
  return `-- The share of each group of at least ${fewestOfGroup} rows, with its limits of 95% (Wilson), from the highest; \`apart\`: the limits of
-- the highest and of the lowest do not meet.
WITH found AS (
  ${parts.join("\n  UNION ALL ")}
), kept AS (
  SELECT *, ${shareSql}
  FROM found
  WHERE answered >= ${fewestOfGroup}
), ends AS (
  SELECT grouping, count(*) AS members, max(share) AS first_share, min(share) AS last_share,
    CASE WHEN count(*) FILTER (share = top) > 1 THEN ${sharing[language]("count(*) FILTER (share = top)")}
      ELSE first(member ORDER BY share DESC, member) END AS first,
    CASE WHEN count(*) FILTER (share = bottom) > 1 THEN ${sharing[language]("count(*) FILTER (share = bottom)")}
      ELSE first(member ORDER BY share, member) END AS last,
    count(*) FILTER (share = top) AS first_ties, count(*) FILTER (share = bottom) AS last_ties,
    first(n ORDER BY share DESC, answered DESC, member) AS first_n, first(answered ORDER BY share DESC, answered DESC, member) AS first_answered,
    first(low ORDER BY share DESC, answered DESC, member) > first(high ORDER BY share, answered DESC, member) AS apart
  FROM (SELECT *, max(share) OVER (PARTITION BY grouping) AS top, min(share) OVER (PARTITION BY grouping) AS bottom FROM kept)
  GROUP BY grouping
), few AS (
  SELECT grouping, sum(answered) AS few FROM found WHERE answered < ${fewestOfGroup} GROUP BY grouping
)
SELECT kept.* EXCLUDE (seat, place), members, first, first_ties, first_share, first_n, first_answered, last, last_ties, last_share, apart, coalesce(few, 0) AS few,
  CASE WHEN min(share) FILTER (share > 0) OVER (PARTITION BY grouping) < 10 THEN 1 ELSE 0 END AS places
FROM kept
JOIN ends USING (grouping)
LEFT JOIN few USING (grouping)
ORDER BY place, seat NULLS LAST, share DESC, member
`;
}

const stepsSql = `-- The rows in up to five steps of about the same size; rows with the same value stay together. \`apart\`: the limits of the
-- highest and of the lowest share do not meet.
WITH places AS (
  SELECT ended, step::DOUBLE AS value,
    floor(5 * (rank() OVER (ORDER BY step) - 1 + count(*) OVER (PARTITION BY step) / 2) / count(*) OVER ()) AS place
  FROM outcome_rows
  WHERE ended IS NOT NULL AND step IS NOT NULL
), counted AS (
  SELECT place, min(value) AS from_value, median(value::DOUBLE) AS middle, max(value) AS to_value, count(*) AS answered, count(*) FILTER (ended) AS n
  FROM places
  GROUP BY place
), shared AS (
  SELECT *, ${shareSql} FROM counted
)
SELECT *, arg_max(low, share) OVER () > arg_min(high, share) OVER () AS apart, CASE WHEN min(100.0 * n / answered) FILTER (n > 0) OVER () < 10 THEN 1 ELSE 0 END AS places, max(100.0 * n / answered) OVER () AS highest, min(100.0 * n / answered) OVER () AS lowest
FROM shared
ORDER BY place
`;

/** Points for the share of each group, with a line of its limits. */
export function ratesSpec(): unknown {
  const x = { type: "quantitative", scale: { zero: true } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: { step: 18 },
    encoding: {
      y: memberAxis,
    },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          x: { field: "low", ...x, axis: { title: null, format: ",.10~g", tickCount: 6 } },
          x2: { field: "high" },
        },
      },
      { mark: { type: "point", filled: true, size: 36 }, encoding: { x: { field: "share", ...x } } },
    ],
  };
}

function stepsSpec(): unknown {
  const y = { type: "quantitative", scale: { zero: true } };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    height: 150,
    encoding: {
      x: {
        field: "middle",
        type: "quantitative",
        scale: { zero: false, nice: true },
        axis: { title: null, format: ",.10~g", tickCount: 6 },
      },
    },
    layer: [
      {
        mark: { type: "rule", strokeWidth: 5, opacity: 0.35 },
        encoding: {
          y: { field: "low", ...y, axis: { title: null, format: ",.10~g", tickCount: 5 } },
          y2: { field: "high" },
        },
      },
      { mark: { type: "point", filled: true, size: 36 }, encoding: { y: { field: "share", ...y } } },
    ],
  };
}
