import { visitMarks, type SceneItem, type SceneMark } from "../scene.ts";

/** Where a label stands around a circle. */
export interface Ring {
  /** Of its centre, in the coordinates of the whole chart. */
  readonly x: number;
  readonly y: number;
  /** Points from the centre. */
  readonly radius: number;
  /** Radians from the top, clockwise. */
  readonly angle: number;
}

/** A label beside the sectors of a circle, which moves along it. */
export interface RingLabel {
  readonly ring?: Ring;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly size: number;
  shift: number;
  across: number;
}

/** The labels of one sector, such as its name and its value, which move together. */
interface Sector {
  readonly labels: readonly RingLabel[];
  readonly ring: Ring;
  /** Radians from the top. */
  angle: number;
}

/** Radians of a step, and the most steps: a quarter of the circle for each of two neighbours. */
const [step, mostSteps] = [Math.PI / 720, 360];
/**
 * Farthest from its place to the edge of a label that has moved, as a multiple of the size: a label farther from its
 * sector would be read with another.
 */
const farthest = 2;
/** How far boxes may overlap, points, negative for a space: they are a little taller than letters. */
const allowed = { across: -2, along: 1.5 };

/** @param x offset of the item's parent from the root, points */
export function ringOf(item: SceneItem, x: number, y: number): { readonly ring?: Ring } {
  const { radius, theta } = item;
  if (radius === undefined || theta === undefined || !(radius > 0) || !Number.isFinite(theta)) return {};
  return { ring: { x: x + (item.x ?? 0), y: y + (item.y ?? 0), radius, angle: theta } };
}

/**
 * The labels around each circle, those of one sector together, in the order of their angles. Labels inside a circle
 * stand on their sectors, and stay there.
 */
export function ringsOf(root: SceneMark, labels: readonly RingLabel[]): readonly (readonly Sector[])[] {
  const radii = new Map<string, number>();
  visitMarks(root, ({ marktype, items }, x, y) => {
    if (marktype !== "arc") return;
    for (const item of items) {
      const centre = [x + (item.x ?? 0), y + (item.y ?? 0)].join(" ");
      radii.set(centre, Math.max(radii.get(centre) ?? 0, item.outerRadius ?? 0));
    }
  });
  const centreOf = ({ ring }: RingLabel): string => [ring!.x, ring!.y].join(" ");
  const around = labels.filter(
    (label) => label.ring !== undefined && label.ring.radius > (radii.get(centreOf(label)) ?? 0),
  );
  return [...Map.groupBy(around, centreOf).values()].map((circle) =>
    [...Map.groupBy(circle, ({ ring }) => Math.round(ring!.angle * 1e6)).values()]
      .map((group) => ({ labels: group, ring: group[0]!.ring!, angle: group[0]!.ring!.angle }))
      .toSorted((one, other) => one.angle - other.angle),
  );
}

/**
 * Moves labels that overlap apart along their circle, step by step and in their order, so that those in the middle of a
 * run stay nearest to their sectors. A circle on which one would move too far stays as it is.
 */
export function spreadRing(sectors: readonly Sector[]): void {
  if (sectors.length < 2) return;
  const pairs = sectors.map((sector, at) => [sector, sectors[(at + 1) % sectors.length]!] as const);
  if (sectors.length === 2) pairs.pop();
  for (let round = 0; round < mostSteps; round++) {
    const close = pairs.filter(([one, other]) => overlap(one, other));
    if (close.length === 0) break;
    for (const [one, other] of close) {
      one.angle -= step;
      other.angle += step;
    }
  }
  if (pairs.some(([one, other]) => overlap(one, other))) return;
  for (const sector of sectors)
    for (const label of sector.labels) if (distanceOf(sector, label) > label.size * farthest) return;
  for (const sector of sectors)
    for (const label of sector.labels) {
      const [across, down] = moveOf(sector, label);
      label.across = round(across);
      label.shift = round(down);
    }
}

/** How far a label moves with its sector's angle, points. */
function moveOf({ ring: { angle: before }, angle }: Sector, { ring }: RingLabel): readonly [x: number, y: number] {
  const { radius } = ring!;
  return [radius * (Math.sin(angle) - Math.sin(before)), -radius * (Math.cos(angle) - Math.cos(before))];
}

/** From the place of a label's middle to the edge of the label that has moved, points. */
function distanceOf(sector: Sector, label: RingLabel): number {
  const [x, y] = moveOf(sector, label);
  return Math.hypot(beyond(x, label.x2 - label.x1), beyond(y, label.y2 - label.y1));
}

/** By how far a move leaves half of a length behind, points. */
function beyond(move: number, length: number): number {
  return Math.max(0, Math.abs(move) - length / 2);
}

function overlap(one: Sector, other: Sector): boolean {
  return one.labels.some((label) => other.labels.some((another) => cover(one, label, other, another)));
}

function cover(one: Sector, label: RingLabel, other: Sector, another: RingLabel): boolean {
  const [x, y] = moveOf(one, label);
  const [u, v] = moveOf(other, another);
  const across = Math.min(label.x2 + x, another.x2 + u) - Math.max(label.x1 + x, another.x1 + u);
  const along = Math.min(label.y2 + y, another.y2 + v) - Math.max(label.y1 + y, another.y1 + v);
  return across > allowed.across && along > allowed.along;
}

function round(points: number): number {
  return Math.round(points * 100) / 100 + 0;
}
