import type { Warn } from "../../../errors.ts";
import type { LayoutContext } from "../layout-context.ts";
import type { Meaning } from "../page.ts";
import type { FlowBox } from "../slice.ts";
import type { RunStyle } from "../styles.ts";
import type { KeptText } from "./kept-texts.ts";
import type { TextFrame } from "./set-line.ts";
import type { Span, SpanLink } from "./span.ts";
import type { TextLine } from "./text-line.ts";

/** A shorter text is set as quickly as it is found. */
const shortest = 24;

/** Drawn for a character that no face has. */
const square = "\u25a1";

/**
 * Sets a text by `set`, unless its lines are kept: they depend on its spans and its frame, and structure elements and
 * footnotes before it, which move with every edit, only number what it means.
 *
 * Only lines without a warning are kept, and none with a missing character, since a report warns of it once, wherever
 * it occurs first. A text with a page's number is set each time.
 */
export function recallLines(
  context: LayoutContext,
  spans: readonly Span[],
  frame: TextFrame,
  set: (context: LayoutContext) => readonly TextLine[],
): readonly TextLine[] {
  const { texts, tally } = context;
  let length = 0;
  for (const { text } of spans) length += text.length;
  if (texts === undefined || length < shortest || spans.some(({ pageOf }) => pageOf !== undefined)) return set(context);
  const means: Meaning[] = [];
  const key = keyOf(spans, frame, means);
  const found = texts.get(key);
  if (found !== undefined) {
    context.cut.delete(spans);
    tally.rivers += found.rivers;
    return withMeanings(found, means);
  }
  let warned = false;
  const warn: Warn = (warning) => {
    warned = true;
    context.warn(warning);
  };
  const before = tally.rivers;
  const lines = set({ ...context, warn });
  if (!warned && !lines.some(lacks)) texts.set(key, { lines, means, rivers: tally.rivers - before });
  return lines;
}

/** Everything on which the lines depend. What spans share by being one object is numbered by its first use. */
function keyOf(spans: readonly Span[], frame: TextFrame, means: Meaning[]): string {
  const styles: RunStyle[] = [];
  const links: SpanLink[] = [];
  const parts = spans.map(({ text, style, means: meaning, link, ...rest }) => {
    const place = numberIn(means, meaning);
    return [
      text,
      numberIn(styles, style),
      typeof meaning === "number" ? place : meaning,
      link && numberIn(links, link),
      rest,
    ];
  });
  return JSON.stringify([frame, parts, styles, links]);
}

function numberIn<T>(known: T[], item: T): number {
  const at = known.indexOf(item);
  return at >= 0 ? at : known.push(item) - 1;
}

function withMeanings({ lines, means: before }: KeptText, means: readonly Meaning[]): readonly TextLine[] {
  if (before.every((meaning, index) => meaning === means[index])) return lines;
  const move = (box: FlowBox): FlowBox =>
    "means" in box && typeof box.means === "number"
      ? ({ ...box, means: means[before.indexOf(box.means)]! } as FlowBox)
      : box;
  return lines.map((line) => ({ ...line, boxes: line.boxes.map(move) }));
}

function lacks({ boxes }: TextLine): boolean {
  return boxes.some((box) => box.kind === "text" && box.runs.some(({ text }) => text.includes(square)));
}
