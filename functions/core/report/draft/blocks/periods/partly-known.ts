import type { MeasureRole } from "../../roles/roles.ts";
import { quoteText } from "../../quote.ts";
import { flows, type Plan } from "../parts.ts";
import { hasLacking } from "./lacking-rows.ts";

/** Share of the rows of a table that have a value, from which one without it is not known, and not 0. */
const usuallyKnown = 0.5;

/** Shares of the members and periods that have rows, and of these with as many, from which a table is a grid. */
const [mostFilled, mostAlike] = [0.8, 0.9];

/** Whether most rows have a value, so that one without it is not known, and not nothing; counted records have. */
function isUsual({ roles: { looks }, rows, open }: Plan, { column, direction, key }: MeasureRole): boolean {
  const look = looks.find(({ name }) => name === column);
  return direction === undefined && (open.includes(key) || (look?.values ?? rows) >= usuallyKnown * rows);
}

/** The measures of which sums of dated records lack some of their rows. */
function partlyKnown(plan: Plan): readonly MeasureRole[] {
  const { story, measures, looks } = plan.roles;
  if (story !== "flow" || !hasLacking(plan)) return [];
  const mayLack = (column: string): boolean => looks.some(({ name, nulls }) => name === column && nulls > 0);
  return measures.filter((measure) => flows(measure) && mayLack(measure.column) && isUsual(plan, measure));
}

/** Whether sums of dated records may lack some of their rows. @param of a measure; by default any of the report's */
export function isPartlyKnown(plan: Plan, of?: MeasureRole): boolean {
  const found = partlyKnown(plan);
  return of === undefined ? found.length > 0 : found.includes(of);
}

const listed = (measures: readonly MeasureRole[]): string =>
  `$measure IN (${measures.map(({ key }) => quoteText(key)).join(", ")})`;

/** How many times as large as the others the rows without a value may be. */
const mostMore = 2;

/** SQL, as a common table, of the share of the rows of each period, or of each member in it, that have no value. */
export function sharesSql(plan: Plan, of: readonly string[]): string {
  const found = partlyKnown(plan);
  const where = found.length === plan.roles.measures.length ? "" : `\n  WHERE ${listed(found)}`;
  return `shares AS (
  SELECT ${of.join(", ")}, 1 - count(value)::DOUBLE / count(*) AS share_lacking
  FROM facts${where}
  GROUP BY ALL
)`;
}

/**
 * SQL condition that the rows without a value are not why two sums differ, even if they had twice as much as others.
 *
 * @param a @param b names of the tables of the sums
 */
export function toldApart(plan: Plan, a: string, b: string): string {
  if (!isPartlyKnown(plan)) return "";
  const share = `greatest(coalesce(${a}.share_lacking, 0), coalesce(${b}.share_lacking, 0))`;
  return ` AND ${toldApartBy(`${a}.value`, `${b}.value`, share)}`;
}

/** The same of two values. @param share SQL of the larger share of their rows that have none */
export const toldApartBy = (a: string, b: string, share: string): string =>
  `(${share} = 0 OR abs(${a} - ${b}) > ${mostMore} * ${share} * greatest(abs(${a}), abs(${b})))`;

/**
 * SQL, as common tables, of how many rows each member has in each period, and of whether each has as many in each: then
 * one without rows took no part, and has no value.
 */
export const rowsInSql = `rows_in AS (
  SELECT period, member, count(*) AS n FROM facts JOIN periods USING (period) WHERE member IS NOT NULL GROUP BY ALL
), grid AS (
  SELECT count(*) >= ${mostFilled} * count(DISTINCT period) * count(DISTINCT member)
    AND avg((n = (SELECT quantile_disc(n, 0.5) FROM rows_in))::INTEGER) >= ${mostAlike} AS is_grid
  FROM rows_in
)`;

/**
 * SQL of whether what is added up is 0 for a member without a value in a period: it had no records, or what they lack
 * is nothing, as most rows do. Records with no value where most have one are not known.
 */
export function isNothingSql(plan: Plan): string {
  const { measures, voided } = plan.roles;
  const rarely = measures.filter((measure) => !isUsual(plan, measure));
  // What was cancelled came to nothing.
  if (voided !== undefined || rarely.length === measures.length) return "true";
  const none = "n IS NULL AND NOT is_grid";
  return rarely.length === 0 ? none : `(${none} OR ${listed(rarely)})`;
}
