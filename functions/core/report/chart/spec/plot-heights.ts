import type { ChartRequest } from "../../document/document.ts";
import { isSpec, type Spec, specs } from "../spec.ts";

/** How Vega-Lite names heights: `child_height`, `concat_0_height`, for repeat `childHeight`, and `y_step`. */
const compiled = /(?:^|_)(?:height|childHeight|y_step)$/;

/**
 * The signals of a chart's Vega spec that hold the heights of its plots, or the height of a category, with their values
 * in points: multiplied by one factor, they make the chart taller. The author's own parameters are none of them. None
 * at all if the height has a meaning: maps and pies keep their shape, places and ranges in points their distances, and
 * a spec in Vega is its author's own.
 *
 * @param given signals whose values do not come from the spec
 */
export function plotHeights(
  spec: Spec,
  { dialect, spec: authored }: ChartRequest,
  given: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  if (dialect !== "vega-lite" || specs(spec["projections"]).length > 0) return heights;
  if (hasPlaces(authored) || holdsShapes(spec["marks"])) return heights;
  const own = spec["height"];
  if (typeof own === "number") heights.set("height", own);
  const parameters = new Set(parametersOf(authored));
  for (const { name, value, update } of specs(spec["signals"]))
    if (typeof value === "number" && update === undefined && compiled.test(String(name)) && !parameters.has(name))
      heights.set(String(name), value);
  return [...heights.keys()].some((name) => given.has(name)) ? new Map() : heights;
}

/** Names of the parameters that a part of a spec declares, and the views in it. */
function parametersOf(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part.flatMap(parametersOf);
  if (!isSpec(part)) return [];
  return Object.entries(part).flatMap(([key, value]) => [
    ...(key === "params" || key === "signals" ? specs(value).map(({ name }) => name) : []),
    ...(key === "values" ? [] : parametersOf(value)),
  ]);
}

/** Marks whose shape must not change. */
function holdsShapes(marks: unknown): boolean {
  return specs(marks).some(
    ({ type, marks: inner }) => type === "arc" || type === "shape" || type === "image" || holdsShapes(inner),
  );
}

/** Whether a part of a Vega-Lite spec sets a height in points: `"y": 40`, `"y": {"value": 40}`, or its scale does. */
function hasPlaces(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(hasPlaces);
  if (!isSpec(part)) return false;
  return Object.entries(part).some(([key, value]) =>
    key === "y" || key === "y2" || key === "yOffset"
      ? isPlace(value) || (isSpec(value) && (isPlace(value["value"]) || hasRange(value["scale"]))) || hasPlaces(value)
      : key !== "values" && hasPlaces(value),
  );
}

/** Whether a scale begins or ends at a place in points. */
function hasRange(scale: unknown): boolean {
  return isSpec(scale) && [scale["range"], scale["rangeMin"], scale["rangeMax"]].flat().some(isPlace);
}

/** The plot's top stays where it is. */
function isPlace(value: unknown): boolean {
  return typeof value === "number" && value !== 0;
}
