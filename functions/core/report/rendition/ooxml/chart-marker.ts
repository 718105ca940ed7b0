import type { Marker } from "../../chart/chart-marks.ts";
import { element, type Markup } from "../markup.ts";
import { fill, stroke } from "./chart-drawing.ts";

/** Office draws markers of these sizes, points. */
const [least, most] = [2, 72];

/** A marker; absent: none. */
export function writeMarker(marker: Marker | undefined): Markup {
  if (marker === undefined) return element("c:marker", {}, element("c:symbol", { val: "none" }));
  const { shape, size, color, open } = marker;
  return element(
    "c:marker",
    {},
    element("c:symbol", { val: shape }),
    element("c:size", { val: Math.min(most, Math.max(least, Math.round(size))) }),
    element("c:spPr", {}, open ? element("a:noFill", {}) : fill(color), stroke(color, 0.75)),
  );
}
