import { readDirections } from "./bidi-levels.ts";
import { hasEastAsian, isEastAsianAt } from "./east-asian.ts";
import { findBreaks, mayBreak, mustBreak, noBreak } from "./find-breaks.ts";
import { findChineseMarks } from "./find-chinese-marks.ts";
import { createHang, emptyHalf } from "./hang-marks.ts";
import { dictionaryOf } from "./load-language.ts";
import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import { styleVariant } from "../styles.ts";
import type { Atom, Hang, Piece, Pieces } from "./piece.ts";
import { readsFromRight } from "./reads-from-right.ts";
import type { Span } from "./span.ts";

/** How far a space may stretch and shrink, as shares of its width (The TeXbook, chapter 12: cmr10). */
export const spaceStretch = 1 / 2;
export const spaceShrink = 1 / 3;
/** The same for the gap after a Chinese character, as shares of the type size. */
export const gapStretch = 1 / 20;
export const gapShrink = 1 / 60;

const invisible = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\n]/g;
const none: ReadonlySet<number> = new Set();
const noAtoms: readonly Atom[] = [];
const unseen = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\n]/;

/**
 * Cuts a paragraph's spans where its lines may break, and measures what lies between.
 *
 * @param edges marks hang into the margin before the lines, or on both sides; absent: none does
 */
export function splitPieces(context: LayoutContext, spans: readonly Span[], edges?: "start" | "both"): Pieces {
  return new Cutter(context, spans, edges).cut();
}

/** Where the lines of spans may break. @param starts offset of each span in the text */
function breaksOf(context: LayoutContext, spans: readonly Span[], starts: readonly number[], text: string): Uint8Array {
  const breaks = findBreaks(text, dictionaryOf(context.locale));
  spans.forEach((span, index) => {
    const start = starts[index]!;
    if (span.attached === true && breaks[start] === mayBreak) breaks[start] = noBreak;
    if (span.breakable === true && start > 0) breaks[start] = mayBreak;
    if (span.solid === true) breaks.fill(noBreak, start + 1, start + span.text.length);
  });
  return breaks;
}

/** Cuts a paragraph from its beginning to its end. Offsets are those of the text of all spans. */
class Cutter {
  readonly #context: LayoutContext;
  readonly #spans: readonly Span[];
  readonly #text: string;
  /** Offset of each span. */
  readonly #starts: number[] = [];
  readonly #breaks: Uint8Array;
  readonly #levels: Uint8Array | undefined;
  readonly #rightToLeft: boolean;
  /** Offsets of the marks that are set like Chinese characters. */
  readonly #marks: ReadonlySet<number>;
  /** Whether the text has one direction and no Chinese. */
  readonly #uniform: boolean;
  /** Whether it has characters that are not printed. */
  readonly #hidden: boolean;
  readonly #hang: Hang | undefined;
  /** Index of the span that is being cut. */
  #span = 0;
  /** The spaces of one span and one face are all alike. */
  #space: Atom | undefined;
  /** The lowest level of the unseen characters since the last atom. */
  #unseenLevel = Infinity;

  constructor(context: LayoutContext, spans: readonly Span[], edges: "start" | "both" | undefined) {
    this.#context = context;
    this.#spans = spans;
    const text = spans.length === 1 ? spans[0]!.text : spans.map((span) => span.text).join("");
    this.#text = text;
    let offset = 0;
    for (const span of spans) {
      this.#starts.push(offset);
      offset += span.text.length;
    }
    this.#breaks = breaksOf(context, spans, this.#starts, text);
    const { levels, rightToLeft } = readDirections(text, readsFromRight(context.locale));
    this.#levels = levels;
    this.#rightToLeft = rightToLeft;
    this.#marks = context.locale.fullWidth ? findChineseMarks(text) : none;
    this.#uniform = levels === undefined && this.#marks.size === 0 && !hasEastAsian(text);
    this.#hidden = unseen.test(text);
    this.#hang = edges === undefined ? undefined : createHang(context, rightToLeft ? 1 : 0, edges === "both");
  }

  cut(): Pieces {
    const { length } = this.#text;
    const pieces: Piece[] = [];
    let start = 0;
    for (let at = 1; at <= length; at++) {
      if (at < length && this.#breaks[at] === noBreak) continue;
      pieces.push(this.#pieceOf(start, at));
      start = at;
    }
    return { pieces, rightToLeft: this.#rightToLeft, hang: this.#hang };
  }

  #pieceOf(start: number, to: number): Piece {
    const text = this.#text;
    let content = to;
    while (content > start && (text[content - 1] === " " || text[content - 1] === "\n")) content--;
    const atoms = this.#atomsOf(start, content);
    const last = atoms.at(-1);
    // An explicit line end separates words like a space.
    const parts = content < to && (text[content] === " " || (atoms.length > 0 && to < text.length));
    const space = parts ? this.#apart(this.#spaceAt(content, last)) : undefined;
    const end = this.#endOf(content, to);
    const hyphen = end === "hyphen" && last !== undefined ? hyphenOf(this.#context, last) : undefined;
    return makePiece(atoms, space, end, hyphen, this.#hang);
  }

  /** How a line may end behind a piece. @param content where its printed characters end */
  #endOf(content: number, to: number): Piece["end"] {
    const text = this.#text;
    if (this.#breaks[to] === mustBreak || (to === text.length && text.endsWith("\n"))) return "must";
    return this.#hidden && text[content - 1] === "\u00ad" ? "hyphen" : "may";
  }

  #atomsOf(from: number, to: number): readonly Atom[] {
    // Nearly always one: no list that has room for more.
    let atoms: Atom[] | undefined;
    while (from < to) {
      const limit = Math.min(to, this.#enterSpan(from));
      const wide = !this.#uniform && this.#isWide(from);
      const level = this.#levelAt(from);
      let end = this.#uniform ? limit : from + 1;
      while (end < limit && this.#isWide(end) === wide && this.#levelAt(end) === level) end++;
      const raw = this.#text.slice(from, end);
      const seen = this.#hidden ? raw.replace(invisible, "") : raw;
      if (seen !== "") {
        const atom = this.#apart(atomOf(this.#context, seen, this.#spans[this.#span]!, level, wide));
        if (atoms === undefined) atoms = [atom];
        else atoms.push(atom);
      } else this.#unseenLevel = Math.min(this.#unseenLevel, level);
      from = end;
    }
    return atoms ?? noAtoms;
  }

  /** An atom, kept apart from the one before it if unseen characters of a lower level are between them. */
  #apart(atom: Atom): Atom {
    const lowest = this.#unseenLevel;
    this.#unseenLevel = Infinity;
    return lowest < atom.level ? { ...atom, apart: lowest } : atom;
  }

  #spaceAt(at: number, before: Atom | undefined): Atom {
    this.#enterSpan(at);
    const own = this.#spans[this.#span]!;
    const level = this.#levelAt(at);
    const face = level % 2 === 1 && before?.level === level ? before.runs.at(-1)?.face : undefined;
    const known = this.#space;
    if (known?.span === own && known.level === level && (face === undefined || known.runs[0]?.face === face))
      return known;
    this.#space =
      face === undefined ? atomOf(this.#context, " ", own, level, false) : spaceInFace(this.#context, before!, own);
    return this.#space;
  }

  /** Moves to the span that contains an offset. @returns its end */
  #enterSpan(at: number): number {
    const last = this.#spans.length - 1;
    while (this.#span < last && this.#starts[this.#span + 1]! <= at) this.#span++;
    return this.#span < last ? this.#starts[this.#span + 1]! : this.#text.length;
  }

  #isWide(at: number): boolean {
    return isEastAsianAt(this.#text, at) || (this.#marks.size > 0 && this.#marks.has(at));
  }

  #levelAt(at: number): number {
    return this.#levels?.[at] ?? 0;
  }
}

/**
 * The space behind right-to-left text, in the face of that text: the words of a line are then one run, and readers keep
 * the spaces between them.
 */
function spaceInFace(context: LayoutContext, before: Atom, span: Span): Atom {
  const plain = atomOf(context, " ", span, before.level, false);
  const face = before.runs.at(-1)!.face;
  const letter = Array.from(before.text).at(-1)!;
  const style = span.style.text;
  const both = measureWord(context, style, `${letter} `);
  if (both.runs.length !== 1 || both.runs[0]!.face !== face) return plain;
  const width = both.width - measureWord(context, style, letter).width;
  return { ...plain, width, runs: [{ text: " ", face, width }] };
}

function atomOf(context: LayoutContext, text: string, span: Span, level: number, wide: boolean): Atom {
  if (span.formula !== undefined && text !== " ")
    return { text, span, level, width: span.formula.width, runs: [], gaps: 0 };
  // A mark alone does not show that it is Chinese.
  const own =
    wide && !hasEastAsian(text) ? { ...span, style: styleVariant(context.variants, span.style, "han") } : span;
  const { width, runs } = measureWord(context, own.style.text, text);
  return { text, span: own, level, width, runs, gaps: wide ? (text.length === 1 ? 1 : [...text].length) : 0 };
}

/** The hyphen that a word divided behind an atom ends with. */
export function hyphenOf(context: LayoutContext, atom: Atom): Atom {
  return { ...atom, ...measureWord(context, atom.span.style.text, "-"), text: "-", gaps: 0 };
}

/** A piece of atoms and the space after them. @param hang absent where marks stay inside the line */
export function makePiece(
  atoms: readonly Atom[],
  space: Atom | undefined,
  end: Piece["end"],
  hyphen?: Atom,
  hang?: Hang,
): Piece {
  const first = atoms[0];
  const last = atoms.at(-1);
  const lead = hang === undefined || first === undefined ? 0 : hang.before(first);
  const ending = hyphen ?? last;
  const hung = hang === undefined || ending === undefined ? 0 : hang.after(ending);
  if (atoms.length === 1 && first!.gaps === 0) {
    // The usual case, a Latin word: nothing to stretch but the space behind.
    const room = space === undefined ? 0 : space.width;
    return {
      atoms,
      width: first!.width,
      space,
      stretch: 0,
      shrink: 0,
      tailStretch: room * spaceStretch,
      tailShrink: room * spaceShrink,
      lead,
      trim: hung,
      end,
      hyphen,
    };
  }
  let width = 0;
  let gaps = 0;
  let size = 0;
  for (const atom of atoms) {
    width += atom.width;
    gaps += atom.gaps;
    if (atom.gaps > 0) size = atom.span.style.text.size;
  }
  const tail = last !== undefined && last.gaps > 0 ? 1 : 0;
  return {
    atoms,
    width,
    space,
    stretch: (gaps - tail) * size * gapStretch,
    shrink: (gaps - tail) * size * gapShrink,
    tailStretch: tail * size * gapStretch + (space === undefined ? 0 : space.width * spaceStretch),
    tailShrink: tail * size * gapShrink + (space === undefined ? 0 : space.width * spaceShrink),
    lead,
    trim: last === undefined ? 0 : Math.max(hung, emptyHalf(last)),
    end,
    hyphen,
  };
}
