import { type SceneItem, type SceneMark } from "./scene.ts";

/**
 * Width of the narrowest group that holds marks of data, points: of a facet's narrowest panel, or of the only plot.
 * Infinity if nothing is drawn.
 */
export function plotWidth(root: SceneMark): number {
  return Math.min(Infinity, ...root.items.map(widthOf));
}

function widthOf({ items = [], width }: SceneItem): number {
  const own = items.some(({ role, items: drawn }) => role === "mark" && drawn.length > 0)
    ? (width ?? Infinity)
    : Infinity;
  const inner = items.filter(({ marktype }) => marktype === "group").flatMap((mark) => mark.items.map(widthOf));
  return inner.reduce((least, each) => Math.min(least, each), own);
}
