import type { MarkPoint, MarkSeries } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear, type LinearScale } from "./linear-scale.ts";
import { colorOf, type DataMark, type Frame, wordsOf } from "./read-frame.ts";
import { readLabel } from "./read-label.ts";
import type { Positions } from "./read-positions.ts";
import { exactOf, numberOf } from "./read-series.ts";
import { cannotProve } from "./unproven.ts";

/** Where its words stand, as a part of a line across the plot. */
const labelled = 0.25;

/**
 * Level lines across the whole plot, as series of their own. Their words, if they have some, are taken.
 *
 * @throws Unproven for other rules
 */
export function readReferences(
  frame: Frame,
  scale: LinearScale,
  positions: Positions,
  taken: Set<SceneItem>,
): MarkSeries[] {
  return frame.marks
    .filter(({ type }) => type === "rule")
    .flatMap((mark) => onlyOnce(mark).map((item) => referenceOf(frame, mark, item, scale, positions, taken)));
}

/** A line of the spec alone is drawn once for each row, at one place. @throws Unproven if that is to be seen */
function onlyOnce({ items, level }: DataMark): readonly SceneItem[] {
  if (level === undefined) return items;
  if (items.length > 1 && items.some(({ opacity = 1, strokeOpacity = 1 }) => opacity * strokeOpacity < 1))
    cannotProve("it has a line that is drawn several times");
  return items.slice(0, 1);
}

function referenceOf(
  { width, texts }: Frame,
  { fields, level }: DataMark,
  item: SceneItem,
  scale: LinearScale,
  positions: Positions,
  taken: Set<SceneItem>,
): MarkSeries {
  const { x = 0, x2 = x, y = 0, y2 = y } = item;
  const whole = Math.min(x, x2) <= 0.5 && Math.max(x, x2) >= width - 0.5;
  const field = fields.find((each) => each.uses.includes("y") && isNear(scale.at(numberOf(item, each)), y));
  const fixed = level !== undefined && isNear(scale.at(level), y) ? level : undefined;
  const value = field === undefined ? fixed : exactOf(item, field);
  if (!isNear(y, y2) || !whole || value === undefined)
    return cannotProve("it has a line that is no level across the plot");
  const words = texts.filter((text) => !taken.has(text) && isNear(text.y ?? Number.NaN, y));
  for (const text of words) taken.add(text);
  const label = words.length === 0 ? undefined : { ...readLabel(words), side: "above" as const };
  const places = placesOf(positions);
  const at = Math.round((places.length - 1) * labelled);
  return {
    name: words.flatMap(({ text }) => wordsOf(text)).join(" ") || (field?.title ?? field?.name ?? String(value)),
    color: colorOf(item, "stroke") ?? cannotProve("a line has no colour"),
    opacity: (item.opacity ?? 1) * (item.strokeOpacity ?? 1),
    width: item.strokeWidth ?? 1,
    dashed: (item.strokeDash ?? []).length > 0,
    points: places.map((place, index): MarkPoint => ({
      place,
      value,
      ...(index === at && label !== undefined && { label }),
    })),
  };
}

/** Where a line across the plot has its points: its ends and between them, or at every place. */
function placesOf({ places, taken }: Positions): readonly number[] {
  if (places.kind === "names") return places.names.map((_, index) => index);
  if (places.kind === "days") return taken;
  const [low, high] = places.domain;
  return [low, low + (high - low) * labelled, low + (high - low) * 2 * labelled, high].map((place) =>
    Number(place.toPrecision(12)),
  );
}
