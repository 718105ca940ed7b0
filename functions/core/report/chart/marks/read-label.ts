import type { PointLabel } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { colorOf, wordsOf } from "./read-frame.ts";
import { cannotProve } from "./unproven.ts";

/** A text as the label of a point. @param inside whether it stands within its mark */
export function readLabel(texts: readonly SceneItem[], inside = false): PointLabel {
  const [first] = texts;
  if (first === undefined) return cannotProve("a label has no text");
  // What stands higher is read first.
  const lines = texts.toSorted((a, b) => (a.dy ?? 0) - (b.dy ?? 0)).flatMap(({ text }) => wordsOf(text));
  return {
    lines,
    side: inside ? "inside" : sideOf(first),
    color: colorOf(first, "fill") ?? cannotProve("a label has no colour"),
  };
}

/** On which side of its place a text stands. */
function sideOf({ align = "left", baseline = "alphabetic", dx = 0, dy = 0 }: SceneItem): PointLabel["side"] {
  if (baseline === "top" && dy >= 0) return "below";
  if (baseline === "bottom" && dy <= 0) return "above";
  if (align === "left" && dx >= 0) return dy < -7 ? "above" : "right";
  if (align === "right" && dx <= 0) return dy < -7 ? "above" : "left";
  return dy > 0 ? "below" : "above";
}
