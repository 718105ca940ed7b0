import type { Theme } from "../../template/theme.ts";
import { isSpec, type Spec, specs } from "../spec.ts";
import type { Vega } from "../vega.ts";

/** Members of a view that hold other views. */
const lists = ["layer", "concat", "hconcat", "vconcat"];

/**
 * Gives regions without a value the grey of no data: Vega-Lite leaves them out of a map, as if they were sea. A
 * colour legend gets four ticks unless the spec sets their number.
 *
 * @param spec Vega-Lite
 * @param outer the encoding of the views around it
 */
export function settleMaps(vega: Vega, spec: Spec, noData: string, outer: Spec = {}): Spec {
  const encoding = { ...outer, ...(isSpec(spec["encoding"]) ? spec["encoding"] : {}) };
  const inner: Record<string, unknown> = { ...spec };
  if (isSpec(spec["spec"])) inner["spec"] = settleMaps(vega, spec["spec"], noData, encoding);
  for (const list of lists)
    if (Array.isArray(spec[list]))
      inner[list] = specs(spec[list]).map((view) => settleMaps(vega, view, noData, encoding));
  const { mark } = spec;
  const type = isSpec(mark) ? mark["type"] : mark;
  if (type !== "geoshape") return inner;
  const channel = ["color", "fill"].find(
    (name) => isSpec(encoding[name]) && typeof encoding[name]["field"] === "string",
  );
  if (channel === undefined) return inner;
  const colour = encoding[channel] as Spec;
  if (colour["condition"] !== undefined || colour["aggregate"] !== undefined || colour["scale"] === null) return inner;
  const legend =
    colour["type"] === "quantitative" &&
    colour["bin"] === undefined &&
    (colour["legend"] === undefined || isSpec(colour["legend"]))
      ? { legend: { tickCount: 4, ...colour["legend"] } }
      : {};
  return {
    ...inner,
    mark: { ...(isSpec(mark) ? mark : { type }), invalid: "show" },
    encoding: {
      ...(isSpec(spec["encoding"]) ? spec["encoding"] : {}),
      [channel]: { ...colour, ...legend, condition: { test: lacks(vega, String(colour["field"])), value: noData } },
    },
  };
}

/** An expression for whether a datum has no value at the end of a path, or along it. */
function lacks(vega: Vega, field: string): string {
  const path = (vega.splitAccessPath as (path: string) => string[])(field);
  return path
    .map(
      (_, end) =>
        `!isValid(datum${path
          .slice(0, end + 1)
          .map((name) => `[${JSON.stringify(name)}]`)
          .join("")})`,
    )
    .join(" || ");
}

/**
 * Keeps the missing value out of the categories of a map's colours: Vega would give it a colour and a place in the
 * legend.
 *
 * @param spec Vega, compiled from the result of `settleMaps`
 */
export function dropMissingCategories(spec: Spec, noData: string): Spec {
  const data = [...specs(spec["data"])];
  const tests = missingTests(spec, noData);
  const scales = specs(spec["scales"]).map((scale) => {
    const test = tests.get(String(scale["name"]));
    const { domain } = scale;
    if (test === undefined || scale["type"] !== "ordinal" || !isSpec(domain) || typeof domain["data"] !== "string")
      return scale;
    const name = `${domain["data"]}_of_${String(scale["name"])}`;
    data.push({ name, source: domain["data"], transform: [{ type: "filter", expr: `!(${test})` }] });
    return { ...scale, domain: { ...domain, data: name } };
  });
  return tests.size === 0 ? spec : { ...spec, data, scales };
}

/** Scale of a mark's fill → the expression from `settleMaps` for a region without a value. */
function missingTests(group: Spec, noData: string): ReadonlyMap<string, string> {
  const tests = new Map<string, string>();
  for (const mark of specs(group["marks"])) {
    if (mark["type"] === "group") for (const [scale, test] of missingTests(mark, noData)) tests.set(scale, test);
    const [missing, otherwise] = noDataRules(mark, noData);
    if (missing !== undefined && typeof otherwise?.["scale"] === "string")
      tests.set(otherwise["scale"], String(missing["test"]));
  }
  return tests;
}

/** The rules of a mark's fill, if the first is from `settleMaps`. */
export function noDataRules(mark: Spec, noData: string): readonly Spec[] {
  const update = isSpec(mark["encode"]) && isSpec(mark["encode"]["update"]) ? mark["encode"]["update"] : {};
  const rules = specs(update["fill"]);
  return rules[0]?.["value"] === noData && String(rules[0]["test"]).includes("!isValid(datum[") ? rules : [];
}

/** The grey of regions without a value: paler than the colours of values, and without a hue. */
export function noDataColour({ rule }: Pick<Theme, "rule">): string {
  return rule;
}
