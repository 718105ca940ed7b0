import { slice, type FlowBox, type Slice } from "../slice.ts";
import { drawSlices, gapBetween, stackHeight, type PlacedSlice } from "../stack-slices.ts";

/** Space around the short rule above the footnotes, points. */
const ruleAbove = 8;
const ruleBelow = 5;
/** A footnote that continues on the next page has at least this many lines on each. */
const fewest = 2;

/** Footnotes at the foot of one page. */
export interface NoteArea {
  readonly slices: readonly Slice[];
  /** The part that continues on the next page. */
  readonly carried: readonly Slice[];
}

/** Height of an area with its rule, points; 0 without notes. */
export function noteHeight(slices: readonly Slice[]): number {
  return slices.length === 0 ? 0 : ruleAbove + ruleBelow + stackHeight(slices);
}

/**
 * Adds footnotes to an area that may grow to `room`. If they do not fit, the last one may continue on the next page.
 *
 * @param force take what fits and carry the rest over, for an otherwise empty page
 * @returns the new area, or `undefined` if the notes cannot begin here
 */
export function addNotes(
  area: NoteArea,
  notes: readonly (readonly Slice[])[],
  room: number,
  force = false,
): NoteArea | undefined {
  if (notes.length === 0) return noteHeight(area.slices) <= room + 0.01 || force ? area : undefined;
  if (area.carried.length > 0) return force ? { ...area, carried: [...area.carried, ...notes.flat()] } : undefined;
  const all = notes.flat();
  if (noteHeight([...area.slices, ...all]) <= room + 0.01) return { slices: [...area.slices, ...all], carried: [] };
  const last = notes.at(-1)?.length ?? 0;
  const least = force ? 0 : last >= 2 * fewest ? all.length - last + fewest : all.length;
  for (let count = all.length - (force ? 1 : fewest); count >= least; count--) {
    if (count > 0 && count < all.length && !force && all[count]?.keep === true) continue;
    const slices = [...area.slices, ...all.slice(0, count)];
    if (noteHeight(slices) <= room + 0.01) return { slices, carried: all.slice(count) };
  }
  return force ? { ...area, carried: all } : undefined;
}

/** The boxes of an area whose foot is at `bottom`. */
export function drawNotes(
  slices: readonly Slice[],
  bottom: number,
  left: number,
  width: number,
  color: string,
): FlowBox[] {
  if (slices.length === 0) return [];
  let y = bottom - noteHeight(slices) + ruleAbove;
  const rule = slice({
    height: 0,
    boxes: [{ kind: "line", means: "layout", x1: left, x2: left + width, y1: 0, y2: 0, color, width: 0.5 }],
  });
  const placed: PlacedSlice[] = [{ part: rule, top: y }];
  y += ruleBelow;
  slices.forEach((part, index) => {
    const top = y + gapBetween(slices[index - 1], part);
    placed.push({ part, top });
    y = top + part.height;
  });
  return drawSlices(placed);
}
