import { visitMarks, type SceneItem, type SceneMark } from "../scene.ts";

interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** A piece of what is drawn, which words may not touch: a box, or a straight line between two of its corners. */
interface Piece extends Box {
  readonly item: SceneItem;
  /** Of a line: whether it falls from its left end to its right one; absent of a box. */
  readonly falls?: boolean;
}

/** The words of a line or a band across the plot, in the coordinates of the whole chart. */
interface Note {
  readonly item: SceneItem;
  readonly box: Box;
  /** The line, or the edge of the band, beside which they stand. */
  readonly level: boolean;
  readonly at: number;
  /** Between which they may move along it. */
  readonly from: number;
  readonly to: number;
  readonly datum: SceneItem["datum"];
}

/** How far from what is drawn words stand at least, points. */
const clearance = 1.5;
/** Distance between the places that are tried, points. */
const step = 3;
/** Of the boxes of letters, this share above and below is empty, since few letters fill it. */
const empty = 0.12;

/**
 * Moves the words of lines and bands across a plot, such as a target's, along their line to where nothing of the data
 * lies, or to its other side. Where there is no such place, they go to where they touch least. Words that touch nothing
 * stay where the spec puts them.
 */
export function clearNotes(root: SceneMark): void {
  const notes: Note[] = [];
  visitMarks(root, (mark, x, y) => {
    if (mark.marktype === "group") for (const group of mark.items) notes.push(...notesIn(group, x, y));
  });
  if (notes.length === 0) return;
  const pieces = piecesOf(root);
  for (const note of notes) clear(note, pieces);
}

/** The words in a group that stand with the only line or band of their row. @param x of the group's parent */
function notesIn(group: SceneItem, x: number, y: number): readonly Note[] {
  const { items = [], width = 0, height = 0 } = group;
  const [left, top] = [x + (group.x ?? 0), y + (group.y ?? 0)];
  return items.flatMap(({ marktype, role, items: [item, ...more] }) => {
    if (marktype !== "text" || role !== "mark" || item === undefined || more.length > 0) return [];
    if (item.datum === undefined || item.angle || !isSeen(item)) return [];
    const across = items.find(
      (mark) =>
        (mark.marktype === "rule" || mark.marktype === "rect") &&
        mark.items.length === 1 &&
        mark.items[0]!.datum === item.datum,
    )?.items[0];
    if (across === undefined) return [];
    const level = isWhole(across.bounds.x1, across.bounds.x2, width);
    if (level === isWhole(across.bounds.y1, across.bounds.y2, height)) return [];
    const box = moved(item.bounds, left, top);
    const at = level ? top + (item.y ?? 0) : left + (item.x ?? 0);
    const [from, to] = level ? [left, left + width] : [top, top + height];
    return [{ item, box, level, at, from, to, datum: item.datum }];
  });
}

function isWhole(from: number, to: number, length: number): boolean {
  return from <= 1 && to >= length - 1;
}

function isSeen({ opacity = 1, text, bounds }: SceneItem): boolean {
  const { x1, y1, x2, y2 } = bounds;
  return opacity > 0 && [text ?? ""].flat().join("").trim() !== "" && Number.isFinite(x1 + y1 + x2 + y2) && x2 > x1;
}

/** All that is drawn of data and words. Bands across a plot are its ground. */
function piecesOf(root: SceneMark): readonly Piece[] {
  const pieces: Piece[] = [];
  visitMarks(root, (mark, x, y) => {
    if (mark.role !== "mark" || mark.marktype === "group") return;
    const isLine = mark.marktype === "line" || mark.marktype === "trail";
    const found = isLine || mark.marktype === "area" ? stretchesOf(mark.items, isLine) : boxesOf(mark);
    pieces.push(...found.map((piece) => ({ ...piece, ...moved(piece, x, y) })));
  });
  return pieces;
}

function boxesOf({ marktype, items, group }: SceneMark): readonly Piece[] {
  return items
    .filter((item) => {
      const { x1, x2, y1, y2 } = item.bounds;
      const isGround =
        marktype === "rect" && (isWhole(x1, x2, group?.width ?? 0) || isWhole(y1, y2, group?.height ?? 0));
      return !isGround && item.opacity !== 0 && (marktype !== "text" || isSeen(item));
    })
    .map((item) => ({ item, ...moved(item.bounds, 0, 0) }));
}

/** The parts of a line, or of an area, between neighbouring points. */
function stretchesOf(points: readonly SceneItem[], isLine: boolean): readonly Piece[] {
  return points.slice(1).flatMap((item, index) => {
    const before = points[index]!;
    if (before.defined === false || item.defined === false) return [];
    const [from, to] = [before, item].map(({ x = 0 }) => x) as [number, number];
    const [start, end] = [before, item].map(({ y = 0 }) => y) as [number, number];
    const others = isLine ? [] : [before, item].map(({ y = 0, y2 = y }) => y2);
    const heights = [start, end, ...others];
    return [
      {
        item,
        x1: Math.min(from, to),
        x2: Math.max(from, to),
        y1: Math.min(...heights),
        y2: Math.max(...heights),
        ...(isLine && { falls: from < to === start < end }),
      },
    ];
  });
}

function clear(note: Note, all: readonly Piece[]): void {
  const { box, level, at, item, datum } = note;
  const other = mirrored(box, level, at);
  const near = all.filter(
    (piece) =>
      piece.item !== item &&
      piece.item.datum !== datum &&
      (level
        ? piece.y1 < Math.max(box.y2, other.y2) && piece.y2 > Math.min(box.y1, other.y1)
        : piece.x1 < Math.max(box.x2, other.x2) + clearance && piece.x2 > Math.min(box.x1, other.x1) - clearance),
  );
  const touches = (place: Box): number => near.filter((piece) => touch(piece, place)).length;
  let [best, least] = [box, touches(box)];
  for (const tried of placesOf(note, other)) {
    if (least === 0) break;
    const count = touches(tried);
    if (count < least) [best, least] = [tried, count];
  }
  if (best !== box) place(note, best);
}

/** The places along the line at which words are tried, first on their own side, then on the other. */
function* placesOf({ box, level, from, to }: Note, other: Box): Generator<Box> {
  const [start, end] = level ? [box.x1, box.x2] : [box.y1, box.y2];
  const farthest = to - end;
  for (const whole of [box, other])
    for (let on = Math.min(0, from - start + step); on <= farthest; on += step)
      yield level ? moved(whole, on, 0) : moved(whole, 0, on);
}

/** A box on the other side of its line, as far from it. */
function mirrored(box: Box, level: boolean, at: number): Box {
  return level
    ? { ...box, y1: 2 * at - box.y2, y2: 2 * at - box.y1 }
    : { ...box, x1: 2 * at - box.x2, x2: 2 * at - box.x1 };
}

function moved({ x1, y1, x2, y2 }: Box, x: number, y: number): Box {
  return { x1: x1 + x, y1: y1 + y, x2: x2 + x, y2: y2 + y };
}

function touch(piece: Piece, { x1, y1, x2, y2 }: Box): boolean {
  const air = (y2 - y1) * empty;
  const box = { x1: x1 - clearance, x2: x2 + clearance, y1: y1 + air, y2: y2 - air };
  if (piece.x1 >= box.x2 || piece.x2 <= box.x1 || piece.y1 >= box.y2 || piece.y2 <= box.y1) return false;
  if (piece.falls === undefined || piece.x1 === piece.x2 || piece.y1 === piece.y2) return true;
  // A line between two corners of its box: it touches unless all corners of the other box are on one side of it.
  const slope = ((piece.y2 - piece.y1) / (piece.x2 - piece.x1)) * (piece.falls ? 1 : -1);
  const from = piece.falls ? piece.y1 : piece.y2;
  const sides = [box.x1, box.x2].flatMap((x) => [box.y1, box.y2].map((y) => y - from - slope * (x - piece.x1) > 0));
  return new Set(sides).size > 1;
}

/** Puts the words at a place. What names their value stays: on the other side only their offset turns. */
function place({ item, box, level }: Note, to: Box): void {
  const [across, down] = [to.x1 - box.x1, to.y1 - box.y1];
  const { x = 0, y = 0, dx = 0, dy = 0, bounds } = item;
  Object.assign(item, level ? { x: x + across, dy: dy + down } : { y: y + down, dx: dx + across });
  Object.assign(bounds, moved(bounds, across, down));
}
