import type { NumberAxis } from "../chart-marks.ts";
import type { SceneItem, SceneMark } from "../scene/scene.ts";
import type { LinearScale } from "./linear-scale.ts";
import { cannotProve } from "./unproven.ts";

/** An axis as it is drawn. */
export interface DrawnAxis {
  /** Whether it runs from left to right. */
  readonly across: boolean;
  /** Its labels, where they stand. Days are milliseconds since 1970. */
  readonly ticks: readonly { readonly value: unknown; readonly label: string; readonly at: number }[];
  /** Labels that were left out, because there is no room for them beside the others. */
  readonly hidden: DrawnAxis["ticks"];
  readonly title?: string | undefined;
  /** Whether lines cross the plot. */
  readonly grid: boolean;
}

/** Axes stand half a point beside their plot, so that their lines are sharp. */
const translated = 0.5;

export function readAxis(axis: SceneItem): DrawnAxis {
  const across = axis.orient === "bottom" || axis.orient === "top";
  const offset = ((across ? axis.x : axis.y) ?? 0) - translated;
  const [ticks, hidden]: { value: unknown; label: string; at: number }[][] = [[], []];
  const titles: string[] = [];
  let grid = false;
  const visit = ({ role, items }: SceneMark): void => {
    if (role === "axis-grid" && items.length > 0) grid = true;
    for (const item of items) {
      const words = [item.text ?? ""].flat().join(" ");
      if (words.trim() === "") continue;
      if (role === "axis-title" && item.opacity !== 0) titles.push(words);
      if (role !== "axis-label") continue;
      const value = item.datum?.["value"];
      const at = across ? item.x : item.y;
      if (at === undefined) cannotProve("a label of an axis has no place");
      else
        (item.opacity === 0 ? hidden : ticks)!.push({
          label: words,
          at: at + offset,
          value: value instanceof Date ? value.getTime() : value,
        });
    }
  };
  axis.items?.forEach(visit);
  const [title] = titles;
  return {
    across,
    grid,
    ticks: ticks!.toSorted((a, b) => a.at - b.at),
    hidden: hidden!,
    ...(title !== undefined && { title }),
  };
}

/** An axis of numbers with its scale. @param ends places where the plot begins and ends */
export function numberAxis(
  scale: LinearScale,
  ends: readonly [number, number],
  axis: DrawnAxis | undefined,
  grid: boolean,
): NumberAxis {
  const domain = [scale.valueAt(ends[0]), scale.valueAt(ends[1])] as const;
  if (domain[0] >= domain[1]) cannotProve("its axis runs backwards");
  const ticks = numericTicks(axis).map(({ value, label }) => ({ value, label }));
  return {
    domain,
    ticks: ticks.toSorted((a, b) => a.value - b.value),
    grid,
    ...(axis?.title !== undefined && { title: axis.title }),
  };
}

/** The labels of an axis of numbers. @throws Unproven if it has others */
export function numericTicks(axis: DrawnAxis | undefined): { value: number; label: string; at: number }[] {
  return (axis?.ticks ?? []).map(({ value, label, at }) =>
    typeof value === "number" && Number.isFinite(value)
      ? { value, label, at }
      : cannotProve("its axis has labels that are no numbers"),
  );
}
