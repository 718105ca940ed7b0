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
  const text = spans.length === 1 ? spans[0]!.text : spans.map((span) => span.text).join("");
  const breaks = findBreaks(text, dictionaryOf(context.locale));
  const starts: number[] = [];
  let offset = 0;
  for (const span of spans) {
    starts.push(offset);
    if (span.attached === true && breaks[offset] === mayBreak) breaks[offset] = noBreak;
    if (span.breakable === true && offset > 0) breaks[offset] = mayBreak;
    if (span.solid === true) breaks.fill(noBreak, offset + 1, offset + span.text.length);
    offset += span.text.length;
  }
  const { levels, rightToLeft } = readDirections(text, readsFromRight(context.locale));
  const marks = context.locale.fullWidth ? findChineseMarks(text) : none;
  const uniform = levels === undefined && marks.size === 0 && !hasEastAsian(text);
  const hidden = unseen.test(text);
  const isWide = (at: number): boolean => isEastAsianAt(text, at) || (marks.size > 0 && marks.has(at));
  const levelAt = (at: number): number => levels?.[at] ?? 0;
  let span = 0;
  /** Moves to the span that contains an offset. @returns its end */
  const enterSpan = (at: number): number => {
    while (span + 1 < spans.length && starts[span + 1]! <= at) span++;
    return span + 1 < spans.length ? starts[span + 1]! : text.length;
  };
  const atomsOf = (from: number, to: number): readonly Atom[] => {
    // Nearly always one: no list that has room for more.
    let atoms: Atom[] | undefined;
    while (from < to) {
      const limit = Math.min(to, enterSpan(from));
      const wide = !uniform && isWide(from);
      const level = levelAt(from);
      let end = uniform ? limit : from + 1;
      while (end < limit && isWide(end) === wide && levelAt(end) === level) end++;
      const raw = text.slice(from, end);
      const seen = hidden ? raw.replace(invisible, "") : raw;
      if (seen !== "") {
        const atom = atomOf(context, seen, spans[span]!, level, wide);
        if (atoms === undefined) atoms = [atom];
        else atoms.push(atom);
      }
      from = end;
    }
    return atoms ?? noAtoms;
  };
  /** The spaces of one span and one face are all alike. */
  let spaces: Atom | undefined;
  const spaceAt = (at: number, before: Atom | undefined): Atom => {
    enterSpan(at);
    const own = spans[span]!;
    const level = levelAt(at);
    const face = level % 2 === 1 && before?.level === level ? before.runs.at(-1)?.face : undefined;
    if (
      spaces === undefined ||
      spaces.span !== own ||
      spaces.level !== level ||
      (face !== undefined && spaces.runs[0]?.face !== face)
    )
      spaces = face === undefined ? atomOf(context, " ", own, level, false) : spaceInFace(context, before!, own);
    return spaces;
  };
  const hang = edges === undefined ? undefined : createHang(context, rightToLeft ? 1 : 0, edges === "both");
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && breaks[at] === noBreak) continue;
    let content = at;
    while (content > start && (text[content - 1] === " " || text[content - 1] === "\n")) content--;
    const atoms = atomsOf(start, content);
    // An explicit line end separates words like a space.
    const parts = content < at && (text[content] === " " || (atoms.length > 0 && at < text.length));
    const space = parts ? spaceAt(content, atoms.at(-1)) : undefined;
    const end =
      breaks[at] === mustBreak || (at === text.length && text.endsWith("\n"))
        ? "must"
        : hidden && text[content - 1] === "\u00ad"
          ? "hyphen"
          : "may";
    pieces.push(
      makePiece(
        atoms,
        space,
        end,
        end === "hyphen" && atoms.length > 0 ? hyphenOf(context, atoms.at(-1)!) : undefined,
        hang,
      ),
    );
    start = at;
  }
  return { pieces, rightToLeft, hang };
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
