import { isTargetName } from "../../names/target-names.ts";
import { measureOf } from "../../roles/measures/measure-of.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";

/** Share of the rows that must have the target. */
const mostly = 0.5;

/**
 * Targets that are the same in all rows, which measure nothing but what is to be reached; and capacities: the rooms of
 * a hotel, beside those that are taken each day.
 *
 * @param isCapacity whether a column is called a capacity
 */
export function constantTargets(
  { looks, time, story, long }: Roles,
  rows: number,
  isCapacity: (name: string) => boolean,
): readonly MeasureRole[] {
  // Of records, a target is met or not by each, and not by their mean.
  if (long?.turned === true || (story !== "cross" && story !== "panel" && story !== "series")) return [];
  const keys = new Set<string>();
  return looks
    .filter(({ type, distinct }) => (type === "integer" || type === "number") && distinct === 1)
    .filter(({ name, values }) => values >= mostly * rows && (isTargetName(name) || isCapacity(name)))
    .map((look) => measureOf(look, { context: "", isAlone: true, isMean: time !== undefined, keys }));
}
