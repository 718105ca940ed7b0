import type { ChartMarks, MarkPoint, MarkSeries } from "../chart-marks.ts";
import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear, linearScale, type LinearScale } from "./linear-scale.ts";
import { numberAxis, numericTicks } from "./read-axis.ts";
import { colorOf, type DataMark, type Frame } from "./read-frame.ts";
import { type Positions, readPositions } from "./read-positions.ts";
import { exactOf, nameSeries, numberOf } from "./read-series.ts";
import { cannotProve } from "./unproven.ts";

/** Areas on zero, or on each other at every place. @throws Unproven for others */
export function readAreas(frame: Frame): ChartMarks {
  const marks = frame.marks.filter(({ type }) => type === "area");
  if (marks.length < frame.marks.length) cannotProve("it has other marks beside its areas");
  if (frame.texts.length > 0) cannotProve("a text belongs to no point");
  for (const { interpolate = "linear", defined } of marks.flatMap(({ items }) => items))
    if (interpolate !== "linear" || defined === false) cannotProve("its areas are not whole, or not straight");
  const positions = readPositions(
    frame,
    marks.flatMap(({ items }) => items),
    marks[0]!,
  );
  if (positions.places.kind === "numbers") cannotProve("its areas stand on numbers");
  const { field, scale } = proveAreas(frame, marks, positions);
  const bottomUp = orderAreas(marks, positions);
  return {
    kind: "area",
    across: false,
    stacked: marks.length > 1,
    places: positions.places,
    values: numberAxis(scale, [frame.height, 0], frame.upright, frame.grid.upright),
    series: bottomUp.map((mark) => seriesOf(mark, field, positions, frame)),
    legend: frame.legend !== undefined,
    share: 1,
  };
}

/** Areas from zero outwards. @throws Unproven if they lie in another order at another place */
function orderAreas(marks: readonly DataMark[], { placeOf }: Positions): readonly DataMark[] {
  // An area without height touches its neighbours' feet, so that only all places together give the order.
  const bottomUp = marks.toSorted((a, b) => depthOf(b) - depthOf(a));
  const tops = new Map<number, number>();
  for (const item of bottomUp.flatMap(({ items }) => items)) {
    const below = tops.get(placeOf(item));
    if (below !== undefined && !isNear(footOf(item), below)) cannotProve("its areas change places");
    tops.set(placeOf(item), item.y!);
  }
  return bottomUp;
}

/** The sum of how far an area's feet lie below the plot's top, over all places. */
function depthOf({ items }: DataMark): number {
  return items.reduce((sum, item) => sum + footOf(item), 0);
}

function footOf({ y = 0, y2, height = 0 }: SceneItem): number {
  return y2 ?? y + height;
}

/** Every area is as high as its value, and each place is filled from zero without gaps. */
function proveAreas(
  frame: Frame,
  marks: readonly DataMark[],
  positions: Positions,
): { readonly field: EncodedField; readonly scale: LinearScale } {
  const ticks = numericTicks(frame.upright);
  const all = marks.flatMap(({ items }) => items);
  for (const field of marks[0]!.fields.filter(({ uses, measure }) => measure && uses.includes("y"))) {
    const heights = all.map((item) => ({ value: numberOf(item, field), at: footOf(item) - item.y! }));
    if (heights.some(({ value }) => !(value >= 0))) continue;
    const height = linearScale([...heights, { value: 0, at: 0 }], []);
    const base = Math.max(...all.map(footOf));
    if (height === undefined || !isFilled(all, positions, base, marks.length)) continue;
    const scale = linearScale(
      [...heights, { value: 0, at: 0 }].map(({ value }) => ({ value, at: base - height.at(value) })),
      ticks,
    );
    if (scale !== undefined) return { field, scale };
  }
  return cannotProve("its areas do not stand on zero, or are not as high as their values");
}

function isFilled(items: readonly SceneItem[], positions: Positions, base: number, count: number): boolean {
  return [...Map.groupBy(items, positions.placeOf).values()].every((column) => {
    let foot = base;
    for (const item of column.toSorted((a, b) => footOf(b) - footOf(a) || b.y! - a.y!)) {
      if (!isNear(footOf(item), foot)) return false;
      foot = item.y!;
    }
    return column.length === count;
  });
}

function seriesOf(
  { items, fields }: DataMark,
  field: EncodedField,
  { placeOf }: Positions,
  { legend }: Frame,
): MarkSeries {
  const [first] = items;
  const color = colorOf(first!, "fill") ?? cannotProve("an area has no colour");
  const entry = legend?.find((each) => each.color === color);
  if (legend !== undefined && entry === undefined) cannotProve("its legend does not name its areas");
  const points = items.map((item): MarkPoint => ({ place: placeOf(item), value: exactOf(item, field) }));
  const parts = fields.find(({ uses }) => uses.includes("series") || uses.includes("color"));
  return {
    name: entry?.label ?? nameSeries(items, [], parts, field),
    color,
    opacity: (first!.opacity ?? 1) * (first!.fillOpacity ?? 1),
    width: 0,
    dashed: false,
    points: points.toSorted((a, b) => a.place - b.place),
  };
}
