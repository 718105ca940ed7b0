import {
  alikeSql,
  comparedOf,
  type Files,
  leavingOut,
  memberSql,
  type Plan,
  sourceOf,
  spec,
} from "../../blocks/parts.ts";
import { rankingSpec } from "../../blocks/time-charts.ts";
import { periodSql } from "../../roles/time/period-sql.ts";
import type { RateRole } from "./rate-role.ts";

/** Queries and a chart of a rate: the quotient of sums, and no mean of rates. */
export function writeRate(files: Files, plan: Plan, rate: RateRole): void {
  const { roles } = plan;
  const { time } = roles;
  const compared = comparedOf(roles);
  const { above, below, times } = rate;
  const conditions = [
    ...leavingOut(compared, roles.apart),
    ...(time === undefined ? [] : [`${time.day} IS NOT NULL`]),
    `${above.value} IS NOT NULL`,
    `${below.value} IS NOT NULL`,
  ];
  const besideRows = rate.beside
    .map(
      (one, at) =>
        `,\n  (${one.above.value})::DOUBLE AS upper_${at + 2},\n  (${one.below.value})::DOUBLE AS lower_${at + 2}`,
    )
    .join("");
  const beside = rate.beside.map((_, at) => besideSql(at + 2)).join("");
  const quotient = `${times === 1 ? "" : `${times} * `}sum(upper) / nullif(sum(lower), 0)`;
  files.set(
    "queries/rate_rows.sql",
    `-- Each row that has both: what stands above and below in the rate.
SELECT
  ${time === undefined ? "" : `${periodSql(time)} AS period,\n  `}${compared.length === 0 ? "NULL::VARCHAR" : memberSql(compared)} AS member,
  (${above.value})::DOUBLE AS upper,
  (${below.value})::DOUBLE AS lower${besideRows}
FROM ${sourceOf(roles)}
WHERE ${conditions.join("\n  AND ")}
`,
  );
  const now = time === undefined ? "" : "period = (SELECT now FROM chosen)";
  const before =
    time === undefined
      ? "NULL::DOUBLE"
      : `(SELECT ${quotient} FROM rate_rows WHERE period = (SELECT before FROM chosen))`;
  const members = compared.length === 0 ? "" : endsSql(rate.decimals);
  files.set("queries/rate.sql", wholeSql(quotient, { before, now, members, beside }));
  if (compared.length === 0) return;
  files.set("queries/rate_members.sql", membersSql(quotient, now, beside));
  files.set("charts/rate.vl.json", spec(rankingSpec(false)));
  files.set("queries/rate_table.sql", tableSql(rate.beside.map((_, at) => `, value_${at + 2}`).join("")));
}

/** SQL of another share of the same rows, of those that have both of its counts. */
const besideSql = (at: number): string => {
  const both = `FILTER (upper_${at} IS NOT NULL AND lower_${at} IS NOT NULL)`;
  return `, 100 * sum(upper_${at}) ${both} / nullif(sum(lower_${at}) ${both}, 0) AS value_${at}`;
};

const membersSql = (quotient: string, now: string, beside: string): string => `-- The rate of each, from the highest.
SELECT member, sum(upper) AS upper, sum(lower) AS lower, ${quotient} AS value${beside}
FROM rate_rows
WHERE member IS NOT NULL${now === "" ? "" : ` AND ${now}`}
GROUP BY member
HAVING sum(lower) > 0
ORDER BY value DESC, member
`;

/** Of those that are compared: how many they are, and which have the highest and the lowest rate. */
const endsSql = (decimals: number): string => `,
  (SELECT count(*) FROM rate_members) AS members,
  (SELECT first(member ORDER BY value DESC, member) FROM rate_members) AS first, (SELECT max(value) FROM rate_members) AS first_value,
  (SELECT count(*) FROM rate_members WHERE ${alikeSql("value", "(SELECT max(value) FROM rate_members)", decimals)}) AS first_ties,
  (SELECT count(*) FROM rate_members WHERE ${alikeSql("value", "(SELECT min(value) FROM rate_members)", decimals)}) AS last_ties,
  (SELECT first(member ORDER BY value, member) FROM rate_members) AS last, (SELECT min(value) FROM rate_members) AS last_value`;

const wholeSql = (
  quotient: string,
  {
    before,
    now,
    members,
    beside,
  }: { readonly before: string; readonly now: string; readonly members: string; readonly beside: string },
): string => `-- The rate of the whole: the quotient of the sums. A mean of rates would count a small one as much as a large one.
WITH whole AS (
  SELECT sum(upper) AS upper, sum(lower) AS lower, ${quotient} AS value, ${before} AS before${beside}
  FROM rate_rows${now === "" ? "" : `\n  WHERE ${now}`}
)
SELECT whole.*, value - before AS change${members}
FROM whole
WHERE lower > 0
`;

const tableSql = (
  beside: string,
): string => `-- All if they are at most twenty, otherwise the ten with the highest rate.
SELECT member, upper, lower, value${beside}
FROM (SELECT *, row_number() OVER (ORDER BY value DESC, member) AS seat, count(*) OVER () AS members FROM rate_members)
WHERE seat <= CASE WHEN members <= 20 THEN 20 ELSE 10 END
ORDER BY seat
`;
