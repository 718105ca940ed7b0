import type { MarkPoint, MarkSeries } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear } from "./linear-scale.ts";
import type { Bar, ProvenBars } from "./prove-bars.ts";
import type { DataMark, Frame } from "./read-frame.ts";
import type { StoodNames } from "./read-names.ts";
import { readReferences } from "./read-references.ts";
import { cannotProve } from "./unproven.ts";

/**
 * The rules that do not draw the line at zero: beside bars that stand, they may be lines across the plot.
 *
 * @param base place of zero
 * @throws Unproven for other marks, and for lines beside bars that lie
 */
export function levelRules({ marks }: Frame, across: boolean, base: number): readonly DataMark[] {
  const rules = marks.flatMap((mark): DataMark[] => {
    const { type, items } = mark;
    if (type === "rect") return [];
    if (type !== "rule") cannotProve(`it has a ${type} beside its bars`);
    const levels = items.filter(({ x, x2 = x, y, y2 = y }) => {
      const [from, to] = across ? [x, x2] : [y, y2];
      return !isNear(from ?? Number.NaN, base) || !isNear(to ?? Number.NaN, base);
    });
    return levels.length === 0 ? [] : [{ ...mark, items: levels }];
  });
  // No office program draws lines beside bars that lie.
  return across && rules.length > 0 ? cannotProve("it has a line beside its bars") : rules;
}

/** The texts at the height of a level line that are no bar's. */
export function wordsOfLevels(
  { texts }: Frame,
  levels: readonly DataMark[],
  bars: readonly Bar[],
  { field }: ProvenBars,
): readonly SceneItem[] {
  const heights = levels.flatMap(({ items }) => items.map(({ y = Number.NaN }) => y));
  const isOfBar = ({ datum, x = Number.NaN }: SceneItem): boolean =>
    bars.some(
      ({ item, middle, thickness }) =>
        Math.abs(x - middle) <= thickness / 2 + 0.1 && datum?.[field.name] === item.datum?.[field.name],
    );
  return texts.filter((text) => heights.some((y) => isNear(y, text.y ?? Number.NaN)) && !isOfBar(text));
}

/**
 * Level lines across bars, as series that stand at each category.
 *
 * @param frame with the rules and their words alone
 * @param bars the series of the bars
 * @throws Unproven if an office program would draw them elsewhere
 */
export function readLevels(
  frame: Frame,
  { scale, stacked }: ProvenBars,
  { places }: StoodNames,
  bars: readonly MarkSeries[],
): readonly MarkSeries[] {
  if (frame.marks.length === 0) return [];
  if (places.names.length < 2) cannotProve("it has a line beside a single bar");
  // LibreOffice stacks bars that stand side by side if a line is beside them.
  if (bars.length > 1 && !stacked) cannotProve("it has a line beside bars that stand side by side");
  const positions = { places, placeOf: () => 0, taken: [] };
  return readReferences(frame, scale, positions, new Set()).map((each) => ({
    ...each,
    level: true,
    points: labelledAboveBars(each.points, bars),
  }));
}

/** The points of a level line, with its words at the first category whose bars do not reach it. */
function labelledAboveBars(points: readonly MarkPoint[], bars: readonly MarkSeries[]): readonly MarkPoint[] {
  const label = points.find((point) => point.label !== undefined)?.label;
  if (label === undefined) return points;
  const top = (place: number): number =>
    bars.reduce((sum, { points: own }) => sum + Math.max(0, Number(own[place]?.value ?? 0)), 0);
  const free = points.find(({ place, value }) => top(place) < Number(value));
  if (free === undefined) return cannotProve("the words of a line would stand on bars");
  return points.map(({ place, value }) => ({ place, value, ...(place === free.place && { label }) }));
}
