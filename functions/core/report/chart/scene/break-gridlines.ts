import { LineEnds } from "./line-ends.ts";
import { visitMarks, type SceneItem, type SceneMark } from "./scene.ts";

interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A gridline in the coordinates of the whole chart: at `at`, from `from` to `to`. */
interface Line {
  readonly level: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Gap before and after a label along a line, and shortest piece of a line worth drawing, points. */
const clearance = 2;

/** Labels are indexed by strips of this height or width, points, so that finding them stays linear. */
const strip = 16;

/**
 * Interrupts the gridlines of a finished scene at direct labels, so that no line runs through text, and ends them
 * before the names at the ends of lines, see `LineEnds`. Nothing is painted over: a bar or
 * data line under a label stays as it is. Gridlines are those of axes, and horizontal or vertical rules that a spec
 * draws in the same colour, such as the tracks of a dot plot.
 *
 * @param color colour of gridlines, as written in the theme
 */
export function breakGridlines(root: SceneMark, color: string): void {
  const rows = new Map<number, Box[]>();
  const columns = new Map<number, Box[]>();
  const ends = new LineEnds(root);
  visitMarks(root, ({ marktype, role, items }, x, y) => {
    if (marktype !== "text" || role !== "mark") return;
    for (const item of items) {
      const { x1, y1, x2, y2 } = item.bounds;
      if (item.opacity === 0 || !hasText(item) || !Number.isFinite(x1 + y1 + x2 + y2)) continue;
      const box = { x1: x + x1, y1: y + y1, x2: x + x2, y2: y + y2 };
      ends.add(box, x, y);
      register(rows, box, box.y1, box.y2);
      register(columns, box, box.x1, box.x2);
    }
  });
  if (rows.size === 0) return;
  visitMarks(root, (mark, x, y) => {
    if (mark.marktype !== "rule" || (mark.role !== "axis-grid" && mark.role !== "mark")) return;
    const pieces = mark.items.flatMap((item) => {
      const whole = mark.role === "axis-grid" || item.stroke === color ? lineOf(item, x, y) : undefined;
      if (whole === undefined) return [item];
      const line = mark.role === "axis-grid" ? ends.cut(whole, ...viewOf(mark, x, y)) : whole;
      const near = (line.level ? rows : columns).get(Math.floor(line.at / strip)) ?? [];
      const gaps = near
        .filter((box) => (line.level ? box.y1 < line.at && line.at < box.y2 : box.x1 < line.at && line.at < box.x2))
        .map((box) => (line.level ? [box.x1 - clearance, box.x2 + clearance] : [box.y1, box.y2]) as [number, number])
        .filter(([start, end]) => end > line.from && start < line.to);
      return gaps.length === 0 && line === whole
        ? [item]
        : remainders(line, gaps).map(([from, to]) =>
            pieceOf(item, line, from - (line.level ? x : y), to - (line.level ? x : y)),
          );
    });
    (mark as { items: readonly SceneItem[] }).items = pieces;
  });
}

/** The place of the view that an axis belongs to: Vega draws an axis in a group of its own, half a point off. */
function viewOf({ group }: SceneMark, x: number, y: number): readonly [number, number] {
  return group?.mark?.role === "axis" ? [x - (group.x ?? 0), y - (group.y ?? 0)] : [x, y];
}

function hasText({ text }: SceneItem): boolean {
  return [text].flat().some((line) => line !== undefined && line !== null && String(line).trim() !== "");
}

function register(strips: Map<number, Box[]>, box: Box, from: number, to: number): void {
  for (let key = Math.floor(from / strip); key <= Math.floor(to / strip); key++) {
    const known = strips.get(key);
    if (known === undefined) strips.set(key, [box]);
    else known.push(box);
  }
}

function lineOf(item: SceneItem, x: number, y: number): Line | undefined {
  const { x: startX = 0, y: startY = 0 } = item;
  const { x2: endX = startX, y2: endY = startY } = item;
  const level = startY === endY;
  if (level === (startX === endX)) return undefined;
  const [start, end, at] = level ? [x + startX, x + endX, y + startY] : [y + startY, y + endY, x + startX];
  return { level, at, from: Math.min(start, end), to: Math.max(start, end) };
}

/** The remaining pieces of a line. */
function remainders(
  { from, to }: Line,
  gaps: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const left: [number, number][] = [];
  let begin = from;
  for (const [start, end] of gaps.toSorted((a, b) => a[0] - b[0])) {
    if (start - begin >= clearance) left.push([begin, start]);
    begin = Math.max(begin, end);
  }
  if (to - begin >= clearance) left.push([begin, to]);
  return left;
}

/** A copy of a rule between two positions along it, in its group's coordinates. */
function pieceOf(item: SceneItem, { level }: Line, from: number, to: number): SceneItem {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(item) as object) as SceneItem, item);
  return Object.assign(copy, level ? { x: from, x2: to } : { y: from, y2: to });
}
