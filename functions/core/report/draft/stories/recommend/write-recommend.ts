import { type Files, leavingOut, type Plan, sourceOf, spec } from "../../blocks/parts.ts";
import { quoteText } from "../../quote.ts";
import { ratesSpec } from "../outcome/write-outcome.ts";
import type { RecommendRole } from "./recommend-role.ts";

/** Answers from which one is a promoter, and up to which a detractor; fewest answers of a group. */
const [promoter, detractor, fewestOfGroup] = [9, 6, 10];

/** Queries and charts of the net promoter score (F. F. Reichheld, Harvard Business Review, December 2003). */
export function writeRecommend(files: Files, { roles }: Plan, { measure, groups }: RecommendRole): void {
  const where = leavingOut(roles.members, roles.apart);
  files.set(
    "queries/recommend_rows.sql",
    `-- Each answer: 1 of a promoter, -1 of a detractor, otherwise 0.
SELECT
  CASE WHEN ${measure.value} >= ${promoter} THEN 1 WHEN ${measure.value} <= ${detractor} THEN -1 WHEN ${measure.value} IS NOT NULL THEN 0 END AS side${groups.map(({ value }, at) => `,\n  ${value} AS g${at + 1}`).join("")}
FROM ${sourceOf(roles)}${where.length === 0 ? "" : `\nWHERE ${where.join("\n  AND ")}`}
`,
  );
  files.set(
    "queries/recommend.sql",
    `-- The score, and the limits of 95% of it: the variance of a mean of values of 1, 0 and -1.
WITH counted AS (
  SELECT ${counts}, count(*) - count(side) AS lacking
  FROM recommend_rows
)
SELECT *, ${limits}
FROM counted
WHERE answered > 0
`,
  );
  if (groups.length === 0) return;
  files.set("queries/recommend_groups.sql", groupsSql(groups.map(({ key }) => key)));
  files.set("charts/recommend.vl.json", spec(ratesSpec()));
}

const counts = `count(side) AS answered, 100.0 * count(*) FILTER (side = 1) / count(side) AS promoters, 100.0 * count(*) FILTER (side = 0) / count(side) AS passives,
    100.0 * count(*) FILTER (side = -1) / count(side) AS detractors, round(100 * avg(side)) + 0 AS score, 196 * sqrt(var_pop(side) / count(side)) AS margin, 100 * avg(side) AS share`;

const limits = "greatest(-100, round(share - margin)) + 0 AS low, least(100, round(share + margin)) + 0 AS high";

function groupsSql(keys: readonly string[]): string {
  const parts = keys.map(
    (key, at) =>
      `SELECT ${quoteText(key)} AS grouping, ${at + 1} AS place, g${at + 1} AS member, ${counts} FROM recommend_rows WHERE g${at + 1} IS NOT NULL GROUP BY ALL HAVING count(side) >= ${fewestOfGroup}`,
  );
  return `-- The score of each group of at least ${fewestOfGroup} answers, from the highest.
WITH counted AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT *, ${limits}
FROM counted
ORDER BY place, share DESC, member
`;
}
