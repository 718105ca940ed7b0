import type { Work } from "../cast.ts";
import type { MeasureRole } from "../roles.ts";

/** By how much the sum of all shares may miss the whole, by rounding. */
const rounding = 0.02;

/**
 * The measures, of which percentages that add up to one are parts of one: 0.468 of all people are 46.8%, and not half a
 * percent.
 */
export async function asFractions(
  { table, source, time }: Work,
  measures: readonly MeasureRole[],
): Promise<readonly MeasureRole[]> {
  const tried = measures.filter(
    ({ unit, scale, sizes, adds }) =>
      unit === "%" && scale === 1 && !adds && sizes !== undefined && sizes.most <= 1 && !sizes.negative,
  );
  if (time !== undefined || tried.length === 0) return measures;
  const sums = tried.map(({ value }, at) => `sum((${value})::DOUBLE) AS s${at}`);
  const [row = {}] = await table.ask(`SELECT ${sums.join(", ")} FROM ${source}`);
  const parts = new Set(tried.filter((_, at) => Math.abs(Number(row[`s${at}`] ?? 0) - 1) <= rounding));
  return measures.map((one) =>
    parts.has(one) ? { ...one, scale: 0.01, kind: "points", decimals: 1, whole: false } : one,
  );
}
