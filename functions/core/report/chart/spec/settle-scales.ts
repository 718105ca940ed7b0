import { type Spec, specs } from "../spec.ts";

const continuous = new Set(["linear", "pow", "sqrt", "symlog"]);

/**
 * Ends the scales of a compiled chart on a value that their axis labels: Vega-Lite rounds a scale's ends to a tenth of
 * its extent, and the axis of five ticks then stops below. Scales with ends of their own stay as they are.
 */
export function settleScales(spec: Spec): Spec {
  const counts = new Map<string, number>();
  const survey = (group: Spec): void => {
    for (const { scale, tickCount } of specs(group["axes"]))
      if (typeof tickCount === "number" && tickCount > 0) counts.set(String(scale), tickCount);
    for (const mark of specs(group["marks"])) survey(mark);
  };
  survey(spec);
  const settle = (scale: Spec): Spec => {
    const count = counts.get(String(scale["name"]));
    return scale["nice"] === true && count !== undefined && continuous.has(String(scale["type"]))
      ? { ...scale, nice: count }
      : scale;
  };
  const apply = (group: Spec): Spec => ({
    ...group,
    ...(Array.isArray(group["scales"]) ? { scales: specs(group["scales"]).map(settle) } : {}),
    ...(Array.isArray(group["marks"])
      ? { marks: specs(group["marks"]).map((mark) => (mark["type"] === "group" ? apply(mark) : mark)) }
      : {}),
  });
  return apply(spec);
}
