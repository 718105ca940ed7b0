import type { Warning, Where } from "../../../../errors.ts";
import { type Ring, ringOf, ringsOf, spreadRing } from "./ring-labels.ts";
import { visitMarks, type SceneItem, type SceneMark } from "../scene.ts";

/** A visible label in the coordinates of the whole chart. */
interface Label {
  readonly text: string;
  /** Its items: a halo beneath a label has the same text and place. */
  readonly items: SceneItem[];
  readonly x: number;
  readonly y1: number;
  readonly y2: number;
  readonly x1: number;
  readonly x2: number;
  readonly size: number;
  /** Labels that stand one above the other: of one view, with the same anchor. */
  readonly column: string;
  /** Of a label beside the sectors of a circle. */
  readonly ring?: Ring;
  /** How far it moves down and to the right, points. */
  shift: number;
  across: number;
}

/** A run of labels pushed together. */
interface Pile {
  readonly labels: Label[];
  /** Of its first label's middle, points. */
  start: number;
}

/** Distance between the middles of neighbouring labels, as a multiple of their size. */
const spacing = 1.12;
/** Farthest move, as a multiple of the size: a label farther from its mark would be read with another. */
const farthest = 2;
/**
 * Farthest move of a label where none overlap, as a share of the distance to its nearest neighbour: labels of close
 * rows would come to stand beside other rows.
 */
const unforced = 0.25;
/**
 * Overlap that can be seen: points across; along, a share of the size, since boxes are a little taller than letters.
 */
const visible = { across: 1, along: 0.18 };
/** Texts that a chart's guides print. */
const guideRoles: ReadonlySet<string | undefined> = new Set([
  "axis-label",
  "axis-title",
  "legend-label",
  "legend-title",
  "title-text",
  "title-subtitle",
]);
/** Labels compared with each other; more are a cloud, not labels that somebody reads. */
const most = 400;

/**
 * Separates the direct labels of a finished scene, such as the names at the ends of lines: labels one above the other
 * that nearly touch move apart as little as possible, in their order, and those around a circle move along it. Warns of
 * labels that overlap nevertheless, also a label or title of an axis, a legend or a panel.
 */
export function separateLabels(root: SceneMark, name: string, where: Where): readonly Warning[] {
  const labels = labelsOf(root, (role) => role === "mark");
  if (labels.length === 0 || labels.length > most) return [];
  const columns = Map.groupBy(
    labels.filter(({ ring }) => ring === undefined),
    ({ column }) => column,
  );
  for (const column of columns.values()) if (column.length > 1) spread(column);
  for (const ring of ringsOf(root, labels)) spreadRing(ring);
  for (const { items, shift, across } of labels)
    if (shift !== 0 || across !== 0) for (const item of items) move(item, shift, across);
  const guides = new Set(labelsOf(root, (role) => guideRoles.has(role)));
  // Guides keep clear of each other by themselves.
  const left = overlaps([...labels, ...guides]).filter((pair) => !pair.every((label) => guides.has(label)));
  if (left.length === 0) return [];
  const [one, other] = left[0]!;
  return [
    {
      code: "overlapping-labels",
      message: `Chart "${name}" has ${left.length === 1 ? "two labels that overlap" : `${left.length} pairs of labels that overlap`}, first "${one.text}" and "${other.text}"`,
      where: { ...where, name },
      seen: left.slice(0, 10).map(([first, second]) => [first.text, second.text]),
      hint: "label fewer marks, make the chart taller, or place the labels with Vega's label transform",
    },
  ];
}

function labelsOf(root: SceneMark, isWanted: (role: string | undefined) => boolean): readonly Label[] {
  const found = new Map<string, Label>();
  visitMarks(root, ({ marktype, role, items }, x, y) => {
    if (marktype !== "text" || !isWanted(role)) return;
    for (const item of items) {
      const text = [item.text ?? ""].flat().join(" ").trim();
      const { x1, y1, x2, y2 } = item.bounds;
      if (text === "" || item.opacity === 0 || item.angle || !Number.isFinite(x1 + y1 + x2 + y2) || x2 <= x1) continue;
      const place = { x1: x + x1, y1: y + y1, x2: x + x2, y2: y + y2 };
      const key = [text, Math.round(place.x1), Math.round(place.y1)].join(" ");
      const known = found.get(key);
      if (known !== undefined) {
        known.items.push(item);
        continue;
      }
      const { align = "left" } = item as { align?: string };
      const anchor = Math.round(x + (item.x ?? 0));
      found.set(key, {
        ...place,
        text,
        items: [item],
        x: anchor,
        size: item.fontSize ?? 10,
        column: [x, y, anchor, align].join(" "),
        ...ringOf(item, x, y),
        shift: 0,
        across: 0,
      });
    }
  });
  return [...found.values()];
}

/** Pairs of labels that cover each other. */
function overlaps(labels: readonly Label[]): readonly (readonly [Label, Label])[] {
  const left = ({ x1, across }: Label): number => x1 + across;
  const sorted = labels.toSorted((a, b) => left(a) - left(b));
  const pairs: (readonly [Label, Label])[] = [];
  for (const [i, one] of sorted.entries()) {
    for (let j = i + 1; j < sorted.length && left(sorted[j]!) < one.x2 + one.across - visible.across; j++) {
      const other = sorted[j]!;
      const along =
        Math.min(one.y2 + one.shift, other.y2 + other.shift) - Math.max(one.y1 + one.shift, other.y1 + other.shift);
      if (along > visible.along * Math.min(one.size, other.size)) pairs.push([one, other]);
    }
  }
  return pairs;
}

/**
 * Moves the labels of a column apart so that the sum of the squared moves is least: neighbours too close form a pile,
 * whose place is the mean of the places that its labels want. A column with a label that would move too far stays; so
 * does one without overlaps if a label would move by a quarter of its distance to the next.
 */
function spread(column: readonly Label[]): void {
  const sorted = column.toSorted((a, b) => middle(a) - middle(b));
  const piles: Pile[] = [];
  for (const label of sorted) {
    piles.push({ labels: [label], start: middle(label) });
    for (
      let last = piles.at(-1)!, before = piles.at(-2);
      before !== undefined && last.start < endOf(before) + gap(before.labels.at(-1)!, last.labels[0]!);
      last = piles.at(-1)!, before = piles.at(-2)
    ) {
      before.labels.push(...last.labels);
      piles.pop();
      const wanted = offsets(before.labels).map((offset, i) => middle(before!.labels[i]!) - offset);
      before.start = wanted.reduce((sum, place) => sum + place, 0) / wanted.length;
    }
  }
  const moves = piles.flatMap(({ labels, start }) =>
    offsets(labels).map((offset, i) => [labels[i]!, start + offset - middle(labels[i]!)] as const),
  );
  if (moves.some(([{ size }, shift]) => Math.abs(shift) > size * farthest)) return;
  const pitch = (at: number): number =>
    Math.min(
      ...[at - 1, at + 1]
        .flatMap((beside) => sorted[beside] ?? [])
        .map((other) => Math.abs(middle(other) - middle(sorted[at]!))),
    );
  const far = moves.some(([label, shift]) => Math.abs(shift) > unforced * pitch(sorted.indexOf(label)));
  if (far && overlaps(column).length === 0) return;
  for (const [label, shift] of moves) label.shift = Math.abs(shift) < 0.01 ? 0 : Math.round(shift * 100) / 100;
}

function middle({ y1, y2 }: Label): number {
  return (y1 + y2) / 2;
}

/** Distance between the middles of two neighbours. */
function gap(one: Label, other: Label): number {
  return Math.max(
    ((one.size + other.size) / 2) * spacing,
    (one.y2 - one.y1 + other.y2 - other.y1) / 2 - visible.along * one.size,
  );
}

/** The places of a pile's labels from its first. */
function offsets(labels: readonly Label[]): readonly number[] {
  let at = 0;
  return labels.map((label, i) => (at += i === 0 ? 0 : gap(labels[i - 1]!, label)));
}

function endOf({ labels, start }: Pile): number {
  return start + offsets(labels).at(-1)!;
}

/** The angle of a label keeps naming its sector; only its place moves. */
function move(item: SceneItem, shift: number, across: number): void {
  const { bounds } = item;
  Object.assign(item, { x: (item.x ?? 0) + across, y: (item.y ?? 0) + shift });
  const { x1, x2, y1, y2 } = bounds;
  Object.assign(bounds, { x1: x1 + across, x2: x2 + across, y1: y1 + shift, y2: y2 + shift });
}
