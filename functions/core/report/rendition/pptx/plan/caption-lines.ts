import type { Captioned } from "../../../document/document.ts";
import { numberGap } from "../../../layout/text/numbered-words.ts";
import { printedLabel } from "../../../layout/printed-label.ts";
import { fitSize, heightOfAll } from "../text/fit-lines.ts";
import type { ShapeName, TextShape } from "./planned-slide.ts";
import { type SlideContext } from "../slide-context.ts";
import type { Rectangle } from "../slide-frame.ts";
import type { LineRole, SlideLine } from "../text/slide-line.ts";
import { run, runsOf, type SlideRun } from "../text/slide-words.ts";

/** Sizes of the deck and of the lines below, points. */
const deckSizes = [15, 13, 11, 9, 8] as const;
const sourceSizes = [10.5, 9, 8, 7] as const;
/** The most of a slide's content that decks and lines below may take. */
const [deckShare, sourceShare] = [0.2, 0.25] as const;
const gap = 8;

/** The number and title of a figure or table; none without either. */
export function captionRuns(context: SlideContext, block: Captioned, word: string): SlideRun[] {
  // Titles of a customer's master may stand on his colours.
  const look = context.customer === undefined ? ({ accent: true } as const) : {};
  const counted = run(printedLabel(context, block, word), look);
  const title = runsOf(context, block.title);
  return [...counted, ...(counted.length > 0 && title.length > 0 ? run(numberGap) : []), ...title];
}

export function deckLines(context: SlideContext, { deck }: Captioned): SlideLine[] {
  return lineOf("deck", runsOf(context, deck));
}

/** Source and note, behind words of ours. */
export function sourceLines(context: SlideContext, { source, note }: Captioned): SlideLine[] {
  const { words } = context.locale;
  const line = (word: string, inlines: Captioned["source"]): SlideLine[] =>
    inlines.length === 0 ? [] : lineOf("source", [...run(`${word}${words.colon}`), ...runsOf(context, inlines)]);
  return [...line(words.source, source), ...line(words.note, note)];
}

/** A line of its own; none without words. */
export function lineOf(role: LineRole, runs: readonly SlideRun[]): SlideLine[] {
  return runs.some(({ text }) => text.trim() !== "") ? [{ role, level: 0, runs }] : [];
}

/** Lines in a place, and the room that they leave. */
interface Placed {
  readonly shapes: readonly TextShape[];
  readonly room: Rectangle;
}

/** Places lines at the top of a room. */
export function placeAbove(context: SlideContext, room: Rectangle, lines: readonly SlideLine[]): Placed {
  if (lines.length === 0) return { shapes: [], room };
  const { size, height } = fitted(context, lines, room.width, room.height * deckShare, deckSizes);
  const rest = { ...room, y: room.y + height + gap, height: room.height - height - gap };
  return { shapes: [textShape("Deck", { ...room, height }, lines, size, "t")], room: rest };
}

/** Places lines at the foot of a room; those that would take too much of it are left for the notes. */
export function placeBelow(
  context: SlideContext,
  room: Rectangle,
  lines: readonly SlideLine[],
): Placed & { readonly left: readonly SlideLine[] } {
  if (lines.length === 0) return { shapes: [], room, left: [] };
  const most = room.height * sourceShare;
  const { size, height } = fitted(context, lines, room.width, most, sourceSizes);
  if (height > most) return { shapes: [], room, left: lines };
  const box = { ...room, y: room.y + room.height - height, height };
  return {
    shapes: [textShape("Source", box, lines, size, "b")],
    room: { ...room, height: room.height - height - gap },
    left: [],
  };
}

function textShape(
  name: ShapeName,
  box: Rectangle,
  lines: readonly SlideLine[],
  size: number,
  anchor: "t" | "b",
): TextShape {
  return { kind: "text", name, box, lines, family: "sans", size, anchor };
}

function fitted(
  context: SlideContext,
  lines: readonly SlideLine[],
  width: number,
  most: number,
  sizes: readonly number[],
): { readonly size: number; readonly height: number } {
  const size = fitSize(context, lines, { family: "sans", width }, most, sizes);
  return { size, height: heightOfAll(context, lines, { family: "sans", width, size }) };
}
