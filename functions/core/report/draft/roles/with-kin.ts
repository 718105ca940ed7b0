import type { ColumnLook } from "../look/look-at-columns.ts";
import { type Derived, lookForDerived } from "../look/look-for-derived.ts";
import type { Work } from "./cast.ts";
import type { MeasureRole } from "./roles.ts";

/** What people call what is left of a total: they rather ask for it. */
const netName = /^net\b|netto|net[ _]amount|净/i;

/**
 * The measures, each with those that are computed from it or it from them. A total stands before its parts, and a
 * product before its factors.
 */
export async function withKin(
  { table, source, looks }: Work,
  measures: readonly MeasureRole[],
): Promise<readonly MeasureRole[]> {
  if (measures.length < 2) return measures;
  const derived = await lookForDerived(
    table,
    source,
    measures.map(({ value }) => value),
    measures.map(({ adds }) => adds),
  );
  const kinOf = (at: number): readonly string[] =>
    derived.pairs.flatMap(([one, other]) =>
      one === at ? [measures[other]!.key] : other === at ? [measures[one]!.key] : [],
    );
  const related = measures.map((measure, at): MeasureRole => ({ ...measure, kin: [...new Set(kinOf(at))].sort() }));
  const ordered = wholesFirst(derived, partsAdded(derived, related, looks), looks);
  return ordered.map((measure) => withPartner(measure, related, derived.ranked));
}

/** Rank correlation from which two measures go together so that a report shows it. */
const together = 0.3;

/** Names of the bounds and errors of a value. */
const bound = /^[lu]cl|_(lcl|ucl)$|\b(lower|upper)\b|(^|_)(lower|upper)(_|$)|\bse\b|std|confidence|\bci\b/i;

/** A measure with the one that goes together with it most, of those whose relation is not built in. */
function withPartner(
  measure: MeasureRole,
  measures: readonly MeasureRole[],
  ranked: readonly (readonly number[])[],
): MeasureRole {
  // Bounds and errors of a value go together with it, which is no finding.
  const aside = new Set(measures.filter(({ column }) => bound.test(column)).map(({ key }) => key));
  const own = measures.findIndex(({ key }) => key === measure.key);
  const found = measures
    .map(({ key }, at) => ({ key, size: at === own ? 0 : Math.abs(ranked[own]?.[at] ?? 0) }))
    .filter(({ key, size }) => !aside.has(key) && size >= together && measure.kin?.includes(key) !== true)
    .toSorted((a, b) => b.size - a.size);
  return found[0] === undefined ? measure : { ...measure, partner: found[0].key };
}

/** Of parts whose sum may be added up, so may each: the votes for parties beside the votes cast. */
function partsAdded(
  { made }: Derived,
  measures: readonly MeasureRole[],
  looks: readonly ColumnLook[],
): readonly MeasureRole[] {
  const parts = new Set(
    made.flatMap(({ of, how, parts: places }) =>
      how === "sum" && measures[of]!.adds && measures[of]!.surely ? places : [],
    ),
  );
  return measures.map((measure, at) => {
    const isCount = looks.find(({ name }) => name === measure.column)?.negative === false && measure.kind !== "points";
    return parts.has(at) && isCount && !(measure.surely && !measure.adds && measure.unit === "%")
      ? { ...measure, adds: true, surely: true }
      : measure;
  });
}

function wholesFirst(
  { made }: Derived,
  measures: readonly MeasureRole[],
  looks: readonly ColumnLook[],
): readonly MeasureRole[] {
  const isPositive = ({ column }: MeasureRole): boolean =>
    looks.find(({ name }) => name === column)?.negative === false;
  let ordered = measures;
  for (const { of, how, parts } of made) {
    const whole = measures[of]!;
    const parted = parts.map((at) => measures[at]!);
    // A difference is no total: what was spent is not the sum of the budget and the variance.
    if (
      (whole.surely && !whole.adds) ||
      ![whole, ...parted].every(isPositive) ||
      parted.some(({ column }) => netName.test(column))
    )
      continue;
    if (how === "product" && parted.some(({ adds }) => adds)) continue;
    const first = Math.min(...parted.map((part) => ordered.indexOf(part)));
    if (ordered.indexOf(whole) < first) continue;
    const others = ordered.filter((one) => one !== whole);
    ordered = [...others.slice(0, first), whole, ...others.slice(first)];
  }
  return ordered;
}
