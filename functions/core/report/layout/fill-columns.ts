import { cutPadding } from "./frame-slices.ts";
import { moveBox, resumed, slice, type Frame, type Slice, type TextFlow } from "./slice.ts";
import { gapBetween, stackHeight, type PlacedSlice } from "./stack-slices.ts";

/** Columns of text on a page, from their common top. */
export interface FilledColumns {
  readonly placed: readonly PlacedSlice[];
  /** Slices of the flow that are placed, unchanged. */
  readonly taken: readonly Slice[];
  readonly rest: readonly Slice[];
  readonly height: number;
}

/** Step by which the columns' common height grows until everything fits, points. */
const step = 1;

/**
 * Fills the columns of a flow: to `most` points if more follows, otherwise to the least height at which everything
 * fits, so that all end at about the same height.
 *
 * @param force take at least the first slice, however tall: for a page that is empty
 */
export function fillColumns(flow: TextFlow, most: number, force: boolean): FilledColumns {
  const least = Math.ceil(stackHeight(flow.slices) / flow.count);
  for (let height = least; height < most; height += step) {
    const filled = fillTo(flow, height, false);
    if (filled.rest.length === 0) return filled;
  }
  return fillTo(flow, most, force);
}

function fillTo({ slices, count, step: across, rule }: TextFlow, most: number, force: boolean): FilledColumns {
  const placed: PlacedSlice[] = [];
  let at = 0;
  let height = 0;
  let filled = 0;
  for (let column = 0; column < count && at < slices.length; column++) {
    const shift = shifter(column * across);
    let under = 0;
    let last: Slice | undefined;
    while (at < slices.length) {
      const end = chainEnd(slices, at);
      let chain = slices.slice(at, end);
      const first = chain[0]!;
      const resume = last === undefined ? first.resume : undefined;
      const lead = last === undefined ? cutPadding(first, "top") : gapBetween(last, first);
      const needed = (parts: readonly Slice[]): number =>
        under + lead + (resume?.height ?? 0) + stackHeight(parts) + cutPadding(parts.at(-1)!, "bottom");
      if (needed(chain) > most + 0.01) {
        if (!force || last !== undefined) break;
        // Taller than a column of a whole page, so it is broken where necessary.
        while (chain.length > 1 && needed(chain) > most) chain = chain.slice(0, -1);
      }
      under += lead;
      chain.forEach((part, index) => {
        if (index > 0) under += gapBetween(last, part);
        for (const each of index === 0 && resume !== undefined ? resumed(part) : [part]) {
          placed.push({ part: shift(each), top: under });
          under += each.height;
        }
        last = part;
      });
      at += chain.length;
    }
    if (last !== undefined) filled = column + 1;
    height = Math.max(height, under + (last === undefined ? 0 : cutPadding(last, "bottom")));
  }
  if (rule !== undefined && filled > 1) {
    const lines = Array.from({ length: filled - 1 }, (_, index) => ({ x: rule.x + index * across }));
    placed.push({
      part: slice({
        height: 0,
        boxes: lines.map(({ x }) => ({
          kind: "line",
          means: "layout",
          x1: x,
          x2: x,
          y1: 0,
          y2: height,
          color: rule.color,
          width: 0.5,
        })),
      }),
      top: 0,
    });
  }
  return { placed, taken: slices.slice(0, at), rest: slices.slice(at), height };
}

/** Index after the last slice that must stay in a column with the one at `at`. */
function chainEnd(slices: readonly Slice[], at: number): number {
  let end = at + 1;
  while (end < slices.length && (slices[end]!.keep || slices[end - 1]!.keepNext === true)) end++;
  return end;
}

/** Moves slices into a column, with new frames behind them. */
function shifter(dx: number): (part: Slice) => Slice {
  const moved = new Map<Frame, Frame>();
  const move = (frame: Frame): Frame => {
    const known = moved.get(frame) ?? { ...frame, x: frame.x + dx };
    moved.set(frame, known);
    return known;
  };
  return (part) => {
    if (dx === 0) return part;
    const boxes = part.boxes.map((box) => moveBox(box, dx, 0));
    return {
      ...part,
      boxes,
      ...(part.frames !== undefined && {
        frames: part.frames.map(move),
        opens: part.opens?.map(move) ?? [],
        closes: part.closes?.map(move) ?? [],
      }),
    };
  };
}
