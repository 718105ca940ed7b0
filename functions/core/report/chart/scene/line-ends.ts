import { visitMarks, type SceneMark } from "./scene.ts";

/** A label in the coordinates of the whole chart. */
interface Label {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface View {
  /** Where its data begin and end. */
  from: number;
  to: number;
  /** The first and the last point of each of its lines. */
  readonly firsts: Place[];
  readonly lasts: Place[];
  readonly labels: Label[];
  /** Where its level gridlines may begin and end, once that is asked for. */
  bounds?: readonly [number, number];
}

/** Gap between a gridline and a label, points. */
const clearance = 2;

/** Farthest distance between the end of a line and the label that names it, points. */
const reach = { across: 16, along: 20 };

/**
 * Where the level gridlines of each view end, because names stand beside the ends of its lines. Most lines of the view
 * must have one there, beside all of its data; a note at a single point ends no gridline.
 */
export class LineEnds {
  /** Place of a view → what it shows. */
  readonly #views = new Map<string, View>();

  constructor(root: SceneMark) {
    visitMarks(root, ({ marktype, role, items }, x, y) => {
      if (role !== "mark" || marktype === "text" || marktype === "group") return;
      const view = this.#view(x, y);
      const drawn = marktype === "line" || marktype === "area" || marktype === "trail";
      for (const item of items) {
        const [x1, x2] = drawn ? [item.x ?? 0, item.x ?? 0] : [item.bounds.x1, item.bounds.x2];
        if (!Number.isFinite(x1 + x2)) continue;
        view.from = Math.min(view.from, x + x1);
        view.to = Math.max(view.to, x + x2);
      }
      if (marktype !== "line" && marktype !== "trail") return;
      const points = items
        .map((item) => ({ x: x + (item.x ?? 0), y: y + (item.y ?? 0) }))
        .filter((point) => Number.isFinite(point.x + point.y))
        .toSorted((a, b) => a.x - b.x);
      if (points.length < 2) return;
      view.firsts.push(points[0]!);
      view.lasts.push(points.at(-1)!);
    });
  }

  /** Takes in a label of the view at a place. */
  add(label: Label, x: number, y: number): void {
    this.#view(x, y).labels.push(label);
  }

  /** A gridline of the view at a place, without what runs beside its data under names; the same if there are none. */
  cut<Line extends { readonly level: boolean; readonly from: number; readonly to: number }>(
    line: Line,
    x: number,
    y: number,
  ): Line {
    const view = this.#view(x, y);
    const [left, right] = (view.bounds ??= boundsOf(view));
    if (!line.level || (left <= line.from && right >= line.to)) return line;
    return { ...line, from: Math.max(line.from, left), to: Math.min(line.to, right) };
  }

  #view(x: number, y: number): View {
    const key = `${x} ${y}`;
    let view = this.#views.get(key);
    if (view === undefined)
      this.#views.set(key, (view = { from: Infinity, to: -Infinity, firsts: [], lasts: [], labels: [] }));
    return view;
  }
}

function boundsOf({ from, to, firsts, lasts, labels }: View): readonly [number, number] {
  const after = namesOf(
    lasts.filter(({ x }) => x >= to - reach.across),
    labels.filter(({ x1 }) => x1 >= to),
    ({ x1 }, { x }) => x1 - x,
  );
  const before = namesOf(
    firsts.filter(({ x }) => x <= from + reach.across),
    labels.filter(({ x2 }) => x2 <= from),
    ({ x2 }, { x }) => x - x2,
  );
  return [
    Math.max(...before.map(({ x2 }) => x2 + clearance), -Infinity),
    Math.min(...after.map(({ x1 }) => x1 - clearance), Infinity),
  ];
}

/** The labels that name ends of lines, if most ends have one. */
function namesOf(
  ends: readonly Place[],
  labels: readonly Label[],
  distance: (label: Label, end: Place) => number,
): readonly Label[] {
  const names = (label: Label, end: Place): boolean =>
    distance(label, end) <= reach.across && Math.abs((label.y1 + label.y2) / 2 - end.y) <= reach.along;
  const named = ends.filter((end) => labels.some((label) => names(label, end)));
  return named.length * 2 > ends.length ? labels.filter((label) => ends.some((end) => names(label, end))) : [];
}
