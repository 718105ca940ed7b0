import type { NamedPlaces, NumberedPlaces } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear } from "./linear-scale.ts";
import { type DrawnAxis, numberAxis, numericTicks } from "./read-axis.ts";
import type { DataMark, Frame } from "./read-frame.ts";
import { readNames } from "./read-names.ts";
import { exactOf, numberOf, provenField } from "./read-series.ts";
import { cannotProve, Unproven } from "./unproven.ts";

/** Milliseconds of a day. */
const day = 86_400_000;

/** What points are placed by from left to right. */
export interface Positions {
  readonly places: NamedPlaces | NumberedPlaces;
  /** The place of an item: the index of its name, its number, or its day. */
  placeOf(item: SceneItem): number;
  /** The places at which something stands. */
  readonly taken: readonly number[];
}

/** Reads the places of points: numbers, days or names. @throws Unproven for others */
export function readPositions(frame: Frame, items: readonly SceneItem[], mark: DataMark): Positions {
  try {
    return readNumbers(frame, items, mark);
  } catch (error) {
    if (!(error instanceof Unproven)) throw error;
    return readCategories(frame, items, mark);
  }
}

function readNumbers(frame: Frame, items: readonly SceneItem[], { fields }: DataMark): Positions {
  const axis = frame.across;
  const ticks = numericTicks(axis);
  const ends = items.map((item) => ({ item, at: item.x ?? Number.NaN }));
  const { field, scale } = provenField("x", fields, ends, ticks);
  const printed = numberAxis(scale, [0, frame.width], axis, frame.grid.across);
  const numbers = { kind: "numbers", ...printed } as const;
  const placeOf = (item: SceneItem): number => {
    const number = field.date ? numberOf(item, field) / day : Number(exactOf(item, field));
    return !field.date || Number.isInteger(number) ? number : cannotProve("it shows times of the day");
  };
  const places: NumberedPlaces = field.date ? asDays(numbers) : numbers;
  return { places, placeOf, taken: sorted(items.map(placeOf)) };
}

function asDays({ domain, ticks, grid, title }: NumberedPlaces): NumberedPlaces {
  return {
    kind: "days",
    domain: [Math.floor(domain[0] / day), Math.ceil(domain[1] / day)],
    ticks: ticks.map(({ value, label }) => ({ value: value / day, label })),
    grid,
    ...(title !== undefined && { title }),
  };
}

function readCategories(
  { across: axis }: { readonly across?: DrawnAxis | undefined },
  items: readonly SceneItem[],
  mark: DataMark,
): Positions {
  const found: { at: number; item: SceneItem }[] = [];
  for (const item of items) if (!found.some(({ at }) => isNear(at, item.x!))) found.push({ at: item.x!, item });
  const { places, at } = readNames(found, axis, "x", mark);
  const placeOf = (item: SceneItem): number => at.findIndex((each) => isNear(each, item.x!));
  return { places, placeOf, taken: sorted(items.map(placeOf)) };
}

function sorted(places: readonly number[]): number[] {
  return [...new Set(places)].toSorted((a, b) => a - b);
}
