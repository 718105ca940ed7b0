import { type SceneItem, type SceneMark, visitMarks } from "./scene.ts";

/** Most items of a chart that is worth drawing twice. */
const mostItems = 2_000;

type Interval = readonly [top: number, bottom: number];

/**
 * Height that the plots of a chart take up, points: the sum over its rows, where plots side by side count once. What is
 * left of the chart's height are axes, legends and gaps, which keep their size if the plots grow. 0 for a chart with so
 * many marks that drawing it again would take long.
 */
export function plotHeight(root: SceneMark): number {
  let count = 0;
  visitMarks(root, ({ items }) => (count += items.length));
  if (count > mostItems) return 0;
  const plots = root.items.flatMap((item) => plotsOf(item, 0)).toSorted(([a], [b]) => a - b);
  let height = 0;
  let reached = -Infinity;
  for (const [top, bottom] of plots) {
    if (bottom > reached) height += bottom - Math.max(top, reached);
    reached = Math.max(reached, bottom);
  }
  return height;
}

/** The groups that hold marks of data. */
function plotsOf({ items = [], y = 0, height = 0 }: SceneItem, offset: number): readonly Interval[] {
  const top = offset + y;
  if (items.some(({ role, items: drawn }) => role === "mark" && drawn.length > 0)) return [[top, top + height]];
  return items
    .filter(({ marktype }) => marktype === "group")
    .flatMap((mark) => mark.items.flatMap((inner) => plotsOf(inner, top)));
}
