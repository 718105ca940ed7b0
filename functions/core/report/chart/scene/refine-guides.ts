import { wrapWords } from "../placement/wrap-words.ts";
import { houseStep, labelGap, mendGuides, stepFor, type Mend } from "./mend-guides.ts";
import { showsNoData, type NoDataKey } from "./no-data-key.ts";
import type { LabelStyle } from "../dataflow/register-wrapping.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";
import type { Spec } from "../spec.ts";

/** What the corrections of a chart's guides depend on. */
export interface Guides {
  readonly root: SceneMark;
  /** The spec that the scene comes from, before any correction. */
  readonly spec: Spec;
  /** The corrections that the scene has. */
  readonly mend: Mend;
  /** Outer width of the chart, points. */
  readonly width: number;
  /** Distance of the plot from the chart's left edge, points. */
  readonly left: number;
  /** How regions without a value are shown. */
  readonly noData: NoDataKey;
  /** Scales of categories that need other colours than the theme's first, and those. */
  readonly colours: Mend["colours"];
  /** Width of a line in the style of a label, points. */
  measure(style: LabelStyle, text: string): number;
}

/** Most lines of a label. */
const most = 3;
/** Largest part of a chart's width that labels beside the plot take on one line. */
const widestSide = 0.45;
/** And what they get then. */
const sidePart = 0.36;
/** Largest part of a chart's width for a legend of several columns beside the plot. */
const widestLegend = 0.4;

/** Spec → its corrected versions. */
const mended = new WeakMap<Spec, Map<string, Spec>>();

/**
 * Improves the guides of a finished scene: breaks category labels that overlap into lines, or turns them where lines do
 * not help; breaks labels that take half of the width, and headers wider than their view; reduces the ticks of a time
 * axis that repeats the same year; breaks a legend wider than the chart into rows, and one taller than its plot into
 * columns; adds a key for the regions of a map that have no value.
 *
 * @returns the corrections that the scene should have, or undefined if it has them all
 */
export function refineGuides(guides: Guides): Mend | undefined {
  const { root, spec, mend, width, left, noData, colours } = guides;
  const found: Mend = {
    ...belowLabels(guides),
    side: mend.side ?? sideLabels(guides),
    tickCount: mend.tickCount ?? timeTicks(root),
    columns: legendColumns(root, width - left, mend.columns),
    sideColumns: mend.sideColumns ?? sideColumns(root, width),
    headers: mend.headers ?? wideHeader(root),
    colours: mend.colours ?? colours,
    key: mend.key ?? (showsNoData(root, spec, noData.colour) ? noData : undefined),
  };
  return JSON.stringify(found) === JSON.stringify(mend) ? undefined : found;
}

/** A spec with corrections, the same object for the same spec and corrections. */
export function mendedSpec(spec: Spec, mend: Mend): Spec {
  const name = JSON.stringify(mend);
  if (name === "{}") return spec;
  let known = mended.get(spec);
  if (known === undefined) mended.set(spec, (known = new Map()));
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = mendGuides(spec, mend)));
  return found;
}

/**
 * How to correct labels of a horizontal axis that overlap: in lines if all fit between their neighbours so; else
 * slanted, or vertical if the steps are narrower than a line.
 */
function belowLabels({ root, mend, measure }: Guides): Pick<Mend, "wrap" | "slant"> {
  let slant: number | undefined;
  let wrap: LabelStyle | undefined;
  visitLabels(root, ["bottom", "top"], (labels) => {
    const sorted = labels.toSorted((a, b) => a.bounds.x1 - b.bounds.x1);
    const collide = sorted.some((label, i) => i > 0 && !label.angle && label.bounds.x1 < sorted[i - 1]!.bounds.x2 + 2);
    if (!collide) return;
    const step = Math.min(...sorted.slice(1).map((label, i) => (label.x ?? 0) - (sorted[i]!.x ?? 0)));
    const style = styleOf(sorted[0]!);
    const fits = sorted.every((label) => {
      const lines = wrapWords(wordsOf(label), step - labelGap, (line) => measure(style, line));
      return lines.length <= most && lines.every((line) => measure(style, line) <= step - labelGap);
    });
    if (fits && mend.wrap === undefined) wrap = style;
    else slant = step < 12 ? 270 : (slant ?? 315);
  });
  if (slant !== undefined || mend.slant !== undefined) return { wrap: undefined, slant: slant ?? mend.slant };
  return { wrap: wrap ?? mend.wrap, slant: undefined };
}

/**
 * The width for labels beside the plot that take nearly half of the chart, if lines that their rows hold make them
 * narrower.
 */
function sideLabels({ root, width, measure }: Guides): Mend["side"] {
  let found: Mend["side"];
  visitLabels(root, ["left", "right"], (labels) => {
    const widest = Math.max(...labels.map(({ bounds }) => bounds.x2 - bounds.x1));
    if (widest <= width * widestSide || labels.some(({ angle }) => Boolean(angle))) return;
    const style = styleOf(labels[0]!);
    const room = Math.round(width * sidePart);
    const lines = Math.max(
      ...labels.map((label) => wrapWords(wordsOf(label), room, (line) => measure(style, line)).length),
    );
    const places = labels.map(({ y = 0 }) => y).toSorted((a, b) => a - b);
    const step = Math.min(...places.slice(1).map((place, i) => place - places[i]!));
    const grows = Math.abs(step - houseStep) < 0.5;
    if (lines > 1 && lines <= most && (grows || stepFor(style, lines) <= step)) found = { style, width: room, lines };
  });
  return found;
}

/** Number of ticks at which no two neighbouring labels are equal, if some are now. */
function timeTicks(root: SceneMark): number | undefined {
  let count: number | undefined;
  visitLabels(root, ["bottom", "top"], (labels) => {
    const texts = labels.toSorted((a, b) => a.bounds.x1 - b.bounds.x1).map((label) => String(label.text));
    if (!texts.some((text, i) => i > 0 && text === texts[i - 1])) return;
    count = Math.max(1, new Set(texts).size - 1);
  });
  return count;
}

/** Calls back with the visible labels of each axis on one of some sides. */
function visitLabels(root: SceneMark, sides: readonly string[], visit: (labels: readonly SceneItem[]) => void): void {
  visitMarks(root, ({ role, items }) => {
    if (role !== "axis") return;
    for (const axis of items) {
      if (!sides.includes(axis.orient ?? "")) continue;
      const labels = (axis.items ?? []).filter((part) => part.role === "axis-label").flatMap((part) => part.items);
      const seen = labels.filter((label) => label.opacity !== 0);
      if (seen.length > 0) visit(seen);
    }
  });
}

/** Entries per row for legends above or below the chart that are too wide. */
function legendColumns(root: SceneMark, width: number, given: number | undefined): number | undefined {
  let columns = given;
  visitLegends(root, ["top", "bottom"], (legend, entries) => {
    const wide = legend.bounds.x2 - legend.bounds.x1;
    if (wide <= width || entries < 2) return;
    const fitting = given === undefined ? Math.floor((entries * width) / wide) : given - 1;
    columns = Math.max(1, Math.min(columns ?? fitting, fitting));
  });
  return columns;
}

/** Entries per row for legends beside the plot that are taller than it, as far as they leave it room. */
function sideColumns(root: SceneMark, width: number): number | undefined {
  let columns: number | undefined;
  visitLegends(root, ["left", "right"], (legend, entries, height) => {
    const { x1, x2, y1, y2 } = legend.bounds;
    const needed = Math.min(entries, Math.ceil((y2 - y1) / Math.max(1, height)));
    const fitting = Math.min(needed, Math.floor((width * widestLegend) / (x2 - x1)));
    if (fitting > 1) columns = Math.max(columns ?? 0, fitting);
  });
  return columns;
}

/** Calls back with each legend on one of some sides, its number of entries and the height of its plot. */
function visitLegends(
  root: SceneMark,
  sides: readonly string[],
  visit: (legend: SceneItem, entries: number, height: number) => void,
): void {
  visitMarks(root, ({ role, items, group }) => {
    if (role !== "legend") return;
    for (const legend of items)
      if (sides.includes(legend.orient ?? "right")) visit(legend, countEntries(legend), group?.height ?? 0);
  });
}

function countEntries(legend: SceneItem): number {
  let entries = 0;
  for (const mark of legend.items ?? [])
    visitMarks(mark, ({ role, items }) => (entries += role === "legend-label" ? items.length : 0));
  return entries;
}

/** The style of a header that is longer than the side of the view that it heads. */
function wideHeader(root: SceneMark): LabelStyle | undefined {
  let style: LabelStyle | undefined;
  visitMarks(root, ({ role, group, items }) => {
    if (role !== "title" || group === undefined || group.mark === root) return;
    for (const { orient, items: parts } of items) {
      const upright = orient === "left" || orient === "right";
      const room = (upright ? group.height : group.width) ?? 0;
      const text = parts?.[0]?.items[0];
      if (text === undefined || Array.isArray(text.text)) continue;
      const { x1, x2, y1, y2 } = text.bounds;
      if ((upright ? y2 - y1 : x2 - x1) > room + 0.5) style ??= styleOf(text);
    }
  });
  return style;
}

function wordsOf({ text }: SceneItem): string {
  return [text].flat().join(" ");
}

function styleOf({ font = "", fontSize = 10, fontWeight = "normal" }: SceneItem): LabelStyle {
  return { font, fontSize, fontWeight };
}
