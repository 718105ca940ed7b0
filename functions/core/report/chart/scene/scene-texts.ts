import type { ChartText } from "../chart.ts";
import { placeOfTuple } from "../tuple-places.ts";
import type { ScenePlacement } from "./draw-scene.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

/** The texts of a finished scene with their places, in the order in which they are drawn. */
export function sceneTexts(
  root: SceneMark,
  { origin, scale }: Pick<ScenePlacement, "origin"> & { readonly scale: number },
): ChartText[] {
  const texts: ChartText[] = [];
  visitMarks(root, ({ marktype, role = "", items }, x, y) => {
    if (marktype !== "text") return;
    for (const item of items) {
      const text = [item.text ?? ""].flat().join(" ");
      if (text === "" || item.opacity === 0) continue;
      const { x1, y1, x2, y2 } = item.bounds;
      const place = placeOfTuple(datumOf(item));
      texts.push({
        text,
        role: roleOf(role),
        x: (origin[0] + x + x1) * scale,
        y: (origin[1] + y + y1) * scale,
        width: (x2 - x1) * scale,
        height: (y2 - y1) * scale,
        ...(place !== undefined && roleOf(role) === "data" && { place }),
      });
    }
  });
  return texts;
}

/** The tuple that an item shows; that of a label may be an item whose own tuple it is. */
function datumOf({ datum }: SceneItem): Readonly<Record<string, unknown>> | undefined {
  const inner = datum?.["datum"];
  return placeOfTuple(datum) === undefined && typeof inner === "object" && inner !== null
    ? (inner as Readonly<Record<string, unknown>>)
    : datum;
}

/** Vega's roles of text marks: `axis-label`, `legend-title`, `title-text` and so on. */
function roleOf(role: string): ChartText["role"] {
  if (role === "mark") return "data";
  return /label|header/.test(role) ? "guide" : "words";
}
