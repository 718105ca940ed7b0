import type { Theme } from "../../template/template.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import type { Vega } from "../vega.ts";

/** Views of views, by the member that holds them. */
const lists = ["layer", "concat", "hconcat", "vconcat"];

/**
 * Gives regions without a value the grey of no data: Vega-Lite leaves them out of a map, as if they were sea. A legend of colours
 * gets as many ticks as its numbers need decimals for.
 *
 * @param spec Vega-Lite
 * @param outer the encoding of the views around it
 */
export function settleMaps(vega: Vega, spec: Spec, noData: string, outer: Spec = {}): Spec {
  const encoding = { ...outer, ...(isSpec(spec["encoding"]) ? spec["encoding"] : {}) };
  const inner: Record<string, unknown> = { ...spec };
  if (isSpec(spec["spec"])) inner["spec"] = settleMaps(vega, spec["spec"], noData, encoding);
  for (const list of lists) if (Array.isArray(spec[list])) inner[list] = specs(spec[list]).map((view) => settleMaps(vega, view, noData, encoding));
  const { mark } = spec;
  const type = isSpec(mark) ? mark["type"] : mark;
  if (type !== "geoshape") return inner;
  const channel = ["color", "fill"].find((name) => isSpec(encoding[name]) && typeof encoding[name]["field"] === "string");
  if (channel === undefined) return inner;
  const colour = encoding[channel] as Spec;
  if (colour["condition"] !== undefined || colour["aggregate"] !== undefined || colour["scale"] === null) return inner;
  const legend = colour["type"] === "quantitative" && colour["bin"] === undefined && (colour["legend"] === undefined || isSpec(colour["legend"])) ? { legend: { tickCount: 4, ...colour["legend"] } } : {};
  return {
    ...inner,
    mark: { ...(isSpec(mark) ? mark : { type }), invalid: "show" },
    encoding: { ...(isSpec(spec["encoding"]) ? spec["encoding"] : {}), [channel]: { ...colour, ...legend, condition: { test: lacks(vega, String(colour["field"])), value: noData } } },
  };
}

/** An expression: whether a datum has nothing at the end of a path, or on the way to it. */
function lacks(vega: Vega, field: string): string {
  const path = (vega.splitAccessPath as (path: string) => string[])(field);
  return path.map((_, end) => `!isValid(datum${path.slice(0, end + 1).map((name) => `[${JSON.stringify(name)}]`).join("")})`).join(" || ");
}

/** The grey of regions without a value: paler than every value's colour is dark, and of no hue that a value has. */
export function noDataColour({ rule }: Pick<Theme, "rule">): string {
  return rule;
}
