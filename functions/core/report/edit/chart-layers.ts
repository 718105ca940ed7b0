import type { ChartAxisName, ChartNote } from "./chart.ts";
import { noteSettings } from "./chart-checks.ts";
import { readNote, writeNote } from "./chart-notes.ts";
import { across, isPart, type Part } from "./chart-parts.ts";
import type { ChartPlan } from "./chart-plan.ts";
import { describeChart, labelLayer, noteLayers } from "./describe-chart.ts";
import type { SpecChange } from "./edit.ts";

export function isByValue(sort: unknown, values: ChartAxisName): sort is string {
  return sort === values || sort === `-${values}`;
}

/** The layers that are written here, as they must be after another change. */
export function rewrittenLayers(
  plan: ChartPlan,
  after: ChartPlan,
  noteOf = (note: ChartNote): ChartNote => note,
): SpecChange[] {
  const label = labelLayer(plan);
  return [
    ...noteLayers(plan).map(({ pointer, view }) => ({
      pointer,
      value: writeNote(noteOf(readNote(view)!), noteSettings(after)),
    })),
    ...(label === undefined ? [] : [{ pointer: label.pointer, value: labelOf(after) }]),
  ];
}

/** An order by the values that all layers read alike: of bars, Vega-Lite would take the sum, of texts the least. */
export function sortBy(plan: ChartPlan, falls: boolean): Part {
  const { field, aggregate } = plan[plan.values].def;
  return {
    ...(field !== undefined && { field }),
    op: aggregate ?? (stacks(plan) ? "sum" : "max"),
    order: falls ? "descending" : "ascending",
  };
}

/** The order of a single view, as layers need it. */
export function settledSort(plan: ChartPlan): SpecChange[] {
  const { pointer, def } = plan[across(plan.values)];
  const { sort } = def;
  return isByValue(sort, plan.values)
    ? [{ pointer: `${pointer}/sort`, value: sortBy(plan, sort.startsWith("-")) }]
    : [];
}

/** Whether the members of a group would be stacked. */
export function stacks({ kind }: Pick<ChartPlan, "kind">): boolean {
  return kind === "bar" || kind === "column" || kind === "area";
}

/** The layer with the values, for the axes of a chart. */
export function labelOf(plan: ChartPlan): Part {
  const { values } = plan;
  const { def } = plan[values];
  const format = isPart(def["axis"]) && typeof def["axis"]["format"] === "string" ? def["axis"]["format"] : ",.10~g";
  const { field, aggregate } = def;
  const beside = values === "x" ? { align: "left", dx: 4 } : { baseline: "bottom", dy: -4 };
  return {
    mark: { type: "text", ...beside },
    encoding: {
      text: {
        ...(field !== undefined && { field }),
        ...(aggregate !== undefined && { aggregate }),
        type: "quantitative",
        format,
      },
      color: { value: "{{ template.theme.ink }}" },
    },
  };
}

/** Adds a layer above all others, or below them. A single view becomes the first layer; its axes are those of all. */
export function addLayer(plan: ChartPlan, layer: Part, below: boolean): SpecChange[] {
  const { base, layers, main } = plan;
  if (layers !== undefined)
    return [
      // Before the layers move.
      ...settledSort(plan),
      { pointer: `${base}/layer/${below ? 0 : layers.length}`, value: layer, insert: true },
    ];
  const first = { mark: main.view["mark"] };
  return [
    ...settledSort(plan),
    { pointer: `${base}/layer`, value: below ? [layer, first] : [first, layer] },
    { pointer: `${base}/mark` },
  ];
}

/** The order by a column that another one replaces. */
export function sortedBy(plan: ChartPlan, after: ChartPlan): SpecChange[] {
  const { pointer, def } = plan[across(plan.values)];
  const { sort } = describeChart(plan);
  return isPart(def["sort"]) && (sort === "most" || sort === "least")
    ? [{ pointer: `${pointer}/sort`, value: sortBy(after, sort === "most") }]
    : [];
}
