import { across, columnOf, isPart, type Part } from "./chart-parts.ts";
import { columnIn } from "./chart-spans.ts";
import type { ChartPlan } from "./chart-plan.ts";

/** Channels by which marks are neither split nor stacked. */
const undivided = new Set(["x", "y", "x2", "y2", "xOffset", "yOffset", "tooltip", "facet", "row", "column", "text"]);

/** A channel that splits marks by a column. */
interface Division {
  readonly channel: string;
  readonly field: string;
  /** Whether only the marks' own layer has it. */
  readonly own: boolean;
}

/** The columns that split the marks of a category into parts or series. */
export function divisionsOf(plan: ChartPlan): readonly Division[] {
  const category = plan[across(plan.values)].def["field"];
  const own = plan.layers !== undefined;
  return [
    ...divisionsIn(plan.view["encoding"], false),
    ...(own ? divisionsIn(plan.main.view["encoding"], true) : []),
  ].filter(({ field }) => field !== category);
}

function divisionsIn(encoding: unknown, own: boolean): Division[] {
  if (!isPart(encoding)) return [];
  return Object.entries(encoding).flatMap(([channel, defs]) =>
    undivided.has(channel)
      ? []
      : [defs].flat().flatMap((def) => {
          const held = isPart(def) && isPart(def["condition"]) && !("field" in def) ? def["condition"] : def;
          if (!isPart(held) || typeof held["field"] !== "string" || "aggregate" in held) return [];
          return [{ channel, field: held["field"], own }];
        }),
  );
}

/** The column at which the mark of each row ends that begins at its category: of a histogram whose bins are rows. */
export function intervalEnd({ view, main, values, layers }: ChartPlan): string | undefined {
  const name = `${across(values)}2`;
  const encodings = [main.view["encoding"], ...(layers === undefined ? [] : [view["encoding"]])].filter(isPart);
  return encodings.map((encoding) => columnIn(encoding[name])).find((column) => column !== undefined);
}

function isBinned({ bin }: Part): boolean {
  return bin !== undefined && bin !== false && bin !== null;
}

/** Whether the categories are intervals of their column, and no rows of their own. */
function hasIntervals(plan: ChartPlan): boolean {
  if (intervalEnd(plan) !== undefined) return false;
  const { def } = plan[across(plan.values)];
  return isBinned(def) || def["timeUnit"] !== undefined;
}

/** Whether a mark stands for an interval, and not for a value of its row. */
function standsForInterval(plan: ChartPlan): boolean {
  const [places, measure] = [plan[across(plan.values)].def, plan[plan.values].def];
  const counts = measure["aggregate"] !== undefined;
  if (intervalEnd(plan) !== undefined) return counts || isBinned(measure);
  return isBinned(places) || isBinned(measure) || places["aggregate"] !== undefined || (counts && hasIntervals(plan));
}

/**
 * Whether Vega-Lite puts the marks of a category upon each other, so that they do not end at their own values. Marks
 * that nothing splits are taken to be one for each category, as far as the spec says nothing else.
 */
export function isStacked(plan: ChartPlan): boolean {
  const { stack, aggregate } = plan[plan.values].def;
  const stacks = plan.kind === "bar" || plan.kind === "column" || plan.kind === "area";
  if (stack === null || stack === false || (stack === undefined && !stacks)) return false;
  if (divisionsOf(plan).length > 0) return true;
  return aggregate === undefined && (hasIntervals(plan) || stack === "normalize" || stack === "center");
}

/** Whether the marks have rows of their own, which other layers do not see. */
export function hasOwnRows({ layers, main }: ChartPlan): boolean {
  return layers !== undefined && ("transform" in main.view || "data" in main.view);
}

/**
 * The columns that a layer beside the marks must be split by, so that it sums up the same rows; undefined if it takes
 * them from the encoding that all share, or sums up nothing. Such a layer has a colour of its own.
 */
export function sharedDetail(plan: ChartPlan): readonly Part[] | undefined {
  if (plan[plan.values].def["aggregate"] === undefined) return undefined;
  const divisions = divisionsOf(plan);
  if (!divisions.some(({ own, channel }) => own || channel === "color")) return undefined;
  const fields = [...new Set(divisions.map(({ field }) => field))];
  return fields.map((field) => ({ field, type: "nominal" }));
}

/** Why values cannot stand beside the marks, or words on one of them. */
type Misplaced = { readonly code: string; readonly message: string } | undefined;

/** Why the values cannot stand beside their marks. */
export function whyNoLabels(plan: ChartPlan): Misplaced {
  if (isStacked(plan))
    return { code: "labels-meet", message: "parts that are stacked cannot have their values beside them" };
  const areIntervals = hasIntervals(plan) || intervalEnd(plan) !== undefined;
  if ((plan.kind === "bar" || plan.kind === "column") && areIntervals)
    return {
      code: "note-on-intervals",
      message: "its bars stand for intervals, at whose beginnings the values would stand",
    };
  if (hasOwnRows(plan))
    return { code: "chart-too-free", message: "its marks have rows of their own, which other layers do not see" };
  return undefined;
}

const offsets = ["xOffset", "yOffset"];

/** Why a note cannot stand on a mark. */
export function whyNoPoint(plan: ChartPlan): Misplaced {
  const { view, main, values } = plan;
  if (columnOf(plan[across(values)].def["field"]) === undefined)
    return { code: "no-categories", message: "its marks stand for no column" };
  if (isStacked(plan))
    return { code: "note-on-parts", message: "parts that are stacked do not end at their own values" };
  const { aggregate } = plan[values].def;
  if (standsForInterval(plan))
    return { code: "note-on-intervals", message: "each of its marks stands for an interval of values, and for no row" };
  if (hasOwnRows(plan))
    return { code: "chart-too-free", message: "its marks have rows of their own, which other layers do not see" };
  const encodings = [view["encoding"], main.view["encoding"]].filter(isPart);
  const offset = [...offsets, `${values}2`].find((name) => encodings.some((encoding) => name in encoding));
  if (offset !== undefined)
    return { code: "chart-too-free", message: `its marks have the channel "${offset}", which a note does not have` };
  const own = divisionsOf(plan).find((each) => each.own && each.channel !== "color");
  if (own !== undefined && aggregate !== undefined)
    return { code: "chart-too-free", message: `its marks are split by "${own.field}", and a note would not be` };
  return undefined;
}
