import { BroadsheetError } from "../../../errors.ts";
import { changeChart } from "./change-chart.ts";
import type { ChartAxisName, ChartChange, ChartOffers, ChartSort, ChartValue, DescribedChart } from "./chart.ts";
import { across, columnOf } from "./chart-parts.ts";
import { type ChartPlan, typeOf } from "./chart-plan.ts";
import { describeChart, labelLayer } from "./describe-chart.ts";

const axes: readonly ChartAxisName[] = ["x", "y"];
const sorts: readonly ChartSort[] = ["rows", "names", "most", "least"];
/** The name of a column that no chart has yet. */
const another = "another column";

/**
 * A chart in words of who reads it, with the changes that it can have: each was tried, so that nothing is offered which
 * would be refused.
 */
export function describeOffers(spec: unknown, plan: ChartPlan): DescribedChart {
  const can = (change: ChartChange): boolean => isTaken(spec, plan, change);
  const chart = describeChart(plan);
  return {
    ...chart,
    kinds: chart.kinds.filter((kind) => can({ kind })),
    offers: {
      columns: axes.filter((axis) => can(columnChange(plan, axis))),
      group: can({ group: chart.group === undefined ? { column: another } : null }),
      sorts: sorts.filter((sort) => can({ sort })),
      labels: can({ labels: labelLayer(plan) === undefined }),
      lines: axes.filter((axis) => can({ note: { mark: "line", axis, at: sampleOf(plan, axis), text: "" } })),
      points: can({ note: samplePoint(plan) }),
    } satisfies ChartOffers,
  };
}

function isTaken(spec: unknown, plan: ChartPlan, change: ChartChange): boolean {
  try {
    changeChart(spec, plan, change);
    return true;
  } catch (error) {
    if (error instanceof BroadsheetError) return false;
    throw error;
  }
}

/** Another column of the same type on an axis. */
function columnChange(plan: ChartPlan, axis: ChartAxisName): ChartChange {
  const to = { column: another, type: typeOf(plan[axis].def)! };
  return axis === "x" ? { x: to } : { y: to };
}

/** A value that an axis may have. */
function sampleOf(plan: ChartPlan, axis: ChartAxisName): ChartValue {
  const type = typeOf(plan[axis].def);
  return type === "quantitative" ? 1 : type === "temporal" ? "2000-01-01" : "a";
}

function samplePoint(plan: ChartPlan): Extract<ChartChange, { note: unknown }>["note"] {
  const category = across(plan.values);
  const group = columnOf(plan.colour?.def["field"]);
  const isNamed = group !== undefined && group !== columnOf(plan[category].def["field"]);
  return { mark: "point", at: sampleOf(plan, category), ...(isNamed && { group: "a" }), text: "a" };
}
