import type { DraftTable } from "../../draft.ts";
import { quoteName } from "../../quote.ts";
import type { MeasureRole, MemberRole, Roles } from "../../roles/roles.ts";
import { dividingColumns } from "../groups/dividing-columns.ts";
import type { OutcomeRole } from "./outcome.ts";

/** Fewest rows of a group that has a rate. */
export const fewestOfGroup = 10;
/** Fewest values of a measure that has steps, most measures that are tried, and most columns that divide a rate. */
const [fewestValues, mostTried, mostGroups] = [12, 16, 3];
/** Standard score of a chi-square from which groups differ by more than chance: 1% of cases by chance. */
const clearly = 2.33;
/** Share of what varies from which a column says the same as the outcome. */
const sameAgain = 0.9;
/** Share of the rows that must have a group. */
const mostly = 0.5;

/** The columns by which the rate of an outcome differs, the clearest first; the first need not be clear. */
export async function findGroups(
  table: DraftTable,
  source: string,
  roles: Roles,
  outcome: Pick<OutcomeRole, "column" | "ended">,
): Promise<readonly MemberRole[]> {
  const tried = dividingColumns(roles, [outcome.column]);
  const scores = await scoresOf(
    table,
    source,
    outcome.ended,
    tried.map(({ value }) => value),
  );
  return tried
    .map((member, at) => ({ member, score: scores[at] }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => b.score! - a.score!)
    .filter(({ score }, at) => at === 0 || score! > clearly)
    .slice(0, mostGroups)
    .map(({ member }) => member);
}

/** The measure by whose five steps the rate of an outcome differs most; the report says whether that may be chance. */
export async function findSteps(
  table: DraftTable,
  source: string,
  { measures, looks }: Roles,
  outcome: Pick<OutcomeRole, "column" | "ended">,
): Promise<MeasureRole | undefined> {
  const tried = measures
    .filter(({ column }) => column !== "*" && column !== outcome.column)
    .filter(({ column }) => (looks.find(({ name }) => name === column)?.distinct ?? 0) >= fewestValues)
    .slice(0, mostTried);
  const steps = tried.map(
    ({ value }) =>
      `CASE WHEN ${value} IS NOT NULL THEN floor(5 * percent_rank() OVER (ORDER BY ${value}))::VARCHAR END`,
  );
  const scores = await scoresOf(table, source, outcome.ended, steps);
  const best = tried
    .map((measure, at) => ({ measure, score: scores[at] }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => b.score! - a.score!)[0];
  return best?.measure;
}

/**
 * How clearly the rate of an outcome differs by each of several columns: the standard score of the chi-square of
 * independence (E. B. Wilson and M. M. Hilferty, The distribution of chi-square, PNAS 17, 1931). Undefined if there are
 * no two groups of some size, or if the column says the same as the outcome.
 */
async function scoresOf(
  { ask, rows }: DraftTable,
  source: string,
  ended: string,
  groups: readonly string[],
): Promise<readonly (number | undefined)[]> {
  if (groups.length === 0) return [];
  const names = groups.map((_, at) => quoteName(`g${at}`));
  const parts = names.map(
    (name, at) =>
      `SELECT ${at} AS place, count(*) AS n, avg(ended::INTEGER) AS share FROM outcomes WHERE ${name} IS NOT NULL AND ended IS NOT NULL GROUP BY ${name} HAVING count(*) >= ${fewestOfGroup}`,
  );
  const found = await ask(`WITH outcomes AS (
  SELECT (${ended}) AS ended, ${groups.map((group, at) => `${group} AS ${names[at]!}`).join(", ")} FROM ${source}
), cells AS (
  ${parts.join("\n  UNION ALL ")}
)
SELECT place, count(*) AS groups, sum(n)::DOUBLE AS n, sum(n * share) / sum(n) AS share, sum(n * share * share)::DOUBLE AS squares
FROM cells GROUP BY place`);
  return groups.map((_, at) => {
    const row = found.find((one) => Number(one["place"]) === at);
    const [count, n, share, squares] = ["groups", "n", "share", "squares"].map((name) => Number(row?.[name] ?? 0));
    const varies = share! * (1 - share!);
    if (count! < 2 || n! < mostly * rows || varies <= 0) return undefined;
    const square = Math.max(0, (squares! - n! * share! ** 2) / varies);
    if (square > sameAgain * n!) return undefined;
    const freedom = count! - 1;
    const part = 2 / (9 * freedom);
    return (Math.cbrt(square / freedom) - (1 - part)) / Math.sqrt(part);
  });
}
