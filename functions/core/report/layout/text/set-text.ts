import { breakLines, type BreakMode } from "./break-lines.ts";
import { costsWithin } from "./costs-within.ts";
import { dividePiece } from "./divide-piece.ts";
import { divideWords } from "./divide-words.ts";
import { findRivers, leastRiver, type LineSpaces, type River } from "./find-rivers.ts";
import type { Span } from "./span.ts";
import type { LayoutContext } from "../layout-context.ts";
import { needsHyphenation } from "./load-language.ts";
import { measureWord } from "../measure-word.ts";
import { setLine, type LineRules, type TextFrame } from "./set-line.ts";
import type { TextLine } from "./text-line.ts";
import { moveBox, type FlowBox, type Slice, slice } from "../slice.ts";
import { recallLines } from "./recall-lines.ts";
import { splitPieces } from "./split-pieces.ts";
import type { Atom, Hang, Piece } from "./piece.ts";
import type { LineStyle } from "../styles.ts";

/** Divides a text around its numbers, which become parts of their own. */
const wholeNumber = /(\p{Nd}+(?:[.,]\p{Nd}+)*)/u;

/** Characters of a broken word shown in its warning. */
const mostTold = 60;

/**
 * A justified line whose word spaces stretch further, in what TeX calls decent, is reported: they are then twice as
 * wide. TeX reports it, too, as underfull.
 */
const mostStretched = 2;
/**
 * The same for the gaps between Chinese characters: a quarter of an em (Requirements for Japanese Text Layout, 3.8.4).
 */
const mostOpened = 5;
/** Words of a loose line shown in its warning. */
const wordsTold = 6;

/** In narrower lines, in ems, justified text shows rivers. (Chinese has a gap after every character.) */
const narrowest = 25;
const narrowestChinese = 12;

/**
 * Breaks spans into lines and places their runs. Paragraphs that run right to left are aligned on
 * the right. A word wider than the line is divided at its syllables, and without any between characters, with the
 * warning `overflow`. Word spaces that had
 * to grow beyond the limit give the warning `loose-line`.
 */
export function setText(context: LayoutContext, spans: readonly Span[], frame: TextFrame): readonly TextLine[] {
  return spans.length === 0 ? [] : recallLines(context, spans, frame, (own) => breakText(own, spans, frame));
}

function breakText(context: LayoutContext, spans: readonly Span[], frame: TextFrame): readonly TextLine[] {
  const size = spans[0]!.style.text.size;
  const justify =
    frame.align === "justify" &&
    frame.width >= size * (spans.some(({ text }) => /[\u3400-\u9fff]/.test(text)) ? narrowestChinese : narrowest);
  const mode: BreakMode = justify ? "justify" : frame.balance === true ? "balance" : "ragged";
  const plain =
    context.cut.get(spans) ?? splitPieces(context, spans, frame.hang !== true ? undefined : justify ? "both" : "start");
  context.cut.delete(spans);
  let { pieces } = plain;
  const wide = pieces.some(({ width }) => width > frame.width);
  if (wide)
    pieces = pieces.flatMap((piece) =>
      piece.width > frame.width ? fitPiece(context, piece, frame.width, plain.hang) : [piece],
    );
  let ends = breakLines(mode === "balance" ? costsWithin(pieces) : pieces, frame.width, mode, 3 * size);
  // Words are divided only where a paragraph without hyphens would have loose lines.
  if (!wide && justify && needsHyphenation(context.theme, context.locale) && isLoose(pieces, ends, frame.width)) {
    pieces = divideWords(context, pieces, plain.hang);
    ends = breakLines(pieces, frame.width, mode, 3 * size);
  }
  const paragraph = { pieces, justify, rightToLeft: plain.rightToLeft, frame };
  let set = setLines(paragraph, ends);
  if (justify && ends.length >= leastRiver) {
    set = withoutRivers(paragraph, set, (forbidden) => breakLines(pieces, frame.width, mode, 3 * size, forbidden));
    context.tally.rivers += set.rivers.length;
  }
  if (set.loose.length > 0) warnOfLoose(context, set.loose, set.lines.length);
  return set.lines;
}

/** A paragraph that is to be set line by line. */
interface Paragraph extends LineRules {
  readonly pieces: readonly Piece[];
}

interface SetLines {
  readonly ends: readonly number[];
  readonly lines: readonly TextLine[];
  /** Pieces of the lines whose spaces are wider than the limit. */
  readonly loose: readonly (readonly Piece[])[];
  readonly rivers: readonly River[];
  /** The largest stretch of a line; infinite if one has nothing to stretch. */
  readonly widest: number;
}

function setLines(paragraph: Paragraph, ends: readonly number[]): SetLines {
  const { pieces, justify } = paragraph;
  const loose: (readonly Piece[])[] = [];
  const spaces: LineSpaces[] = [];
  let widest = 0;
  const lines = ends.map((end, index) => {
    const line = pieces.slice(index === 0 ? 0 : ends[index - 1], end);
    const last = line.at(-1)!;
    const closing = end === pieces.length || last.end === "must";
    const set = setLine(line, paragraph, { closing, continued: end < pieces.length });
    widest = Math.max(widest, set.ratio);
    if (
      set.ratio < Infinity &&
      set.ratio > (line.some(({ atoms }) => atoms.some(({ gaps }) => gaps > 0)) ? mostOpened : mostStretched)
    )
      loose.push(line);
    if (justify) spaces.push(set.spaces);
    return set;
  });
  return { ends, lines, loose, widest, rivers: justify && lines.length >= leastRiver ? findRivers(spaces) : [] };
}

/** Most rivers of one paragraph that are broken up. */
const mostRivers = 4;

/**
 * Breaks a paragraph that has rivers otherwise: not where lines in their middle end. The other way must not be longer,
 * nor have a line beyond the limit.
 */
function withoutRivers(
  paragraph: Paragraph,
  set: SetLines,
  breakOtherwise: (forbidden: ReadonlySet<number>) => readonly number[],
): SetLines {
  const forbidden = new Set<number>();
  for (let round = 0; round < mostRivers && set.rivers.length > 0; round++) {
    const before = set;
    for (const end of set.rivers.flatMap(({ first, lines }) => set.ends.slice(first, first + lines - 1))) {
      if (paragraph.pieces[end - 1]!.end === "must") continue;
      const ends = breakOtherwise(new Set([...forbidden, end]));
      if (ends.length === 0 || ends.length > before.ends.length) continue;
      const other = setLines(paragraph, ends);
      if (other.rivers.length >= before.rivers.length || other.widest > Math.max(before.widest, mostStretched))
        continue;
      forbidden.add(end);
      set = other;
      break;
    }
    if (set === before) break;
  }
  return set;
}

/** Reports the loose lines of a paragraph by the words of the first. */
function warnOfLoose(context: LayoutContext, loose: readonly (readonly Piece[])[], of: number): void {
  const words = loose[0]!
    .slice(0, wordsTold)
    .map((piece) => piece.atoms.map(({ text }) => text).join("") + (piece.space === undefined ? "" : " "))
    .join("");
  context.warn({
    code: "loose-line",
    message: `The spaces of ${loose.length === 1 ? "a justified line" : `${loose.length} justified lines`} are wider than the limit: "${words.trimEnd()}…"`,
    seen: `${loose.length} of ${of} lines`,
    hint: "Use shorter words, soft hyphens or a wider column, or set `theme: { align: left }`.",
  });
}

/** Whether spaces of a justified line would stretch beyond what TeX calls decent (ratio 1). */
function isLoose(pieces: readonly Piece[], ends: readonly number[], width: number): boolean {
  return ends.slice(0, -1).some((end, index) => {
    let natural = 0;
    let stretch = 0;
    const from = index === 0 ? 0 : ends[index - 1]!;
    for (let k = from; k < end; k++) {
      const piece = pieces[k]!;
      const last = k === end - 1;
      natural += piece.width + (last ? -piece.trim : (piece.space?.width ?? 0)) - (k === from ? piece.lead : 0);
      stretch += piece.stretch + (last ? 0 : piece.tailStretch);
    }
    return pieces[end - 1]?.end !== "must" && width - natural > stretch;
  });
}

/** The parts of a word too wide for its line: it ends between syllables, or at the seams of an address. */
function fitPiece(context: LayoutContext, piece: Piece, width: number, hang: Hang | undefined): Piece[] {
  const parts = dividePiece(context, piece, hang);
  const wide = (part: Piece): boolean => part.width + (part.hyphen?.width ?? 0) > width;
  return parts.some(wide) ? parts.flatMap((part) => (wide(part) ? breakWord(context, part, width) : [part])) : parts;
}

/** A word without syllables and too wide for its line, cut between characters; numbers stay whole if they can. */
function breakWord(context: LayoutContext, piece: Piece, width: number): Piece[] {
  const word = piece.atoms.map(({ text }) => text).join("");
  context.warn({
    code: "overflow",
    message: `"${word.length > mostTold ? `${word.slice(0, mostTold).toWellFormed()}…` : word}" is wider than its line and was broken`,
    seen: `${Math.round(piece.width)} pt`,
    allowed: `${Math.round(width)} pt`,
    hint: "Use a shorter word, a wider column or a soft hyphen.",
  });
  const measured = (atom: Atom, text: string): Atom => ({
    ...atom,
    text,
    ...measureWord(context, atom.span.style.text, text),
    gaps: Math.min(atom.gaps, 1),
  });
  const characters = piece.atoms.flatMap((atom) => {
    if (atom.span.formula !== undefined) return [atom];
    const numbers = atom.text.split(wholeNumber).map((text) => measured(atom, text));
    return numbers.flatMap((part) =>
      part.width <= width && /^\p{Nd}/u.test(part.text) ? [part] : [...part.text].map((text) => measured(atom, text)),
    );
  });
  return characters.map((atom, index): Piece => {
    const last = index === characters.length - 1;
    const part = {
      atoms: [atom],
      width: atom.width,
      stretch: 0,
      shrink: 0,
      tailStretch: 0,
      tailShrink: 0,
      lead: 0,
      trim: 0,
    };
    if (!last) return { ...part, end: "may", space: undefined, hyphen: undefined };
    return { ...piece, ...part, tailStretch: piece.tailStretch, tailShrink: piece.tailShrink };
  });
}

/** Distance from a line's top to its baseline: capitals are centred in the line. */
export function baselineOf(context: LayoutContext, style: LineStyle): number {
  return (style.leading + context.measurer.metrics(style.run.text).capHeight) / 2;
}

/**
 * Lines as slices of the style's leading. At least two lines of a paragraph stay together at a
 * page's foot and at its top.
 */
export function lineSlices(
  context: LayoutContext,
  lines: readonly TextLine[],
  style: LineStyle,
  rules: { before?: number; after?: number; together?: boolean } = {},
): Slice[] {
  const baseline = baselineOf(context, style);
  return lines.map(({ boxes, notes }, index) => {
    const [above, below] = overhang(boxes, baseline, style.leading - baseline);
    return slice(
      { height: above + style.leading + below, boxes: boxes.map((box) => moveBox(box, 0, above + baseline)) },
      {
        keep: index > 0 && (rules.together === true || index === 1 || index === lines.length - 1),
        notes,
        before: index === 0 ? (rules.before ?? 0) : 0,
        after: index === lines.length - 1 ? (rules.after ?? 0) : 0,
      },
    );
  });
}

/** How far formulas extend beyond a line's own height, points. */
function overhang(boxes: readonly FlowBox[], ascent: number, descent: number): readonly [above: number, below: number] {
  let [above, below] = [0, 0];
  for (const box of boxes) {
    if (box.kind !== "chart") continue;
    above = Math.max(above, -box.y - ascent + 1);
    below = Math.max(below, box.y + box.height - descent + 1);
  }
  return [above, below];
}
