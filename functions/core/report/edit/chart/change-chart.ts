import { BroadsheetError } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { changeColumn, changeDomain, changeFormat, changeSort, changeTitle } from "./change-axis.ts";
import { changeKind, spansAbove } from "./change-kind.ts";
import { type ChartChange, type ChartNote, freeReasons } from "./chart.ts";
import { withChanges } from "./spec/edit-spec.ts";
import { chartRefused, checkNote, noteSettings } from "./chart-checks.ts";
import { addLayer, followingLayers, labelOf } from "./chart-layers.ts";
import { readNote, writeNote } from "./chart-notes.ts";
import { across, columnOf, fieldOf, isPart, markOf, type Part } from "./chart-parts.ts";
import { type ChartPlan, planChart, typeOf } from "./chart-plan.ts";
import { whyNoLabels, whyNoPoint } from "./chart-stacks.ts";
import { labelLayer, noteLayers } from "./describe-chart.ts";
import type { SpecChange } from "../edit.ts";

/**
 * The changes of a spec that make one change of its chart. What they do not name stays as it is; notes and values
 * beside the marks follow.
 *
 * @throws BroadsheetError `conflict` for what the chart cannot have as it is, `invalid-request` for what none can
 */
export function changeChart(spec: unknown, plan: ChartPlan, change: ChartChange): readonly SpecChange[] {
  const changes = ownChanges(plan, change);
  if ("note" in change || "without" in change || "labels" in change) return changes;
  const after = planChart(withChanges(spec, changes));
  if ("free" in after) throw chartRefused("chart-too-free", freeReasons[after.free], Object.values(change)[0]);
  checkFollowers(plan, after);
  const followed = [...changes, ...followingLayers(plan, after), ...withoutDots(plan, after)];
  if (plan.spans.length === 0) return followed;
  const whole = planChart(withChanges(spec, followed));
  return "free" in whole ? followed : [...followed, ...spansAbove(whole)];
}

function isDot({ mark, ...others }: Part): boolean {
  return isPart(mark) && mark["type"] === "point" && Object.keys(others).every((name) => name === "transform");
}

/** Takes away the dots on a line, such as one at its end, when the line becomes bars: the last first. */
function withoutDots(plan: ChartPlan, after: ChartPlan): SpecChange[] {
  if (plan.kind !== "line" || (after.kind !== "bar" && after.kind !== "column")) return [];
  return (plan.layers ?? [])
    .filter((layer) => layer !== plan.main && isDot(layer.view))
    .map(({ pointer }) => ({ pointer }))
    .toReversed();
}

/** Refuses a change after which notes and values would no longer stand at their marks. */
function checkFollowers(plan: ChartPlan, after: ChartPlan): void {
  const hasPoints = noteLayers(plan).some(({ view }) => readNote(view)!.mark === "point");
  const reasons = [
    ...(labelLayer(plan) !== undefined && whyNoLabels(plan) === undefined ? [whyNoLabels(after)] : []),
    ...(hasPoints && whyNoPoint(plan) === undefined ? [whyNoPoint(after)] : []),
  ];
  for (const reason of reasons) if (reason !== undefined) throw chartRefused(reason.code, reason.message, after.kind);
}

function ownChanges(plan: ChartPlan, change: ChartChange): SpecChange[] {
  if ("kind" in change) return changeKind(plan, change.kind);
  if ("x" in change) return changeColumn(plan, "x", change.x.column, change.x.type);
  if ("y" in change) return changeColumn(plan, "y", change.y.column, change.y.type);
  if ("group" in change) return changeGroup(plan, change.group?.column);
  if ("sort" in change) return changeSort(plan, change.sort);
  if ("colour" in change) return changeColour(plan, `{{ template.theme.${change.colour} }}`);
  if ("labels" in change) return changeLabels(plan, change.labels);
  if ("title" in change) return changeTitle(plan, change.title.axis, change.title.text);
  if ("format" in change) return changeFormat(plan, change.format.axis, change.format.pattern);
  if ("domain" in change) return changeDomain(plan, change.domain);
  if ("note" in change) return addNote(plan, change.note);
  return removeNote(plan, change.without);
}

function changeGroup(plan: ChartPlan, column: string | undefined): SpecChange[] {
  const { colour } = plan;
  const group = columnOf(colour?.def["field"]);
  if (column === group) return [];
  // A category of one group alone says which mark a note stands on.
  const category = columnOf(plan[across(plan.values)].def["field"]);
  const tied = noteLayers(plan).some(({ view }) => {
    const note = readNote(view)!;
    return note.mark === "point" && (note.group !== undefined || (column !== undefined && column !== category));
  });
  if (tied) throw chartRefused("notes-of-column", "notes stand at values of the column that has the colours", group);
  if (column === undefined) return [{ pointer: colour!.pointer }];
  if (group !== undefined) {
    const scale = colour!.def["scale"];
    const names = isPart(scale) ? ["domain", "range"].filter((name) => name in scale) : [];
    return [
      { pointer: `${colour!.pointer}/field`, value: fieldOf(column) },
      ...withoutPaint(plan),
      ...names.map((name) => ({ pointer: pointerTo(`${colour!.pointer}/scale`, name) })),
    ];
  }
  const pointer = colour?.pointer ?? `${encodingAround(plan)}/color`;
  const value = { field: fieldOf(column), type: "nominal", legend: { title: null, orient: "top" } };
  return [{ pointer, value }, ...withoutPaint(plan)];
}

/** Takes away the paint of the marks themselves, which their colours do not cover. */
function withoutPaint({ main, kind }: ChartPlan): SpecChange[] {
  const { mark } = main.view;
  if (!isPart(mark)) return [];
  const isDrawn = kind === "line" || (markOf(main.view) === "point" && mark["filled"] !== true);
  const name = isDrawn ? "stroke" : "fill";
  return name in mark ? [{ pointer: `${main.pointer}/mark/${name}` }] : [];
}

/** The encoding that has the axes. */
function encodingAround({ x }: ChartPlan): string {
  return x.pointer.slice(0, -"/x".length);
}

function changeColour(plan: ChartPlan, value: string): SpecChange[] {
  const { colour, main } = plan;
  if (columnOf(colour?.def["field"]) !== undefined)
    throw chartRefused("colours-of-group", "the members of its group have the colours of the theme", value);
  if (colour !== undefined)
    return "condition" in colour.def || !("value" in colour.def)
      ? [{ pointer: colour.pointer, value: { value } }, ...withoutPaint(plan)]
      : [{ pointer: `${colour.pointer}/value`, value }, ...withoutPaint(plan)];
  const { mark } = main.view;
  const at = `${main.pointer}/mark`;
  if (!isPart(mark)) return [{ pointer: at, value: { type: mark, color: value } }];
  return [{ pointer: "fill" in mark ? `${at}/fill` : `${at}/color`, value }];
}

function changeLabels(plan: ChartPlan, labels: boolean): SpecChange[] {
  const layer = labelLayer(plan);
  if (labels === (layer !== undefined)) return [];
  if (layer !== undefined) return [{ pointer: layer.pointer }];
  if (typeOf(plan[plan.values].def) !== "quantitative")
    throw chartRefused("no-numbers", "only numbers can stand beside their marks", labels);
  const reason = whyNoLabels(plan);
  if (reason !== undefined) throw chartRefused(reason.code, reason.message, labels);
  if (plan[plan.values].pointer.startsWith(`${plan.main.pointer}/encoding`) && plan.layers !== undefined)
    throw chartRefused("chart-too-free", "its layers do not share their axes", labels);
  return addLayer(plan, labelOf(plan), false);
}

/** Lines and notes stand before the data, ranges behind them. */
function addNote(plan: ChartPlan, note: ChartNote): SpecChange[] {
  checkNote(plan, note);
  return addLayer(plan, writeNote(note, noteSettings(plan)), note.mark === "range");
}

function removeNote(plan: ChartPlan, index: number): SpecChange[] {
  const notes = noteLayers(plan);
  const layer = notes[index];
  if (layer === undefined)
    throw new BroadsheetError("invalid-request", {
      code: "unknown-pointer",
      message: `the chart has no such note; it has ${notes.length}`,
      where: { pointer: "/edit/change/without" },
      seen: index,
      allowed: notes.map((_, at) => at),
    });
  return [{ pointer: layer.pointer }];
}
