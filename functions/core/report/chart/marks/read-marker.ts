import type { Marker } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { colorOf } from "./read-frame.ts";
import { cannotProve } from "./unproven.ts";

const shapes: Readonly<Record<string, Marker["shape"]>> = {
  circle: "circle",
  square: "square",
  diamond: "diamond",
  triangle: "triangle",
  "triangle-up": "triangle",
};

/** A symbol as a marker. @throws Unproven for a shape that office programs do not have */
export function readMarker(item: SceneItem): Marker {
  const shape =
    shapes[String(item.shape ?? "circle")] ?? cannotProve(`it has symbols of the shape ${String(item.shape)}`);
  const [fill, stroke] = [colorOf(item, "fill"), colorOf(item, "stroke")];
  const area = item.size ?? 64;
  // Vega gives the area of a circle; the others have it as their square.
  const size = shape === "circle" ? Math.sqrt(area / Math.PI) * 2 : Math.sqrt(area);
  return { shape, size, color: fill ?? stroke ?? cannotProve("a symbol has no colour"), open: fill === undefined };
}
