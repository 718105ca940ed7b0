import type { ChartMarks, MarkPoint, MarkSeries } from "../chart-marks.ts";
import type { EncodedField } from "../spec/encoded-fields.ts";
import type { SceneItem } from "../scene/scene.ts";
import { isNear } from "./linear-scale.ts";
import { numberAxis, numericTicks } from "./read-axis.ts";
import { colorOf, type DataMark, type Frame } from "./read-frame.ts";
import { readLabel } from "./read-label.ts";
import { levelRules, readLevels, wordsOfLevels } from "./read-levels.ts";
import { readNames, type StoodNames } from "./read-names.ts";
import { exactOf, nameSeries } from "./read-series.ts";
import { cannotProve, Unproven } from "./unproven.ts";
import { type Bar, type ProvenBars, barOf, proveSingle, proveStacked } from "./prove-bars.ts";

/** Bars that all begin at zero, alone, side by side or on each other. @throws Unproven for others */
export function readBars(frame: Frame): ChartMarks {
  try {
    return readBarsAlong(frame, true);
  } catch (error) {
    if (!(error instanceof Unproven)) throw error;
    return readBarsAlong(frame, false);
  }
}

function readBarsAlong(frame: Frame, across: boolean): ChartMarks {
  const [mark, another] = frame.marks.filter(({ type }) => type === "rect");
  if (mark === undefined || another !== undefined) return cannotProve("it has several layers of bars");
  const bars = mark.items.map((item) => barOf(item, across));
  const [first] = bars;
  if (first === undefined || bars.some(({ thickness }) => Math.abs(thickness - first.thickness) > 0.2))
    return cannotProve("its bars differ in thickness");
  const valueAxis = across ? frame.across : frame.upright;
  const ticks = numericTicks(valueAxis);
  const proven = proveSingle(bars, mark, across, ticks) ?? proveStacked(bars, mark, across, ticks);
  const { base, stacked } = proven;
  const levels = levelRules(frame, across, base);
  const words = wordsOfLevels(frame, levels, bars, proven);
  const others = { ...frame, texts: frame.texts.filter((text) => !words.includes(text)) };
  const { series: labels, names } = shareTexts(others, across, bars, proven, parting(mark));
  const stood = placesOf(frame, across, mark, bars, names);
  const colored = isColored(frame, bars, labels);
  const groups = groupBars(bars, stood, mark, proven, colored);
  const ends: [number, number] = across ? [0, frame.width] : [frame.height, 0];
  const series = groups.map((members) => seriesOf(members, stood, mark, proven.field, labels, frame, across));
  const extent = across ? frame.height : frame.width;
  return {
    kind: "bar",
    across,
    // Series that are alone at their categories lie on nothing.
    stacked: stacked || colored,
    places: stood.places,
    values: numberAxis(proven.scale, ends, valueAxis, across ? frame.grid.across : frame.grid.upright),
    series: [...series, ...readLevels({ ...frame, marks: levels, texts: words }, proven, stood, series)],
    legend: frame.legend !== undefined,
    share: Math.min(1, ((stacked || colored ? 1 : groups.length) * first.thickness) / (stood.step || extent)),
  };
}

interface SharedTexts {
  /** Bar → its labels. */
  readonly series: ReadonlyMap<SceneItem, readonly SceneItem[]>;
  /** Texts that name categories, where no axis does. */
  readonly names: readonly { readonly at: number; readonly item: SceneItem }[];
}

/** Gives each text to the one bar at which it is anchored, and whose values it has. */
function shareTexts(
  frame: Frame,
  across: boolean,
  bars: readonly Bar[],
  { field, base, stacked }: ProvenBars,
  part: EncodedField | undefined,
): SharedTexts {
  const labels = new Map<SceneItem, SceneItem[]>();
  const names: { at: number; item: SceneItem }[] = [];
  const named = (across ? frame.upright : frame.across) !== undefined;
  for (const text of frame.texts) {
    const [along = Number.NaN, beside = Number.NaN] = across ? [text.x, text.y] : [text.y, text.x];
    const near = bars.filter(
      ({ from, to, middle, thickness }) =>
        Math.abs(beside - middle) <= thickness / 2 + 0.1 && along >= from - 0.1 && along <= to + 0.1,
    );
    const [first] = near;
    if (first === undefined) return cannotProve("a text belongs to no bar");
    const atBase = isNear(along, base) && !isNear(first.from, first.to);
    if (atBase && !named && names.every(({ at }) => at !== first.middle)) {
      names.push({ at: first.middle, item: text });
      continue;
    }
    const [bar, another] = near.filter(({ item }) => saysOf(text, item, field, stacked ? part : undefined));
    if (bar === undefined || another !== undefined) return cannotProve("a text belongs to no single bar");
    labels.set(bar.item, [...(labels.get(bar.item) ?? []), text]);
  }
  return { series: labels, names };
}

/** Whether a text has the value of a bar. @param part field of its series, where several bars are at its place */
function saysOf({ datum }: SceneItem, { datum: own }: SceneItem, { name }: EncodedField, part?: EncodedField): boolean {
  if (part !== undefined && datum?.[part.name] !== own?.[part.name]) return false;
  return datum?.[name] === own?.[name];
}

/** The categories: those of the axis where several bars stand side by side, else one for each place of a bar. */
function placesOf(
  frame: Frame,
  across: boolean,
  mark: DataMark,
  bars: readonly Bar[],
  names: SharedTexts["names"],
): StoodNames {
  const axis = across ? frame.upright : frame.across;
  const middles = [...new Map(bars.map((bar) => [bar.middle.toFixed(1), { at: bar.middle, item: bar.item }])).values()];
  const ticks = axis?.ticks ?? [];
  const clustered = ticks.length > 0 && middles.length > ticks.length && parting(mark) !== undefined;
  const found = clustered ? ticks.map(({ at }) => ({ at, item: bars[0]!.item })) : middles;
  return readNames(found, axis, across ? "y" : "x", mark, names);
}

/** The field that parts series. */
function parting({ fields }: DataMark): EncodedField | undefined {
  const parts = fields.filter(({ uses, measure, date }) => !measure && !date && !uses.includes("facet"));
  return parts.find(({ uses }) => uses.includes("series")) ?? parts.find(({ uses }) => uses.includes("color"));
}

/**
 * Whether a legend tells bars apart of which each stands alone at its category: one of each colour is a series. Labels
 * beside them would stand inside, as in stacks.
 */
function isColored({ legend }: Frame, bars: readonly Bar[], labels: SharedTexts["series"]): boolean {
  if (legend === undefined || labels.size > 0) return false;
  return new Set(bars.map(({ middle }) => middle.toFixed(1))).size === bars.length;
}

/** The bars of each series, in the order in which they stand or lie. */
function groupBars(
  bars: readonly Bar[],
  { at, step }: StoodNames,
  mark: DataMark,
  { stacked, base }: ProvenBars,
  colored: boolean,
): readonly (readonly { readonly bar: Bar; readonly place: number }[])[] {
  const members = bars.map((bar) => {
    const place = at.findIndex((middle) => Math.abs(middle - bar.middle) <= Math.max(step / 2, 0.3));
    return place < 0 ? cannotProve("a bar stands at no category") : { bar, place };
  });
  if (new Set(members.map(({ place }) => place)).size === members.length) return colored ? byColor(members) : [members];
  const field = parting(mark);
  if (field === undefined) return cannotProve("several bars of a category have no series");
  const groups = [...Map.groupBy(members, ({ bar }) => String(bar.item.datum?.[field.name])).values()];
  for (const group of groups)
    if (new Set(group.map(({ place }) => place)).size < group.length)
      cannotProve("a series has two bars at one category");
  const rank = (group: (typeof groups)[number]): ((one: (typeof group)[number]) => number) =>
    stacked ? ({ bar }) => Math.abs((bar.from + bar.to) / 2 - base) : ({ bar, place }) => bar.middle - at[place]!;
  const ordered = groups.toSorted((a, b) => compareGroups(a, b, rank(a)));
  for (const [index, group] of ordered.entries())
    for (const later of ordered.slice(index + 1))
      if (!agree(group, later, rank(group), stacked ? base : undefined))
        cannotProve("its series lie in another order at another category");
  return ordered;
}

/** Bars of one colour, in the order of the categories at which the first of each stands. */
function byColor(members: readonly Member[]): readonly (readonly Member[])[] {
  const ordered = members.toSorted((a, b) => a.place - b.place);
  return [...Map.groupBy(ordered, ({ bar }) => colorOf(bar.item, "fill")).values()];
}

type Member = { readonly bar: Bar; readonly place: number };

/** Orders two series by the first category that both have. */
function compareGroups(a: readonly Member[], b: readonly Member[], rank: (one: Member) => number): number {
  for (const one of a) {
    const other = b.find(({ place }) => place === one.place);
    if (other !== undefined) return rank(one) - rank(other);
  }
  return 0;
}

/** Whether one series is before another at each category. @param base of stacks, on each side of which they begin */
function agree(
  a: readonly Member[],
  b: readonly Member[],
  rank: (one: Member) => number,
  base: number | undefined,
): boolean {
  const side = ({ bar }: Member): number => (base === undefined ? 0 : Math.sign((bar.from + bar.to) / 2 - base));
  return a.every((one) => {
    const other = b.find(({ place }) => place === one.place);
    return other === undefined || side(one) !== side(other) || rank(one) <= rank(other) + 0.1;
  });
}

function seriesOf(
  members: readonly Member[],
  { places }: StoodNames,
  mark: DataMark,
  field: EncodedField,
  labels: SharedTexts["series"],
  { legend }: Frame,
  across: boolean,
): MarkSeries {
  const colors = members.map(({ bar }) => colorOf(bar.item, "fill") ?? cannotProve("a bar has no colour"));
  const color = commonest(colors);
  const opacities = new Set(members.map(({ bar: { item } }) => (item.opacity ?? 1) * (item.fillOpacity ?? 1)));
  if (opacities.size > 1) cannotProve("its bars differ in opacity");
  const points = places.names.map((_, place): MarkPoint => {
    const index = members.findIndex((member) => member.place === place);
    if (index < 0) return { place, value: null };
    const { bar } = members[index]!;
    const { item } = bar;
    const texts = labels.get(item) ?? [];
    return {
      place,
      value: exactOf(item, field),
      ...(colors[index] !== color && { color: colors[index] }),
      ...(texts.length > 0 && { label: readLabel(texts, isInside(texts[0]!, bar, across)) }),
    };
  });
  const entry = legend?.find((each) => each.color === color);
  if (legend !== undefined && (entry === undefined || new Set(colors).size > 1))
    return cannotProve("its legend does not name its series");
  const items = members.map(({ bar }) => bar.item);
  const part = parting(mark);
  // Bars of several parts, one at each category, are a series that has the name of none.
  const own = items.every(({ datum }) => datum?.[part?.name ?? ""] === items[0]?.datum?.[part?.name ?? ""]);
  const name = entry?.label ?? nameSeries(items, [], own ? part : undefined, field);
  return { name, color, opacity: [...opacities][0] ?? 1, width: 0, dashed: false, points };
}

/** Whether a text stands within its bar: at its middle, or at its end on the side of its foot. */
function isInside(text: SceneItem, { from, to }: Bar, across: boolean): boolean {
  const at = (across ? text.x : text.y) ?? Number.NaN;
  if (at > from + 0.1 && at < to - 0.1) return true;
  if (!across) return false;
  const { align = "left", dx = 0 } = text;
  return (
    (isNear(at, to) && align === "right" && dx <= 0) ||
    (isNear(at, from) && align === "left" && dx >= 0 && !isNear(from, to))
  );
}

function commonest(colors: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  return [...counts].reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
