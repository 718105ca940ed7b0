import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear, type LinearScale, linearScale, type Placed } from "./linear-scale.ts";
import type { DataMark } from "./read-frame.ts";
import { numberOf, provenField } from "./read-series.ts";
import { cannotProve, Unproven } from "./unproven.ts";

/** A bar along the axis of its values. */
export interface Bar {
  readonly item: SceneItem;
  /** Its ends, in points; `from` is the lesser. */
  readonly from: number;
  readonly to: number;
  /** Its middle and thickness, along the axis of names. */
  readonly middle: number;
  readonly thickness: number;
}

/** Bars with the scale that their lengths prove. */
export interface ProvenBars {
  readonly field: EncodedField;
  readonly scale: LinearScale;
  /** Where they begin. */
  readonly base: number;
  readonly stacked: boolean;
}

/** A mark as a bar. @param across whether values run across the chart @throws Unproven if it has no place */
export function barOf(item: SceneItem, across: boolean): Bar {
  const { x = 0, y = 0, width = (item.x2 ?? x) - x, height = (item.y2 ?? y) - y } = item;
  const [along, length] = across ? [x, width] : [y, height];
  const [beside, thickness] = across ? [y, height] : [x, width];
  if (!Number.isFinite(along + length + beside + thickness)) cannotProve("a bar has no place");
  return { item, from: along, to: along + length, middle: beside + thickness / 2, thickness };
}

/** Bars that all begin at one place, none on another. */
export function proveSingle(
  bars: readonly Bar[],
  { fields }: DataMark,
  across: boolean,
  ticks: readonly Placed[],
): ProvenBars | undefined {
  const middles = new Set(bars.map(({ middle }) => middle.toFixed(1)));
  if (middles.size < bars.length) return undefined;
  const { from: start, to: end } = bars[0]!;
  for (const base of [start, end]) {
    if (!bars.every(({ from, to }) => isNear(from, base) || isNear(to, base))) continue;
    const ends = bars.map(({ item, from, to }) => ({ item, at: isNear(from, base) ? to : from }));
    try {
      const proven = provenField(across ? "x" : "y", fields, ends, ticks, [{ value: 0, at: base }]);
      return { ...proven, base, stacked: false };
    } catch (error) {
      if (!(error instanceof Unproven)) throw error;
    }
  }
  return undefined;
}

/** Bars whose lengths are their values, each beginning where the one before it ends, the first at zero. */
export function proveStacked(
  bars: readonly Bar[],
  { fields }: DataMark,
  across: boolean,
  ticks: readonly Placed[],
): ProvenBars {
  const stacks = Map.groupBy(bars, ({ middle }) => middle.toFixed(1));
  const lengths = (field: EncodedField): Placed[] =>
    bars.map(({ item, from, to }) => ({ value: Math.abs(numberOf(item, field)), at: to - from }));
  for (const field of fields.filter(({ uses, measure }) => measure && uses.includes(across ? "x" : "y"))) {
    const scale = linearScale([...lengths(field), { value: 0, at: 0 }], []);
    if (scale === undefined) continue;
    const direction = across ? 1 : -1;
    const bases = stacks
      .values()
      .next()
      .value!.flatMap(({ from, to }) => [from, to]);
    const base = bases.find((at) =>
      [...stacks.values()].every((stack) => isStack(stack, at, (bar) => direction * numberOf(bar.item, field))),
    );
    if (base === undefined) continue;
    const whole = linearScale(
      bars
        .map(({ item }) => {
          const value = numberOf(item, field);
          return { value, at: base + direction * scale.at(Math.abs(value)) * Math.sign(value) };
        })
        .concat({ value: 0, at: base }),
      ticks,
    );
    if (whole !== undefined) return { field, scale: whole, base, stacked: true };
  }
  return cannotProve("its bars do not begin at zero, or are not as long as their values");
}

/** Whether bars lie on each other without gaps, on both sides of a base. */
function isStack(bars: readonly Bar[], base: number, signed: (bar: Bar) => number): boolean {
  let [before, behind] = [base, base];
  for (const bar of bars.toSorted(
    (a, b) => Math.abs((a.from + a.to) / 2 - base) - Math.abs((b.from + b.to) / 2 - base),
  ))
    if (signed(bar) >= 0) {
      if (!isNear(bar.from, behind)) return false;
      behind = bar.to;
    } else {
      if (!isNear(bar.to, before)) return false;
      before = bar.from;
    }
  return true;
}
