import { visitItems, type SceneItem, type SceneMark } from "./scene.ts";
import { type Spec, specs } from "./spec.ts";

/**
 * Looks at the axes and legends of a finished scene and mends what Vega leaves ugly: labels of
 * categories that run into each other are slanted, a legend wider than the chart is broken into
 * rows.
 *
 * @param width outer width of the chart, points
 * @returns the mended spec, or undefined if nothing is to be mended
 */
export function refineGuides(root: SceneMark, spec: Spec, width: number): Spec | undefined {
  const slant = slantNeeded(root);
  const columns = legendColumns(root, width);
  if (slant === undefined && columns === undefined) return undefined;
  const discrete = new Set<string>();
  const survey = (group: Spec): void => {
    for (const { name, type } of specs(group["scales"])) if (type === "band" || type === "point") discrete.add(String(name));
    for (const mark of specs(group["marks"])) survey(mark);
  };
  const mend = (group: Spec): Spec => ({
    ...group,
    ...(Array.isArray(group["axes"]) && slant !== undefined
      ? {
          axes: specs(group["axes"]).map((axis) =>
            (axis["orient"] === "bottom" || axis["orient"] === "top") && discrete.has(String(axis["scale"]))
              ? { ...axis, labelAngle: slant, labelAlign: axis["orient"] === "bottom" ? "right" : "left", labelBaseline: "middle" }
              : axis,
          ),
        }
      : {}),
    ...(Array.isArray(group["legends"]) && columns !== undefined
      ? { legends: specs(group["legends"]).map((legend) => (legend["type"] === "gradient" ? legend : { columns, ...legend })) }
      : {}),
    ...(Array.isArray(group["marks"]) ? { marks: specs(group["marks"]).map((mark) => (mark["type"] === "group" ? mend(mark) : mark)) } : {}),
  });
  survey(spec);
  return mend(spec);
}

/** The angle for labels of a horizontal axis, if level ones overlap: upright where the steps are narrower than a line. */
function slantNeeded(root: SceneMark): number | undefined {
  let slant: number | undefined;
  visitItems(root, (axis, mark) => {
    if (mark.role !== "axis" || (axis.orient !== "bottom" && axis.orient !== "top")) return;
    const labels = (axis.items ?? []).filter((part) => part.role === "axis-label").flatMap((part) => part.items);
    const shown = labels.filter((label) => label.opacity !== 0 && !label.angle).toSorted((a, b) => a.bounds.x1 - b.bounds.x1);
    const collide = shown.some((label, i) => i > 0 && label.bounds.x1 < shown[i - 1]!.bounds.x2 + 2);
    if (!collide) return;
    const steps = shown.slice(1).map((label, i) => (label.x ?? 0) - (shown[i]!.x ?? 0));
    slant = Math.min(...steps) < 12 ? 270 : (slant ?? 315);
  });
  return slant;
}

/** Entries per row for legends above or below the chart that are too wide. */
function legendColumns(root: SceneMark, width: number): number | undefined {
  let columns: number | undefined;
  visitItems(root, (legend, mark) => {
    if (mark.role !== "legend" || (legend.orient !== "top" && legend.orient !== "bottom")) return;
    const wide = legend.bounds.x2 - legend.bounds.x1;
    const entries = countEntries(legend);
    if (wide <= width || entries < 2) return;
    const fitting = Math.max(1, Math.floor((entries * width) / wide));
    columns = Math.min(columns ?? fitting, fitting);
  });
  return columns;
}

function countEntries(legend: SceneItem): number {
  let entries = 0;
  for (const mark of legend.items ?? []) visitItems(mark, (_item, inner) => (entries += inner.role === "legend-label" ? 1 : 0));
  return entries;
}
