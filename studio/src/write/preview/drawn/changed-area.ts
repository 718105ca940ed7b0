import type { Area, DrawnBox } from "./drawn.ts";

/**
 * The area outside of which two drawings of a page paint the same; `undefined` if that is not known, as for a chart
 * that has changed. Boxes that an edit leaves alone are the same objects.
 */
export function changedArea(before: readonly DrawnBox[], after: readonly DrawnBox[]): Area | undefined {
  const [old, present] = [new Set(before), new Set(after)];
  const kept = before.filter((box) => present.has(box));
  const keptNow = after.filter((box) => old.has(box));
  // In another order, boxes may cover one another otherwise.
  if (kept.length !== keptNow.length || kept.some((box, index) => box !== keptNow[index])) return undefined;
  const changed = [...before.filter((box) => !present.has(box)), ...after.filter((box) => !old.has(box))];
  let all: Area | undefined;
  for (const box of changed) {
    const area = areaOf(box);
    if (area === undefined) return undefined;
    all =
      all === undefined
        ? area
        : [Math.min(all[0], area[0]), Math.min(all[1], area[1]), Math.max(all[2], area[2]), Math.max(all[3], area[3])];
  }
  return all ?? [0, 0, 0, 0];
}

/** Whether a box may paint in an area. */
export function reaches(box: DrawnBox, [left, top, right, bottom]: Area): boolean {
  const area = areaOf(box);
  return area === undefined || (area[0] < right && area[2] > left && area[1] < bottom && area[3] > top);
}

function areaOf(box: DrawnBox): Area | undefined {
  return box.figure === undefined ? box.area : undefined;
}
