/** Sizes of pages: as wide as there is room, or a percentage of their size on paper. */
export const zooms = ["width", "50", "75", "100", "125", "150", "200", "300"] as const;

export type Zoom = (typeof zooms)[number];

/** CSS pixels of a point at 100%. */
const natural = 96 / 72;

/** Widest page that is as wide as there is room, CSS pixels: wider ones are harder to read, not easier. */
const widest = 980;

/**
 * The width of pages, CSS pixels.
 *
 * @param room CSS pixels
 * @param points width of the first page; absent until it is known
 */
export function widthFor(zoom: Zoom, room: number, points: number | undefined): number {
  return zoom === "width" || points === undefined
    ? Math.min(widest, room)
    : Math.round((points * natural * Number(zoom)) / 100);
}
