import { roundNumber } from "../round-number.ts";
import { cannotProve } from "./unproven.ts";

/** A value, and the place where it is drawn, points. */
export interface Placed {
  readonly value: number;
  readonly at: number;
}

export interface LinearScale {
  /** Where a value is drawn. */
  at(value: number): number;
  /** Which value is drawn at a place. */
  valueAt(at: number): number;
}

/** How far marks and labels of axes, which are set on whole points, may be from their places, points. */
const [markTolerance, tickTolerance] = [0.06, 0.6];
/** Two places always lie on a line; a third proves it. */
const fewest = 3;

/**
 * The linear scale that puts values where they are drawn.
 *
 * @param ticks those of its axis
 * @returns undefined unless all are on it, and at least three differ
 */
export function linearScale(marks: readonly Placed[], ticks: readonly Placed[]): LinearScale | undefined {
  const [low, high] = extremes(marks);
  const own = low !== undefined && high !== undefined && low.value < high.value;
  const [first, last] = own ? [low, high] : extremes(ticks);
  if (first === undefined || last === undefined || first.value === last.value) return undefined;
  const slope = (last.at - first.at) / (last.value - first.value);
  if (!Number.isFinite(slope) || slope === 0) return undefined;
  const at = (value: number): number => first.at + (value - first.value) * slope;
  const fits = (placed: readonly Placed[], tolerance: number): boolean =>
    placed.every(({ value, at: drawn }) => Math.abs(at(value) - drawn) <= tolerance);
  if (new Set([...marks, ...ticks].map(({ value }) => value)).size < fewest) return undefined;
  if (!fits(marks, own ? markTolerance : tickTolerance) || !fits(ticks, tickTolerance)) return undefined;
  return { at, valueAt: (place) => roundNumber(first.value + (place - first.at) / slope) };
}

/** Whether two places are the same, where one of them is drawn from the other. */
export function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= markTolerance;
}

/** Whether a label of an axis, or a text, is at a place. */
export function isBeside(one: number, other: number): boolean {
  return Math.abs(one - other) <= tickTolerance + 0.15;
}

/** @throws Unproven if the places are not at equal distances @returns the distance; 0 for one place */
export function equalStep(places: readonly number[]): number {
  const steps = places.slice(1).map((place, index) => place - places[index]!);
  const [first = 0] = steps;
  if (steps.some((step) => Math.abs(step - first) > 0.3)) cannotProve("its places are not at equal distances");
  return first;
}

function extremes(placed: readonly Placed[]): [Placed | undefined, Placed | undefined] {
  let [low, high]: [Placed | undefined, Placed | undefined] = [undefined, undefined];
  for (const each of placed) {
    if (low === undefined || each.value < low.value) low = each;
    if (high === undefined || each.value > high.value) high = each;
  }
  return [low, high];
}
