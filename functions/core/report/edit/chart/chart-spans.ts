import type { ChartAxisName } from "./chart.ts";
import { across, type Channel, columnOf, isPart, type Layer, markOf, type Part } from "./chart-parts.ts";

/** Whether a view draws a line between two values of each row along an axis, such as the limits of its bars. */
export function isSpan(view: Part, axis: ChartAxisName): boolean {
  const { encoding, layer } = view;
  if (markOf(view) !== "rule" || layer !== undefined || !isPart(encoding)) return false;
  const other = across(axis);
  return (
    columnIn(encoding[axis]) !== undefined &&
    columnIn(encoding[`${axis}2`]) !== undefined &&
    [other, `${other}2`].every((name) => encoding[name] === undefined)
  );
}

/** The column that a channel reads. */
export function columnIn(def: unknown): string | undefined {
  return isPart(def) ? columnOf(def["field"]) : undefined;
}

/** The channel of a span on the axis of the values. */
export function channelOfSpan({ pointer, view }: Layer, values: ChartAxisName): Channel {
  const encoding = view["encoding"] as Readonly<Record<ChartAxisName, Part>>;
  return { pointer: `${pointer}/encoding/${values}`, def: encoding[values] };
}
