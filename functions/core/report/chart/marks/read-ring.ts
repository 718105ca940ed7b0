import type { ChartMarks, MarkPoint } from "../chart-marks.ts";
import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear, linearScale } from "./linear-scale.ts";
import { colorOf, type DataMark, type Frame, wordsOf } from "./read-frame.ts";
import { readLabel } from "./read-label.ts";
import { exactOf, numberOf } from "./read-series.ts";
import { cannotProve } from "./unproven.ts";

const whole = 2 * Math.PI;

/** A sector, from one angle to a greater one. */
interface Sector {
  readonly item: SceneItem;
  readonly from: number;
  readonly to: number;
}

/** Sectors of a whole circle from its top, as wide as their values. @throws Unproven for others */
export function readRing(frame: Frame): ChartMarks {
  const [mark, another] = frame.marks;
  if (mark === undefined || another !== undefined) return cannotProve("it has several layers of sectors");
  const sectors = sectorsOf(mark);
  const field = fieldOf(mark, sectors);
  const parts = mark.fields.find(({ uses, measure }) => uses.includes("color") && !measure);
  const taken = new Set<SceneItem>();
  const points = sectors.map((sector, place) => pointOf(sector, place, frame, field, parts, taken));
  if (frame.texts.some((text) => !taken.has(text))) cannotProve("a text belongs to no sector");
  const { innerRadius = 0, outerRadius = 0, opacity = 1 } = sectors[0]!.item;
  return {
    kind: "ring",
    across: false,
    stacked: false,
    places: { kind: "names", names: points.map(({ name }) => name), shown: false },
    series: [
      {
        name: field.title ?? field.name,
        color: points[0]!.point.color!,
        opacity,
        width: 0,
        dashed: false,
        points: points.map(({ point }) => point),
      },
    ],
    legend: frame.legend !== undefined,
    share: outerRadius === 0 ? 0 : innerRadius / outerRadius,
  };
}

/** The sectors in their order. @throws Unproven if they are no whole circle */
function sectorsOf({ items }: DataMark): Sector[] {
  const sectors = items
    .map((item): Sector => {
      const { startAngle = 0, endAngle = 0 } = item;
      return { item, from: Math.min(startAngle, endAngle), to: Math.max(startAngle, endAngle) };
    })
    .toSorted((a, b) => a.from - b.from);
  const [first] = sectors;
  for (const each of ["x", "y", "innerRadius", "outerRadius"] as const)
    if (sectors.some(({ item }) => !isNear(item[each] ?? 0, first!.item[each] ?? 0)))
      cannotProve("its sectors are not of one circle");
  let angle = 0;
  for (const { from, to } of sectors)
    angle = Math.abs(from - angle) < 1e-6 ? to : cannotProve("its sectors do not follow each other from the top");
  return Math.abs(angle - whole) < 1e-6 ? sectors : cannotProve("its sectors are no whole circle");
}

/** The field as whose values sectors are wide. */
function fieldOf({ fields }: DataMark, sectors: readonly Sector[]): EncodedField {
  const field = fields.find((each) => {
    const turns = sectors.map(({ item, from, to }) => ({
      value: numberOf(item, each),
      at: ((to - from) / whole) * 1_000,
    }));
    return each.uses.includes("angle") && linearScale([...turns, { value: 0, at: 0 }], []) !== undefined;
  });
  return field ?? cannotProve("its sectors are not as wide as their values");
}

function pointOf(
  { item, from, to }: Sector,
  place: number,
  { legend, texts }: Frame,
  field: EncodedField,
  parts: EncodedField | undefined,
  taken: Set<SceneItem>,
): { readonly name: string; readonly point: MarkPoint } {
  const color = colorOf(item, "fill") ?? cannotProve("a sector has no colour");
  const words = texts.filter(({ theta = Number.NaN }) => theta > from && theta <= to);
  for (const text of words) taken.add(text);
  const entry = legend?.find((each) => each.color === color);
  if (legend !== undefined && entry === undefined) cannotProve("its legend does not name its sectors");
  const own = parts === undefined ? undefined : item.datum?.[parts.name];
  const spoken = words.flatMap(({ text }) => wordsOf(text)).join(" ");
  const name = entry?.label ?? (own === undefined || own === null ? spoken : String(own));
  const inside = (words[0]?.radius ?? Infinity) < (item.outerRadius ?? 0);
  return {
    name: name || cannotProve("a sector has no name"),
    point: {
      place,
      value: exactOf(item, field),
      color,
      ...(words.length > 0 && { label: readLabel(words, inside) }),
    },
  };
}
