import { type Files, leavingOut, type Plan, scaled, sourceOf, spec } from "../../blocks/parts.ts";
import { ratesSpec, shareByGroups, shareSql } from "../outcome/write-outcome.ts";
import { endColumns, statesSql } from "./end-states.ts";
import { lateSql } from "./find-spans.ts";
import type { LatenessRole } from "./span-role.ts";
import { betweenSql, daySql, hasSql, lastDaySql } from "./span-sql.ts";

/** Queries and charts of what came later than it was due. */
export function writeLateness(files: Files, plan: Plan, role: LatenessRole): void {
  const { roles } = plan;
  const { due, actual, groups, amount, name, states } = role;
  const day = daySql(due);
  const columns = [
    `${lateSql(due, actual)} AS ended`,
    `(${betweenSql(due, actual, role.unit)})::DOUBLE AS behind`,
    `${hasSql(actual)} AS is_done`,
    ...(states === undefined ? [] : endColumns(states, actual)),
    ...(day === undefined ? [] : [`${day} AS due_day`, `${daySql(actual)!} AS actual_day`]),
    ...groups.map(({ value }, at) => `${value} AS g${at + 1}`),
    ...(amount === undefined ? [] : [`${scaled(amount)} AS amount`]),
    ...(name === undefined ? [] : [`${name.value} AS name`]),
  ];
  const where = [hasSql(due), ...leavingOut(roles.members, roles.apart)];
  const last = day === undefined ? "NULL::DATE" : lastDaySql(role.days, sourceOf(roles));
  files.set(
    "queries/late_rows.sql",
    `-- Each record that is due: whether it came late, and by how many ${role.unit}s; \`is_overdue\`: it has not come, and was due before the
-- last day in the table.
SELECT *, ${day === undefined ? "false" : `coalesce(NOT is_done${states === undefined ? "" : " AND NOT is_over"} AND due_day < last_day, false)`} AS is_overdue
FROM (
  SELECT
    ${columns.join(",\n    ")}
  FROM ${sourceOf(roles)}
  WHERE ${where.join("\n    AND ")}
), (SELECT ${last} AS last_day)
`,
  );
  files.set("queries/late.sql", wholeSql(role, day !== undefined));
  if (states !== undefined) files.set("queries/late_states.sql", statesSql("late_rows", "is_over"));
  if (groups.length > 0) {
    files.set("queries/late_groups.sql", shareByGroups(groups, "late_rows", plan.language));
    files.set("charts/late.vl.json", spec(ratesSpec()));
  }
  if (name === undefined) return;
  files.set("queries/late_worst.sql", worstSql(role, day !== undefined));
  if (day !== undefined) files.set("queries/late_overdue.sql", overdueSql(role));
}

const wholeSql = (
  { amount, states }: LatenessRole,
  hasDays: boolean,
): string => `-- How many came late, of those that came, with the limits of 95% (Wilson); how late in the middle; and what is overdue.
WITH counted AS (
  SELECT count(*) AS due, count(ended) AS answered, count(*) FILTER (ended) AS n, count(*) FILTER (behind < 0) AS early,
    median(behind::DOUBLE) FILTER (ended) AS middle, max(behind) FILTER (ended) AS most,
    count(*) FILTER (NOT is_done${states === undefined ? "" : " AND NOT is_over"}) AS open,${states === undefined ? "" : " count(*) FILTER (is_over) AS not_open,"} count(*) FILTER (is_overdue) AS overdue, any_value(last_day) AS last_day,
    ${hasDays ? "max(date_diff('day', due_day, last_day)) FILTER (is_overdue)" : "NULL::BIGINT"} AS oldest${amount === undefined ? "" : ", sum(amount) FILTER (is_overdue) AS amount"}
  FROM late_rows
)
SELECT *, ${shareSql}, CASE WHEN n > 0 AND 10 * n < answered THEN 1 ELSE 0 END AS places
FROM counted
WHERE answered > 0
`;

const worstSql = (
  { amount }: LatenessRole,
  hasDays: boolean,
): string => `-- Those that came latest: at most ten, and none of several of which not all would be among them.
SELECT name, ${hasDays ? "due_day, actual_day, " : ""}behind${amount === undefined ? "" : ", amount"}
FROM late_rows
WHERE ended
QUALIFY count(*) OVER (ORDER BY behind DESC) <= 10
ORDER BY behind DESC, name
`;

const overdueSql = ({
  amount,
}: LatenessRole): string => `-- Those that have been overdue longest: at most ten, and none of several of which not all would be among them.
SELECT name, due_day, date_diff('day', due_day, last_day) AS days${amount === undefined ? "" : ", amount"}
FROM late_rows
WHERE is_overdue
QUALIFY count(*) OVER (ORDER BY days DESC) <= 10
ORDER BY days DESC, name
`;
