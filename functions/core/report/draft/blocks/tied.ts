import { alikeSql } from "./parts.ts";

/** Most decimals with which values that lie near each other are told apart. */
const mostDecimals = 8;
/** Part of a value by which sums and means of the same numbers differ for no reason but how they are computed. */
const noDifference = 1e-9;
/** Part of a value by which values that print alike differ for nobody who reads them. */
const littleDifference = 1e-3;

/**
 * SQL of the decimals with which the lowest and the highest of values that are printed alike can be told apart; NULL if
 * they are equal, or differ by less than a thousandth. Of 1.578 and 1.634, which both print as 1.6, these are 2.
 *
 * @param low SQL of the lowest of them
 * @param decimals SQL of how many are printed otherwise
 */
export function nearSql(low: string, high: string, decimals: string): string {
  const apart = `(${high} - ${low})::DOUBLE`;
  return `CASE WHEN ${apart} > ${littleDifference} * abs(${high}) THEN greatest(${decimals}, least(${mostDecimals}, -floor(log10(${apart}))))::INTEGER END`;
}

/** SQL of the lowest and the highest of the members that are printed with the highest value, and of their decimals. */
export const tiedSql = `min(value) FILTER (${alikeSql("value", "(SELECT max(value) FROM ranking)", "(SELECT decimals FROM measure)")}) AS first_low, max(value) AS first_top,
  ${nearSql("first_low", "first_top", "(SELECT decimals FROM measure)")} AS first_near,`;

/** SQL of whether a value rose or fell by more than the way in which it is computed. */
export function movedSql(moved: string, side: ">" | "<", value: string): string {
  return side === ">" ? `${moved} > ${noDifference} * abs(${value})` : `${moved} < -${noDifference} * abs(${value})`;
}
