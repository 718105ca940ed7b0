import { findMeasures } from "../roles/measures/find-measures.ts";
import type { MeasureRole, Roles } from "../roles/roles.ts";

/** All that a table measures, also what its story leaves aside since it may not be added up. */
export function allMeasures({ looks, measures, members, time, long }: Roles, rows: number): readonly MeasureRole[] {
  const known = measures.filter(({ column }) => column !== "*");
  if (long?.turned === true) return known;
  const used = new Set([...(time?.columns ?? []), ...members.map(({ column }) => column)]);
  const found = findMeasures(looks, used, rows, { context: "", time, isSelected: false });
  const others = found.filter(({ column }) => !known.some((measure) => measure.column === column));
  return [...known, ...others];
}
