import type { ChartMarks, MarkPoint, MarkSeries } from "../chart-marks.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear } from "./linear-scale.ts";
import { numberAxis, numericTicks } from "./read-axis.ts";
import { type DataMark, type Frame } from "./read-frame.ts";
import { readLabel } from "./read-label.ts";
import { readMarker } from "./read-marker.ts";
import { readPositions } from "./read-positions.ts";
import { exactOf, nameSeries, provenField } from "./read-series.ts";
import { cannotProve } from "./unproven.ts";

/** Points at two numbers, of one size. @throws Unproven for others */
export function readScatter(frame: Frame): ChartMarks {
  const [mark, another] = frame.marks;
  if (mark === undefined || another !== undefined) return cannotProve("it has several layers of points");
  const ends = mark.items.map((item) => ({ item, at: item.y ?? Number.NaN }));
  const { field, scale } = provenField("y", mark.fields, ends, numericTicks(frame.upright));
  const positions = readPositions(frame, mark.items, mark);
  if (positions.places.kind !== "numbers") cannotProve("its points stand on names or days");
  const taken = new Set<SceneItem>();
  const groups = Map.groupBy(mark.items, (item) => JSON.stringify(readMarker(item)));
  const series = [...groups.values()].map((items): MarkSeries => {
    const marker = readMarker(items[0]!);
    const entry = frame.legend?.find(({ color }) => color === marker.color);
    if (frame.legend !== undefined && entry === undefined) cannotProve("its legend does not name its points");
    const points = items.map((item): MarkPoint => {
      const at = ({ x = Number.NaN, y = Number.NaN }: SceneItem): boolean => isNear(x, item.x!) && isNear(y, item.y!);
      const words = frame.texts.filter((text) => !taken.has(text) && at(text));
      for (const text of words) taken.add(text);
      const label = words.length === 0 ? {} : { label: readLabel(words) };
      return { place: positions.placeOf(item), value: exactOf(item, field), marker, ...label };
    });
    return {
      name: entry?.label ?? nameSeries(items, [], partsOf(mark, items), field),
      color: marker.color,
      opacity: (items[0]!.opacity ?? 1) * (items[0]!.fillOpacity ?? 1),
      width: 0,
      dashed: false,
      points,
    };
  });
  if (new Set(mark.items.map(({ size }) => size)).size > 1) cannotProve("its points differ in size");
  if (frame.texts.some((text) => !taken.has(text))) cannotProve("a text belongs to no point");
  return {
    kind: "scatter",
    across: false,
    stacked: false,
    places: positions.places,
    values: numberAxis(scale, [frame.height, 0], frame.upright, frame.grid.upright),
    series,
    legend: frame.legend !== undefined,
    share: 1,
  };
}

/** The field of colour, if it is the same for all points of a series. */
function partsOf({ fields }: DataMark, items: readonly SceneItem[]): DataMark["fields"][number] | undefined {
  return fields.find(
    ({ uses, name, measure }) =>
      uses.includes("color") && !measure && items.every(({ datum }) => datum?.[name] === items[0]?.datum?.[name]),
  );
}
