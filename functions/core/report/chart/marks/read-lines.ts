import type { ChartMarks, MarkPoint, MarkSeries, PointLabel } from "../chart-marks.ts";
import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear, type LinearScale } from "./linear-scale.ts";
import { numberAxis, numericTicks } from "./read-axis.ts";
import { colorOf, type DataMark, type Frame } from "./read-frame.ts";
import { readLabel } from "./read-label.ts";
import { readMarker } from "./read-marker.ts";
import { type Positions, readPositions } from "./read-positions.ts";
import { readReferences } from "./read-references.ts";
import { exactOf, nameSeries, provenField } from "./read-series.ts";
import { cannotProve } from "./unproven.ts";

/** A line, with the field that it shows. */
interface Line {
  readonly mark: DataMark;
  /** Its points, from left to right. */
  readonly items: readonly SceneItem[];
  readonly field: EncodedField;
  readonly scale: LinearScale;
}

/** Lines with straight pieces, points on them and level lines across the plot. @throws Unproven for others */
export function readLines(frame: Frame): ChartMarks {
  const ticks = numericTicks(frame.upright);
  const lines = frame.marks.filter(({ type }) => type === "line").map((mark) => lineOf(mark, ticks));
  const { scale } = lines[0]!;
  const [top, bottom] = [scale.valueAt(0), scale.valueAt(frame.height)];
  for (const line of lines)
    if (!isNear(line.scale.at(top), 0) || !isNear(line.scale.at(bottom), frame.height))
      cannotProve("its lines have different scales");
  const all = lines.flatMap(({ items }) => items);
  const positions = readPositions(frame, all, lines[0]!.mark);
  const taken = new Set<SceneItem>();
  const symbols = frame.marks.filter(({ type }) => type === "symbol").flatMap(({ items }) => items);
  const series = lines.map((line) => seriesOf(line, positions, symbols, frame, taken));
  if (symbols.some((symbol) => !taken.has(symbol))) cannotProve("a point is on no line");
  const references = readReferences(frame, scale, positions, taken);
  if (frame.texts.some((text) => !taken.has(text))) cannotProve("a text belongs to no point");
  for (const { type } of frame.marks)
    if (!/^(?:line|symbol|rule)$/.test(type)) cannotProve(`it has a ${type} beside its lines`);
  return {
    kind: "line",
    across: false,
    stacked: false,
    places: positions.places,
    values: numberAxis(scale, [frame.height, 0], frame.upright, frame.grid.upright),
    series: [...series, ...references],
    legend: frame.legend !== undefined,
    share: 1,
  };
}

function lineOf(mark: DataMark, ticks: ReturnType<typeof numericTicks>): Line {
  const { items, fields } = mark;
  for (const { interpolate = "linear" } of items)
    if (interpolate !== "linear") cannotProve("its lines are not straight");
  const drawn = items.filter(({ defined }) => defined !== false);
  const ends = drawn.map((item) => ({ item, at: item.y ?? Number.NaN }));
  return { mark, items, ...provenField("y", fields, ends, ticks) };
}

function seriesOf(
  { mark, items, field }: Line,
  positions: Positions,
  symbols: readonly SceneItem[],
  { texts, legend, height }: Frame,
  taken: Set<SceneItem>,
): MarkSeries {
  const [first] = items;
  const color = colorOf(first!, "stroke") ?? cannotProve("a line has no colour");
  const labels: SceneItem[] = [];
  const at = (item: SceneItem) => (other: SceneItem) =>
    !taken.has(other) && isNear(other.x ?? Number.NaN, item.x!) && isNear(other.y ?? Number.NaN, item.y!);
  const points = fromLeft(
    items.map((item): MarkPoint => {
      const place = positions.placeOf(item);
      if (item.defined === false) return { place, value: null };
      const symbol = symbols.find(at(item));
      const words = texts.filter((text) => !taken.has(text) && saysOf(text, item, mark, field));
      for (const each of [...words, ...(symbol === undefined ? [] : [symbol])]) taken.add(each);
      labels.push(...words);
      return {
        place,
        value: exactOf(item, field),
        ...(symbol !== undefined && { marker: readMarker(symbol) }),
        ...(words.length > 0 && { label: movedLabel(words, item, height) }),
      };
    }),
  );
  const entry = legend?.find((each) => each.color === color);
  if (legend !== undefined && entry === undefined) cannotProve("its legend does not name its lines");
  const parts = mark.fields.find(({ uses }) => uses.includes("series") || uses.includes("color"));
  return {
    name: entry?.label ?? nameSeries(items, labels, parts, field),
    color,
    opacity: (first!.opacity ?? 1) * (first!.strokeOpacity ?? 1),
    width: first!.strokeWidth ?? 1,
    dashed: (first!.strokeDash ?? []).length > 0,
    points,
  };
}

/** The points of a line, the leftmost first. @throws Unproven unless it runs in one direction */
function fromLeft(points: readonly MarkPoint[]): readonly MarkPoint[] {
  const ordered = points[0]!.place <= points.at(-1)!.place ? points : points.toReversed();
  for (const [index, { place }] of ordered.entries()) {
    const before = ordered[index - 1]?.place;
    if (place === before) cannotProve("a line has two points at one place");
    if (before !== undefined && place < before) cannotProve("a line runs back");
  }
  return ordered;
}

/** A label that may have been moved. @param height of the plot */
function movedLabel(words: readonly SceneItem[], item: SceneItem, height: number): PointLabel {
  const moved = Number(((words[0]!.y! - item.y!) / height).toFixed(4));
  return { ...readLabel(words), ...(moved !== 0 && { moved }) };
}

/** How far a label may have been moved from its point, so that it covers no other, points. */
const farthest = 24;

/**
 * Whether a text is at a point of a line. Where lines meet, it has the values of its series; where it was moved, it has
 * its value too.
 */
function saysOf(text: SceneItem, item: SceneItem, { fields }: DataMark, { name: value }: EncodedField): boolean {
  const { x = Number.NaN, y = Number.NaN, datum } = text;
  if (!isNear(x, item.x!)) return false;
  const series = fields.filter(({ uses }) => uses.includes("series"));
  const known = series.every(({ name }) => datum?.[name] === item.datum?.[name]);
  if (isNear(y, item.y!)) return known || series.every(({ name }) => datum?.[name] === undefined);
  return known && series.length > 0 && datum?.[value] === item.datum?.[value] && Math.abs(y - item.y!) <= farthest;
}
