import type { KeyFigures } from "../../../document/document.ts";
import { widestWord } from "../text/break-words.ts";
import { heightOfAll } from "../text/fit-lines.ts";
import type { PlannedSlide, TextShape } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { lookOf } from "../text/slide-looks.ts";
import { type OpenSection, slideHead, surely } from "./slide-titles.ts";
import { run, runsOf } from "../text/slide-words.ts";

/** Most key figures side by side, and rows of them on a slide. */
const [mostBeside, mostRows] = [4, 2];
const sizes = [24, 22, 20, 18, 16, 14, 12, 11, 10, 9, 8, 7, 6] as const;
/** Points between cards, inside them, and the height of the tallest. */
const [gap, inset, tallest] = [16, 12, 180];

/** Sizes of the text above cards, and the smallest of cards that have text above them, points. */
const [textSizes, leastCards] = [[18, 16, 14], 14] as const;

/**
 * Large values with their labels, each on a card. The text that leads to them stands above the cards where it is short,
 * and else in the notes.
 */
export function planKeyFigures(
  context: SlideContext,
  frame: SlideFrame,
  section: OpenSection,
  { items }: KeyFigures,
  before: readonly SlideLine[],
): PlannedSlide[] {
  const columns = columnsOf(items.length);
  const slides: PlannedSlide[] = [];
  for (let first = 0; first < items.length; first += columns * mostRows) {
    const cards = items.slice(first, first + columns * mostRows).map((item) => cardLines(context, item));
    const { shapes, room, ...begins } = slideHead(context, frame, section);
    const led = first === 0 ? before : [];
    const text = textAbove(context, room, led, { cards, columns });
    slides.push({
      layout: "content",
      before: text === undefined ? led : [],
      after: [],
      ...begins,
      shapes: [...shapes, ...(text?.shapes ?? []), ...placeCards(context, text?.room ?? room, { cards, columns })],
    });
  }
  return slides;
}

/** Five are three and two, nine are three rows of three. */
function columnsOf(count: number): number {
  if (count <= mostBeside) return count;
  return count % 4 !== 0 && (count % 3 === 0 || count === 5) ? 3 : mostBeside;
}

/** Cards of a slide, side by side. */
interface Cards {
  readonly cards: readonly (readonly SlideLine[])[];
  readonly columns: number;
}

/** Text with the room that it leaves to cards; undefined if there is none, or cards of legible size have no room. */
function textAbove(
  context: SlideContext,
  content: Rectangle,
  lines: readonly SlideLine[],
  { cards, columns }: Cards,
): { readonly shapes: readonly TextShape[]; readonly room: Rectangle } | undefined {
  if (lines.length === 0) return undefined;
  const rows = Math.ceil(cards.length / columns);
  const width = (content.width - gap * (columns - 1)) / columns - 2 * inset;
  const needed = rows * cardHeight(context, cards, width, leastCards) + gap * rows;
  const setting = { family: "sans", width: content.width * surely } as const;
  for (const size of textSizes) {
    const height = heightOfAll(context, lines, { ...setting, size });
    const left = content.height - height - gap;
    if (left < needed) continue;
    return {
      shapes: [{ kind: "text", name: "Text", box: { ...content, height }, lines, family: "sans", size }],
      room: { ...content, y: content.y + height + gap, height: left },
    };
  }
  return undefined;
}

/** The height of the highest card. @param width of its words, points */
function cardHeight(context: SlideContext, cards: Cards["cards"], width: number, size: number): number {
  return Math.max(...cards.map((lines) => heightOfAll(context, lines, { family: "sans", width, size }))) + 2 * inset;
}

/** Cards in the middle of their room. */
function placeCards(context: SlideContext, content: Rectangle, { cards, columns }: Cards): TextShape[] {
  const rows = Math.ceil(cards.length / columns);
  const width = (content.width - gap * (columns - 1)) / columns;
  const most = (content.height - gap * (rows - 1)) / rows;
  const inside = width - 2 * inset;
  const size =
    sizes.find(
      (each) =>
        cardHeight(context, cards, inside, each) <= most &&
        cards.every((lines) => isWhole(context, lines, inside, each)),
    ) ?? sizes.at(-1)!;
  const height = Math.min(most, Math.max(cardHeight(context, cards, inside, size), tallest));
  const top = content.y + (content.height - rows * height - gap * (rows - 1)) / 2;
  return cards.map((lines, index) => {
    const place = index % columns;
    const column = context.rightToLeft ? columns - 1 - place : place;
    return {
      kind: "text",
      name: "Key figure",
      box: {
        x: content.x + column * (width + gap),
        y: top + Math.floor(index / columns) * (height + gap),
        width,
        height,
      },
      lines,
      family: "sans",
      size,
      anchor: "t",
      tinted: true,
    };
  });
}

/** Whether no word of the value is broken. */
function isWhole(context: SlideContext, lines: readonly SlideLine[], width: number, size: number): boolean {
  return lines.every((line) => {
    const { bold, scale = 1 } = lookOf(line);
    return (
      line.role !== "value" || widestWord(context, line.runs, { family: "sans", bold, size: size * scale }) <= width
    );
  });
}

function cardLines(context: SlideContext, item: KeyFigures["items"][number]): SlideLine[] {
  const { value, label, trend, status, change, target, note } = item;
  const lines: readonly SlideLine[] = [
    { role: "value", level: 0, runs: runsOf(context, value) },
    { role: "key label", level: 0, runs: runsOf(context, label) },
    { role: "key note", level: 0, runs: run(trend?.alt ?? "") },
    { role: "standing", level: 0, runs: runsOf(context, status?.children ?? []) },
    { role: "standing", level: 0, runs: runsOf(context, change?.children ?? []) },
    { role: "standing", level: 0, runs: runsOf(context, target?.children ?? []) },
    { role: "key note", level: 0, runs: runsOf(context, note) },
  ];
  return lines.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ""));
}
