import { addNoDataKey, showsNoData, type NoDataKey } from "./no-data-key.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";
import { type Spec, specs } from "../spec.ts";

/** Corrections to guides. */
interface Mend {
  readonly slant: number | undefined;
  readonly tickCount: number | undefined;
  readonly columns: number | undefined;
  readonly key: NoDataKey | undefined;
}

/** Spec → its corrected versions. */
const mended = new WeakMap<Spec, Map<string, Spec>>();

/**
 * Improves the axes and legends of a finished scene: slants category labels that overlap, reduces the ticks of a time
 * axis that repeats the same year, breaks a legend wider than the chart into rows, and adds a key for the regions of a
 * map that have no value.
 *
 * @param width outer width of the chart, points
 * @param noData how regions without a value are shown
 * @returns the corrected spec, the same object for the same spec and corrections; undefined if nothing needs correcting
 */
export function refineGuides(root: SceneMark, spec: Spec, width: number, noData: NoDataKey): Spec | undefined {
  const slant = slantNeeded(root);
  const tickCount = timeTicks(root);
  const columns = legendColumns(root, width);
  const key = showsNoData(root, spec, noData.colour) ? noData : undefined;
  if (slant === undefined && tickCount === undefined && columns === undefined && key === undefined) return undefined;
  let known = mended.get(spec);
  if (known === undefined) mended.set(spec, (known = new Map()));
  const name = [slant, tickCount, columns, key?.label].join();
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = mendGuides(spec, { slant, tickCount, columns, key })));
  return found;
}

function mendGuides(spec: Spec, { slant, tickCount, columns, key }: Mend): Spec {
  const types = new Map<string, unknown>();
  const survey = (group: Spec): void => {
    for (const { name, type } of specs(group["scales"])) types.set(String(name), type);
    for (const mark of specs(group["marks"])) survey(mark);
  };
  const mendAxis = (axis: Spec): Spec => {
    const type = types.get(String(axis["scale"]));
    if (axis["orient"] !== "bottom" && axis["orient"] !== "top") return axis;
    if (type === "utc" && tickCount !== undefined) return { ...axis, tickCount };
    if ((type !== "band" && type !== "point") || slant === undefined) return axis;
    return { ...axis, labelAngle: slant, labelAlign: axis["orient"] === "bottom" ? "right" : "left", labelBaseline: "middle" };
  };
  const mend = (group: Spec): Spec => ({
    ...group,
    ...(Array.isArray(group["axes"]) ? { axes: specs(group["axes"]).map(mendAxis) } : {}),
    ...(Array.isArray(group["legends"]) && columns !== undefined
      ? { legends: specs(group["legends"]).map((legend) => (legend["type"] === "gradient" ? legend : { columns, ...legend })) }
      : {}),
    ...(Array.isArray(group["marks"]) ? { marks: specs(group["marks"]).map((mark) => (mark["type"] === "group" ? mend(mark) : mark)) } : {}),
  });
  survey(spec);
  return key === undefined ? mend(spec) : addNoDataKey(mend(spec), key);
}

/** The angle for the labels of a horizontal axis, if horizontal ones overlap; vertical if the steps are narrower than a line. */
function slantNeeded(root: SceneMark): number | undefined {
  let slant: number | undefined;
  visitHorizontalLabels(root, (labels) => {
    const collide = labels.some((label, i) => i > 0 && !label.angle && label.bounds.x1 < labels[i - 1]!.bounds.x2 + 2);
    if (!collide) return;
    const steps = labels.slice(1).map((label, i) => (label.x ?? 0) - (labels[i]!.x ?? 0));
    slant = Math.min(...steps) < 12 ? 270 : (slant ?? 315);
  });
  return slant;
}

/** Number of ticks at which no two neighbouring labels are equal, if some are now. */
function timeTicks(root: SceneMark): number | undefined {
  let count: number | undefined;
  visitHorizontalLabels(root, (labels) => {
    const texts = labels.map((label) => String(label.text));
    if (!texts.some((text, i) => i > 0 && text === texts[i - 1])) return;
    count = Math.max(1, new Set(texts).size - 1);
  });
  return count;
}

/** Calls back with the visible labels of each horizontal axis, from left to right. */
function visitHorizontalLabels(root: SceneMark, visit: (labels: readonly SceneItem[]) => void): void {
  visitMarks(root, ({ role, items }) => {
    if (role !== "axis") return;
    for (const axis of items) {
      if (axis.orient !== "bottom" && axis.orient !== "top") continue;
      const labels = (axis.items ?? []).filter((part) => part.role === "axis-label").flatMap((part) => part.items);
      visit(labels.filter((label) => label.opacity !== 0).toSorted((a, b) => a.bounds.x1 - b.bounds.x1));
    }
  });
}

/** Entries per row for legends above or below the chart that are too wide. */
function legendColumns(root: SceneMark, width: number): number | undefined {
  let columns: number | undefined;
  visitMarks(root, ({ role, items }) => {
    if (role !== "legend") return;
    for (const legend of items) {
      if (legend.orient !== "top" && legend.orient !== "bottom") continue;
      const wide = legend.bounds.x2 - legend.bounds.x1;
      const entries = countEntries(legend);
      if (wide <= width || entries < 2) continue;
      const fitting = Math.max(1, Math.floor((entries * width) / wide));
      columns = Math.min(columns ?? fitting, fitting);
    }
  });
  return columns;
}

function countEntries(legend: SceneItem): number {
  let entries = 0;
  for (const mark of legend.items ?? []) visitMarks(mark, ({ role, items }) => (entries += role === "legend-label" ? items.length : 0));
  return entries;
}
