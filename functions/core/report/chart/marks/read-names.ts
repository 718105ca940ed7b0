import type { SceneItem } from "../scene/scene.ts";
import type { NamedPlaces } from "../chart-marks.ts";
import type { DataMark } from "./read-frame.ts";
import { wordsOf } from "./read-frame.ts";
import { equalStep, isBeside } from "./linear-scale.ts";
import type { DrawnAxis } from "./read-axis.ts";
import { cannotProve } from "./unproven.ts";

/** Categories in the order in which they stand, and where. */
export interface StoodNames {
  readonly places: NamedPlaces;
  readonly at: readonly number[];
  readonly step: number;
}

/**
 * Names the categories of an axis: each by its label there, even one left out for want of room, by a text at its
 * place, or by the field that it shows.
 *
 * @param found where categories are drawn, with an item of each
 * @param beside texts that may name a category, and where each stands
 * @throws Unproven if one has no name, or they are not at equal distances
 */
export function readNames(
  found: readonly { readonly at: number; readonly item: SceneItem }[],
  axis: DrawnAxis | undefined,
  use: "x" | "y",
  { fields }: DataMark,
  beside: readonly { readonly at: number; readonly item: SceneItem }[] = [],
): StoodNames {
  const ticks = axis?.ticks ?? [];
  const places = [...found];
  // A category without data is a place too.
  for (const { at } of ticks)
    if (!places.some((place) => isBeside(place.at, at)))
      places.push({ at: at + meanOffset(found, ticks), item: nobody });
  places.sort((a, b) => a.at - b.at);
  const field = fields.find(({ uses, measure, date }) => uses.includes(use) && !measure && !date);
  const names = places.map(({ at, item }) => {
    const tick = [...ticks, ...(axis?.hidden ?? [])].find((each) => isBeside(each.at, at));
    if (tick !== undefined) return tick.label;
    const text = beside.find((each) => isBeside(each.at, at));
    if (text !== undefined) return wordsOf(text.item.text).join(" ");
    const own = field === undefined ? undefined : item.datum?.[field.name];
    return typeof own === "string" && own !== "" ? own : cannotProve("a category has no name");
  });
  const at = places.map((place) => place.at);
  const { title } = axis ?? {};
  return {
    at,
    step: equalStep(at),
    places: {
      kind: "names",
      names,
      shown: ticks.length > 0 || beside.length > 0,
      ...(title !== undefined && { title }),
    },
  };
}

const nobody = { bounds: { x1: 0, y1: 0, x2: 0, y2: 0 } } satisfies SceneItem;

/** How far labels stand beside their categories: they are set on whole points. */
function meanOffset(found: readonly { readonly at: number }[], ticks: DrawnAxis["ticks"]): number {
  const offsets = ticks.flatMap(({ at }) => {
    const place = found.find((each) => isBeside(each.at, at));
    return place === undefined ? [] : [place.at - at];
  });
  return offsets.length === 0 ? 0 : offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
}
