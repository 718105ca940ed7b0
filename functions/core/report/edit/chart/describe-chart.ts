import {
  chartColours,
  type ChartAxis,
  type ChartColour,
  type ChartKind,
  type ChartSort,
  type DescribedChart,
} from "./chart.ts";
import { readNote } from "./chart-notes.ts";
import { across, columnOf, isPart, type Layer, markOf, type Part } from "./chart-parts.ts";
import { divisionsOf, intervalEnd } from "./chart-stacks.ts";
import { typeOf, type ChartPlan } from "./chart-plan.ts";

/** A chart's spec in words of who reads the chart. */
export function describeChart(plan: ChartPlan): Omit<DescribedChart, "offers"> {
  const { kind, x, y, axes, values, colour, panels } = plan;
  const group = columnOf(colour?.def["field"]);
  const sort = sortOf(plan);
  const role = group === undefined ? colourOf(plan) : undefined;
  const until = intervalEnd(plan);
  return {
    kind,
    kinds: kindsFor(plan),
    x: axisOf(x.def, axes.x.def),
    y: axisOf(y.def, axes.y.def),
    values,
    ...(until !== undefined && { until }),
    ...(group !== undefined && { group }),
    ...(role !== undefined && { colour: role }),
    ...(panels !== undefined && { panels }),
    ...(sort !== undefined && { sort }),
    labels: labelLayer(plan) !== undefined,
    notes: noteLayers(plan).map(({ view }) => readNote(view)!),
  };
}

/** The layers of lines, ranges and notes. */
export function noteLayers({ layers = [] }: ChartPlan): Layer[] {
  return layers.filter(({ view }) => readNote(view) !== undefined);
}

/** The layer with the values beside the marks. */
export function labelLayer(plan: ChartPlan): Layer | undefined {
  const { def } = plan[plan.values];
  return plan.layers?.find(({ view }) => {
    if (markOf(view) !== "text" || "data" in view || "transform" in view || !isPart(view["encoding"])) return false;
    const { text, x, y } = view["encoding"];
    if (x !== undefined || y !== undefined || !isPart(text) || "condition" in text) return false;
    return text["field"] === def["field"] && text["aggregate"] === def["aggregate"] && !("value" in text);
  });
}

const suiting: Readonly<Record<string, readonly ChartKind[]>> = {
  nominal: ["bar", "column", "point"],
  ordinal: ["column", "bar", "line", "area", "point"],
  temporal: ["line", "area", "column", "point"],
  quantitative: ["point", "line", "area"],
};

const ofIntervals: readonly ChartKind[] = ["column", "line", "point"];

/** The kinds that suit the columns, and the one that it is. */
function kindsFor(plan: ChartPlan): ChartKind[] {
  const { kind } = plan;
  const type = typeOf(plan[across(plan.values)].def)!;
  const isDrawn = kind === "line" || kind === "point";
  const suited = [
    ...(intervalEnd(plan) === undefined ? suiting[type]! : ofIntervals),
    // A row of numbers that was drawn as columns can be so again; a cloud of points is none.
    ...(type === "quantitative" && kind !== "point" && intervalEnd(plan) === undefined ? (["column"] as const) : []),
  ];
  // What nothing on the page tells apart would be put upon each other.
  const unlike = isDrawn && divisionsOf(plan).some(({ channel }) => channel === "detail");
  const kinds = unlike ? suited.filter((each) => each === "line" || each === "point") : suited;
  return kinds.includes(kind) ? kinds : [...kinds, kind];
}

/** An axis. @param drawn the channel that says how it is drawn */
function axisOf(def: Part, drawn: Part): ChartAxis {
  const axis = isPart(drawn["axis"]) ? drawn["axis"] : {};
  const title = "title" in drawn ? drawn["title"] : axis["title"];
  const column = columnOf(def["field"]);
  const [min, max] = limitsOf(def);
  return {
    ...(column !== undefined && { column }),
    type: typeOf(def)!,
    ...(typeof def["aggregate"] === "string" && { aggregate: def["aggregate"] }),
    ...((typeof title === "string" || title === null) && { title }),
    ...(typeof axis["format"] === "string" && { format: axis["format"] }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    shown: drawn["axis"] !== null,
  };
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/** The least and the greatest value of an axis, as far as the spec sets them to numbers. */
export function limitsOf({ scale }: Part): readonly [number | undefined, number | undefined] {
  if (!isPart(scale)) return [undefined, undefined];
  const { domain } = scale;
  if (Array.isArray(domain) && domain.length === 2) return [number(domain[0]), number(domain[1])];
  return [number(scale["domainMin"]), number(scale["domainMax"])];
}

/** The role of a colour that a theme gives; `other` for any other. */
function colourOf({ colour, main }: ChartPlan): ChartColour | "other" | undefined {
  const { mark } = main.view;
  const written =
    colour !== undefined ? colour.def["value"] : isPart(mark) ? (mark["fill"] ?? mark["color"]) : undefined;
  if (written === undefined && colour === undefined) return undefined;
  const role = /^\{\{-?\s*template\.theme\.(\w+)\s*-?\}\}$/.exec(String(written))?.[1];
  const known = chartColours.find((each) => each === role);
  return colour !== undefined && "condition" in colour.def ? "other" : (known ?? "other");
}

function sortOf(plan: ChartPlan): ChartSort | undefined {
  const { def } = plan[across(plan.values)];
  if (typeOf(def) !== "nominal" && typeOf(def) !== "ordinal") return undefined;
  const { sort } = def;
  const { values } = plan;
  if (sort === null) return "rows";
  if (sort === undefined || sort === "ascending") return "names";
  if (isPart(sort) && sort["field"] === plan[values].def["field"] && "op" in sort)
    return sort["order"] === "descending" ? "most" : "least";
  // An order that is written in another way is nobody's here.
  return sort === `-${values}` ? "most" : sort === values ? "least" : undefined;
}
