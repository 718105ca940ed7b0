import type { KeyFigures } from "../../../document/document.ts";
import { widestWord } from "../text/break-words.ts";
import { heightOfAll } from "../text/fit-lines.ts";
import type { PlannedSlide, TextShape } from "./planned-slide.ts";
import type { SlideContext } from "../slide-context.ts";
import type { Rectangle, SlideFrame } from "../slide-frame.ts";
import type { SlideLine } from "../text/slide-line.ts";
import { lookOf } from "../text/slide-looks.ts";
import { type OpenSection, slideHead } from "./slide-titles.ts";
import { run, runsOf } from "../text/slide-words.ts";

/** Most key figures side by side, and rows of them on a slide. */
const [mostBeside, mostRows] = [4, 2];
const sizes = [18, 16, 14, 12, 11, 10, 9, 8, 7, 6] as const;
/** Points between cards, inside them, and the height of the tallest. */
const [gap, inset, tallest] = [16, 12, 180];

/** Large values with their labels, each on a card. */
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
    slides.push({
      layout: "content",
      before: first === 0 ? before : [],
      after: [],
      ...begins,
      shapes: [...shapes, ...placeCards(context, room, cards, columns)],
    });
  }
  return slides;
}

/** Five are three and two, nine are three rows of three. */
function columnsOf(count: number): number {
  if (count <= mostBeside) return count;
  return count % 4 !== 0 && (count % 3 === 0 || count === 5) ? 3 : mostBeside;
}

function placeCards(
  context: SlideContext,
  content: Rectangle,
  cards: readonly (readonly SlideLine[])[],
  columns: number,
): TextShape[] {
  const rows = Math.ceil(cards.length / columns);
  const width = (content.width - gap * (columns - 1)) / columns;
  const most = (content.height - gap * (rows - 1)) / rows;
  const inside = width - 2 * inset;
  const heightAt = (size: number): number =>
    Math.max(...cards.map((lines) => heightOfAll(context, lines, { family: "sans", width: inside, size }))) + 2 * inset;
  const size =
    sizes.find((each) => heightAt(each) <= most && cards.every((lines) => isWhole(context, lines, inside, each))) ??
    sizes.at(-1)!;
  const height = Math.min(most, Math.max(heightAt(size), tallest));
  return cards.map((lines, index) => {
    const place = index % columns;
    const column = context.rightToLeft ? columns - 1 - place : place;
    return {
      kind: "text",
      name: "Key figure",
      box: {
        x: content.x + column * (width + gap),
        y: content.y + Math.floor(index / columns) * (height + gap),
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
