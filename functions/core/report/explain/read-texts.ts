import type { Trace } from "../document/trace.ts";
import type { Layout, TextBox } from "../layout/page.ts";
import { seenLength, withoutBlanks, type OriginRange } from "../document/origin.ts";
import { alignStretches, stretchesOf, type Span, type Stretch } from "./align-texts.ts";

/** A line of text on a page, with the origins of its parts. */
export interface PrintedText {
  readonly page: number;
  readonly box: TextBox;
  /** As it is read. */
  readonly text: string;
  /** By offsets among its characters that are not blank. */
  readonly ranges: readonly OriginRange[];
  /** The parts that should have an origin; the others are what layout counts itself. */
  readonly covered: readonly Span[];
  /** Whether its content was found on the page. */
  readonly complete: boolean;
}

interface Line {
  readonly page: number;
  readonly box: TextBox;
  readonly text: string;
}

/** The texts on all pages but those in charts, each with the origins of its parts, in the order of the pages. */
export function readTexts(
  { pages, structure }: Pick<Layout, "pages" | "structure">,
  trace: Required<Pick<Trace, "origins" | "elements">>,
): PrintedText[] {
  const contents = contentsOf(trace);
  const holder = (means: number): number | undefined => {
    for (let at: number | undefined = means; at !== undefined; at = structure[at]?.parent)
      if (contents.has(at)) return at;
    return undefined;
  };
  const held = new Map<number, Line[]>();
  const loose: Line[] = [];
  for (const [index, { boxes }] of pages.entries()) {
    for (const box of boxes) {
      if (box.kind !== "text") continue;
      const line = { page: index + 1, box, text: textOf(box) };
      const element = typeof box.means === "number" ? holder(box.means) : undefined;
      if (element === undefined) loose.push(line);
      else held.set(element, [...(held.get(element) ?? []), line]);
    }
  }
  const found = [...held].flatMap(([element, lines]) => readLines(lines, contents.get(element)!));
  const known = [...contents.values()].flat();
  const running = [...trace.origins.strings.values()].flat().map(runningStretches);
  return [...found, ...loose.map((line) => readLoose(line, running, known))];
}

/** Structure element → what is set in it. */
function contentsOf({ origins, elements }: Required<Pick<Trace, "origins" | "elements">>): Map<number, Stretch[]> {
  const contents = new Map<number, Stretch[]>();
  for (const [element, inlines] of origins.inlines) contents.set(element, inlines.flatMap(stretchesOf));
  for (const [element, block] of elements) {
    if (block.type === "code" && block.origins !== undefined)
      contents.set(element, [{ text: withoutBlanks(block.text), ranges: block.origins }]);
  }
  return contents;
}

/** The lines of one structure element. */
function readLines(lines: readonly Line[], stretches: readonly Stretch[]): PrintedText[] {
  const printed = withoutBlanks(lines.map(({ text }) => text).join(""));
  const { ranges, covered, complete } = alignStretches(printed, stretches);
  let from = 0;
  return lines.map((line) => {
    const to = from + seenLength(line.text);
    const read = { ...line, complete, ranges: within(ranges, from, to), covered: within(covered, from, to) };
    from = to;
    return read;
  });
}

function within<T extends Span>(spans: readonly T[], from: number, to: number): T[] {
  return spans
    .filter((span) => span.from < to && span.to > from)
    .map((span) => ({ ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }));
}

/** The parts of a running line around what is filled in on each page. */
function runningStretches({
  text,
  ranges,
}: {
  readonly text: string;
  readonly ranges: readonly OriginRange[];
}): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const part of withoutBlanks(text).split(/(\{pages?\}|\{chapter\})/)) {
    const to = from + part.length;
    if (part !== "" && !part.startsWith("{")) stretches.push({ text: part, ranges: within(ranges, from, to) });
    from = to;
  }
  return stretches;
}

/**
 * A line outside of the text's elements: a running line, the repeated head of a table, a number that layout counts. It
 * is recognised by its words.
 */
function readLoose(line: Line, running: readonly (readonly Stretch[])[], known: readonly Stretch[]): PrintedText {
  const printed = withoutBlanks(line.text);
  if (typeof line.box.means === "number") {
    // The foot of a cover.
    const same = running.find((stretches) => stretches.length === 1 && stretches[0]!.text === printed);
    if (same !== undefined) return { ...line, ...alignStretches(printed, same) };
  } else {
    for (const stretches of running) {
      const aligned = alignStretches(printed, stretches);
      if (stretches.length > 0 && aligned.complete) return { ...line, ...aligned };
    }
    // A line that is too long ends with an ellipsis; one of a table's head may be a part of a heading.
    const words = printed.replace(/\u2026$/, "");
    for (const { text, ranges } of [...running.flat(), ...known]) {
      const at = words === "" ? -1 : text.indexOf(words);
      if (at < 0) continue;
      const to = at + words.length;
      return { ...line, complete: true, ranges: within(ranges, at, to), covered: [{ from: 0, to: words.length }] };
    }
  }
  return { ...line, complete: true, ranges: [], covered: [] };
}

/** A box's text as it is read: without the hyphen at a line's end, from right to left in its own order. */
function textOf({ runs, actualText }: TextBox): string {
  const drawn = runs.map(({ text, original }) => original ?? text).join("");
  if (actualText === "\u00ad") return "";
  return actualText !== undefined && runs.some(({ rightToLeft }) => rightToLeft === true) ? actualText : drawn;
}
