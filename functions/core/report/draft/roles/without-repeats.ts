import type { ColumnLook } from "../look/look-at-columns.ts";
import { lookForRepeats } from "../look/look-for-repeats.ts";
import { isCapacityName } from "../names/capacity-names.ts";
import { quoteName } from "../quote.ts";
import type { Cast, Work } from "./cast.ts";
import { periodSql } from "./time/period-sql.ts";
import type { MeasureRole } from "./roles.ts";

/** Measures of which it is looked whether they repeat. */
const mostMeasures = 24;
/** Members from which it is no chance that all have the same value at each time. */
const fewestAlike = 3;
/** Rows beyond one of each member from which it is no chance that each keeps its value at all times. */
const fewestMore = 6;

/** Leaves out measures that repeat one value in many rows of a member, where rows are put together. */
export async function onceEach(work: Work, cast: Cast): Promise<Cast> {
  const members = cast.kept.filter(({ distinct }) => distinct < work.rows).map(({ name }) => [quoteName(name)]);
  return {
    ...cast,
    measures: await withoutRepeats(work, cast.measures, members, work.time === undefined ? "rows" : "records"),
  };
}

/**
 * The measures of members over time without those that belong to fewer things than there are rows: the population of a
 * state and year beside each disease, the country's beside each state. Their sums would count them many times. What a
 * member has at all times, such as its area, has no course either.
 */
export async function onceInPanel(
  work: Work,
  measures: readonly MeasureRole[],
  naming: readonly ColumnLook[],
): Promise<readonly MeasureRole[]> {
  if (work.time === undefined) return measures;
  const period = periodSql({ ...work.time, grain: work.time.raw });
  const names = naming.map(({ name }) => quoteName(name));
  // Two may have the same values by chance, or since one is a copy of the other.
  const ofAll = naming.length > 1 || naming.some(({ distinct }) => distinct >= fewestAlike) ? [[period]] : [];
  const ofEach = naming.some(({ distinct }) => work.rows - distinct >= fewestMore) ? [names] : [];
  const coarser =
    names.length < 2 ? [...ofAll, ...ofEach] : [...ofAll, ...names.flatMap((name) => [[name], [name, period]])];
  return await withoutRepeats(work, measures, coarser, "members");
}

async function withoutRepeats(
  { table, source }: Work,
  measures: readonly MeasureRole[],
  coarser: readonly (readonly string[])[],
  of: "records" | "rows" | "members",
): Promise<readonly MeasureRole[]> {
  const tried = measures.filter(({ column }) => column !== "*").slice(0, mostMeasures);
  const places = await lookForRepeats(
    table,
    source,
    tried.map(({ value }) => value),
    coarser,
  );
  const repeats = (measure: MeasureRole): boolean => places.has(tried.indexOf(measure));
  // What there is to be used stays the same, and is compared with what is used; a time has no more of it than a day.
  const capacities = measures
    .filter((measure) => repeats(measure) && isCapacityName(measure.column))
    .map((measure): MeasureRole => ({ ...measure, lasting: true }));
  const own = [...measures.filter((measure) => !repeats(measure)), ...capacities];
  if (own.length > 0) return own;
  // What may not be added up is not wrong where it repeats, and better than nothing; dated records can be counted.
  return { records: [], rows: measures.filter(({ adds }) => !adds), members: measures }[of];
}
