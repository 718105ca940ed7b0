import { isSpec, type Spec, specs } from "../spec.ts";

/** Marks that show a period when they have two ends. */
const spans = new Set(["bar", "rect", "rule"]);

/**
 * The label of a tick with its year below it, at the first tick and wherever a year begins. Labels that name the year
 * stay as they are.
 */
const labelWithYear =
  "indexof(datum.label, utcFormat(datum.value, '%Y')) < 0 && (datum.index === 0 || (utcmonth(datum.value) === 0 && utcdate(datum.value) === 1 && utchours(datum.value) === 0)) ? [datum.label, utcFormat(datum.value, '%Y')] : datum.label";

/**
 * Gives the time axis of a Gantt chart gridlines, since its bars touch neither end of the axis, and the year. A Gantt
 * chart has bars or rules between two times beside categories. What its author says of the axis stays.
 *
 * @param spec Vega-Lite
 */
export function settleTimeBars(spec: Spec): Spec {
  return settle(spec, {}).spec;
}

function settle(spec: Spec, inherited: Spec): { readonly spec: Spec; readonly found: boolean } {
  const own = isSpec(spec["encoding"]) ? spec["encoding"] : {};
  const encoding = { ...inherited, ...own };
  const changed: Record<string, unknown> = { ...spec };
  let found = showsPeriods(spec["mark"], encoding);
  const below = (child: Spec): Spec => {
    const { spec: settled, found: inside } = settle(child, encoding);
    found ||= inside;
    return settled;
  };
  for (const operator of ["layer", "concat", "hconcat", "vconcat"])
    if (Array.isArray(spec[operator])) changed[operator] = specs(spec[operator]).map(below);
  if (isSpec(spec["spec"])) changed["spec"] = below(spec["spec"]);
  if (found && isSpec(own["x"]) && isTime(own["x"]) && own["x"]["axis"] !== null) {
    const axis = isSpec(own["x"]["axis"]) ? own["x"]["axis"] : {};
    const { labelExpr = labelWithYear } = axis;
    changed["encoding"] = { ...own, x: { ...own["x"], axis: { grid: true, ...axis, labelExpr } } };
  }
  return { spec: changed as Spec, found };
}

function showsPeriods(mark: unknown, { x, x2, y }: Spec): boolean {
  const type = isSpec(mark) ? mark["type"] : mark;
  return (
    spans.has(String(type)) &&
    isTime(x) &&
    isSpec(x2) &&
    isSpec(y) &&
    y["field"] !== undefined &&
    y["type"] !== "quantitative" &&
    y["aggregate"] === undefined
  );
}

function isTime(channel: unknown): channel is Spec {
  return isSpec(channel) && channel["type"] === "temporal" && channel["field"] !== undefined;
}
