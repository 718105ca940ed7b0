import type { ChartAxisName, ChartNote } from "./chart.ts";
import { noteSettings } from "./chart-checks.ts";
import { readNote, writeNote } from "./chart-notes.ts";
import { across, isPart, type Part } from "./chart-parts.ts";
import type { ChartPlan } from "./chart-plan.ts";
import { describeChart, labelLayer, noteLayers } from "./describe-chart.ts";
import { sharedDetail } from "./chart-stacks.ts";
import { mergeLayer } from "./merge-layer.ts";
import type { SpecChange } from "../edit.ts";

export function isByValue(sort: unknown, values: ChartAxisName): sort is string {
  return sort === values || sort === `-${values}`;
}

/**
 * What the layers of notes and values need after a change of the chart around them. Authors may have set them in their
 * own way, so that only what the change makes different is written.
 *
 * @param plan the chart before the change
 * @param after the chart with it, and these layers as before
 */
export function followingLayers(plan: ChartPlan, after: ChartPlan): SpecChange[] {
  const label = labelLayer(plan);
  const turned = plan.values !== after.values;
  return [
    ...noteLayers(plan).flatMap(({ pointer, view }) => {
      const note = readNote(view)!;
      const [before, wanted] = [
        writeNote(note, noteSettings(plan)),
        writeNote(turned ? turnedNote(note) : note, noteSettings(after)),
      ];
      const isRebuilt = "layer" in before !== "layer" in wanted;
      return mergeLayer(pointer, view, before, isRebuilt ? withWords(wanted, view) : wanted);
    }),
    ...(label === undefined
      ? []
      : mergeLayer(label.pointer, label.view, labelOf(plan), labelAfter(label.view, plan, after))),
  ];
}

/** The values beside the marks after a change; a pattern that is not that of their axis is the author's. */
function labelAfter({ encoding }: Part, plan: ChartPlan, after: ChartPlan): Part {
  const [old, wanted] = [labelOf(plan), labelOf(after)].map(
    (label) => label["encoding"] as Readonly<Record<string, Part>>,
  );
  const own = isPart(encoding) && isPart(encoding["text"]) ? encoding["text"]["format"] : undefined;
  const text =
    own === old!["text"]!["format"] ? wanted!["text"] : { ...wanted!["text"], format: old!["text"]!["format"] };
  return { ...labelOf(after), encoding: { ...wanted, text } };
}

function turnedNote(note: ChartNote): ChartNote {
  return note.mark === "point" ? note : { ...note, axis: across(note.axis) };
}

/** A note that is built otherwise than before, with the words as its author has set them. */
function withWords(wanted: Part, own: Part): Part {
  const words: unknown = Array.isArray(own["layer"]) ? own["layer"][1] : own;
  if (!isPart(words) || words["mark"] === undefined) return wanted;
  if (!Array.isArray(wanted["layer"])) return { ...wanted, mark: words["mark"] };
  const [mark, text] = wanted["layer"] as readonly Part[];
  return { ...wanted, layer: [mark, { ...text, mark: words["mark"] }] };
}

/** An order by the values that all layers read alike: of bars, Vega-Lite would take the sum, of texts the least. */
export function sortBy(plan: ChartPlan, falls: boolean): Part {
  const { field, aggregate } = plan[plan.values].def;
  return {
    ...(field !== undefined && { field }),
    op: aggregate ?? (plan.kind === "bar" || plan.kind === "column" || plan.kind === "area" ? "sum" : "max"),
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

/** The layer with the values, for the axes of a chart. */
export function labelOf(plan: ChartPlan): Part {
  const { values } = plan;
  const { def } = plan[values];
  const format = isPart(def["axis"]) && typeof def["axis"]["format"] === "string" ? def["axis"]["format"] : ",.10~g";
  const { field, aggregate } = def;
  const detail = sharedDetail(plan);
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
      ...(detail !== undefined && { detail }),
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
