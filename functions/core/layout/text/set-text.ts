import { breakLines, type BreakMode } from "./break-lines.ts";
import { divideWords } from "./divide-words.ts";
import type { Span } from "./span.ts";
import type { LayoutContext } from "../layout-context.ts";
import { needsHyphenation } from "./load-language.ts";
import { measureWord } from "../measure-word.ts";
import { placeLine } from "./place-line.ts";
import { moveBox, type FlowBox, type Slice, slice } from "../slice.ts";
import { gapShrink, gapStretch, spaceShrink, spaceStretch, splitPieces } from "./split-pieces.ts";
import type { Atom, Piece } from "./piece.ts";
import type { LineStyle } from "../styles.ts";

export interface TextFrame {
  /** From the page's left. */
  readonly left: number;
  readonly width: number;
  readonly align: "justify" | "left" | "right" | "center";
  /** Lines of similar length, for titles. */
  readonly balance?: boolean;
}

/** A line of text, its baseline at y = 0. */
export interface TextLine {
  readonly boxes: readonly FlowBox[];
  readonly width: number;
  /** Footnotes referred to. */
  readonly notes: readonly number[];
}

/** Characters of a broken word shown in its warning. */
const mostTold = 60;

/** In narrower lines, in ems, justified text shows rivers. (Chinese has a gap after every character.) */
const narrowest = 25;
const narrowestChinese = 12;

/**
 * Breaks spans into lines and places their runs. Paragraphs that run right to left are aligned on
 * the right. A word wider than the line is broken between characters, with the warning `overflow`.
 */
export function setText(context: LayoutContext, spans: readonly Span[], frame: TextFrame): TextLine[] {
  if (spans.length === 0) return [];
  const size = spans[0]!.style.text.size;
  const justify = frame.align === "justify" && frame.width >= size * (spans.some(({ text }) => /[\u3400-\u9fff]/.test(text)) ? narrowestChinese : narrowest);
  const mode: BreakMode = justify ? "justify" : frame.balance === true ? "balance" : "ragged";
  const plain = context.cut.get(spans) ?? splitPieces(context, spans);
  context.cut.delete(spans);
  let { pieces } = plain;
  const wide = pieces.some(({ width }) => width > frame.width);
  if (wide) pieces = pieces.flatMap((piece) => (piece.width > frame.width ? breakWord(context, piece, frame.width) : [piece]));
  let ends = breakLines(pieces, frame.width, mode, 3 * size);
  // Words are divided only where a paragraph without hyphens would have loose lines.
  if (!wide && justify && needsHyphenation(context.theme, context.locale) && isLoose(pieces, ends, frame.width)) {
    pieces = divideWords(context, pieces);
    ends = breakLines(pieces, frame.width, mode, 3 * size);
  }
  return ends.map((end, index) => {
    const line = pieces.slice(index === 0 ? 0 : ends[index - 1], end);
    const last = line.at(-1)!;
    const closing = end === pieces.length || last.end === "must";
    return setLine(line, closing, justify, plain.rightToLeft, frame, end < pieces.length);
  });
}

/** Whether spaces of a justified line would stretch beyond what TeX calls decent (ratio 1). */
function isLoose(pieces: readonly Piece[], ends: readonly number[], width: number): boolean {
  return ends.slice(0, -1).some((end, index) => {
    let natural = 0;
    let stretch = 0;
    for (let k = index === 0 ? 0 : ends[index - 1]!; k < end; k++) {
      const piece = pieces[k]!;
      const last = k === end - 1;
      natural += piece.width + (last ? -piece.trim : (piece.space?.width ?? 0));
      stretch += piece.stretch + (last ? 0 : piece.tailStretch);
    }
    return pieces[end - 1]?.end !== "must" && width - natural > stretch;
  });
}

function setLine(line: readonly Piece[], closing: boolean, justify: boolean, rightToLeft: boolean, frame: TextFrame, continued: boolean): TextLine {
  const last = line.at(-1)!;
  const hyphen = closing ? undefined : last.hyphen;
  const atoms: Atom[] = [];
  let natural = hyphen?.width ?? 0;
  let stretch = -last.tailStretch;
  let shrink = -last.tailShrink;
  for (let i = 0; i < line.length; i++) {
    const piece = line[i]!;
    for (let k = 0; k < piece.atoms.length; k++) atoms.push(piece.atoms[k] as Atom);
    natural += piece.width;
    stretch += piece.stretch + piece.tailStretch;
    shrink += piece.shrink + piece.tailShrink;
    if (piece === last) natural -= piece.trim;
    else if (piece.space !== undefined) {
      atoms.push(piece.space);
      natural += piece.space.width;
    }
  }
  const slack = frame.width - natural;
  const ratio = !justify || (closing && slack >= 0) ? 0 : slack >= 0 ? (stretch > 0 ? slack / stretch : 0) : Math.max(-1, slack / Math.max(shrink, 0.01));
  const size = (line[0]?.atoms[0] ?? last.space)?.span.style.text.size ?? 0;
  const space = line.find((piece) => piece.space !== undefined && piece !== last)?.space;
  const wide = atoms.find(({ gaps }) => gaps > 0);
  const wordSpacing = space === undefined ? 0 : ratio * space.width * (ratio >= 0 ? spaceStretch : spaceShrink);
  const letterSpacing = wide === undefined ? 0 : ratio * (wide.span.style.text.size || size) * (ratio >= 0 ? gapStretch : gapShrink);
  const width = ratio === 0 ? natural : frame.width;
  const align = frame.align === "justify" ? "left" : frame.align;
  const room = frame.width - width;
  const shift = align === "center" ? room / 2 : (align === "right") !== (rightToLeft && align === "left") ? room : 0;
  const notes: number[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const { note } = atoms[i]!.span;
    if (note !== undefined && !notes.includes(note)) notes.push(note);
  }
  return { boxes: placeLine(atoms, hyphen, continued ? last.space : undefined, { x: frame.left + shift, wordSpacing, letterSpacing }), width, notes };
}

/** A word too wide for its line, broken between characters. */
function breakWord(context: LayoutContext, piece: Piece, width: number): Piece[] {
  const word = piece.atoms.map(({ text }) => text).join("");
  if (context.breaksTold !== true) context.warn({
    code: "overflow",
    message: `"${word.length > mostTold ? `${word.slice(0, mostTold).toWellFormed()}…` : word}" is wider than its line and was broken`,
    seen: `${Math.round(piece.width)} pt`,
    allowed: `${Math.round(width)} pt`,
    hint: "Use a shorter word, a wider column or a soft hyphen.",
  });
  const characters = piece.atoms.flatMap((atom) =>
    atom.span.formula !== undefined ? [atom] : [...atom.text].map((text): Atom => ({ ...atom, text, ...measureWord(context, atom.span.style.text, text), gaps: Math.min(atom.gaps, 1) })),
  );
  return characters.map((atom, index): Piece => {
    const last = index === characters.length - 1;
    const part = { atoms: [atom], width: atom.width, stretch: 0, shrink: 0, tailStretch: 0, tailShrink: 0, trim: 0 };
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
export function lineSlices(context: LayoutContext, lines: readonly TextLine[], style: LineStyle, rules: { before?: number; after?: number; together?: boolean } = {}): Slice[] {
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
