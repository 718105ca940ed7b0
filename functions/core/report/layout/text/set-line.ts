import type { LineSpaces } from "./find-rivers.ts";
import type { Atom, Piece } from "./piece.ts";
import { placeLine } from "./place-line.ts";
import type { TextLine } from "./text-line.ts";
import { gapShrink, gapStretch, spaceShrink, spaceStretch } from "./split-pieces.ts";

export interface TextFrame {
  /** From the page's left. */
  readonly left: number;
  readonly width: number;
  /** `left` is right for text that runs right to left; `fixed` is `left` whatever its direction. */
  readonly align: "justify" | "left" | "right" | "center" | "fixed";
  /** Lines of similar length, for titles. */
  readonly balance?: boolean;
  /** Whether marks hang into the margins; not in cells, whose text is aligned with others. */
  readonly hang?: boolean;
}

export interface SetLine extends TextLine {
  /**
   * How far its spaces stretch (positive) or shrink, in what TeX calls decent; infinite if it is too short and has
   * none.
   */
  readonly ratio: number;
  /** In a justified line. */
  readonly spaces: LineSpaces;
}

/** The paragraph that a line is of. */
export interface LineRules {
  readonly justify: boolean;
  readonly rightToLeft: boolean;
  readonly frame: TextFrame;
}

/** Where in its paragraph a line stands. */
export interface LinePlace {
  /** Whether it is the last before a forced break: then its spaces do not stretch. */
  readonly closing: boolean;
  /** Whether the paragraph goes on after it. */
  readonly continued: boolean;
}

/** Sets the pieces of one line. */
export function setLine(
  line: readonly Piece[],
  { justify, rightToLeft, frame }: LineRules,
  { closing, continued }: LinePlace,
): SetLine {
  const last = line.at(-1)!;
  const { lead } = line[0]!;
  const hyphen = closing ? undefined : last.hyphen;
  const content = gather(line, hyphen);
  const { atoms, natural } = content;
  const slack = frame.width - natural;
  const ratio = justify ? ratioOf(content, slack, closing) : 0;
  const rigid = justify && !closing && slack > 0.01 && content.stretch <= 0;
  const space = line.find((piece) => piece.space !== undefined && piece !== last)?.space;
  const wordSpacing = space === undefined ? 0 : ratio * space.width * (ratio >= 0 ? spaceStretch : spaceShrink);
  const letterSpacing = letterSpacingOf(atoms, ratio, (line[0]?.atoms[0] ?? last.space)?.span.style.text.size ?? 0);
  const width = ratio === 0 ? natural : frame.width;
  return {
    boxes: placeLine(atoms, hyphen, continued ? last.space : undefined, {
      x: frame.left + shiftOf(frame, frame.width - width, rightToLeft) - (rightToLeft ? last.trim : lead),
      wordSpacing,
      letterSpacing,
    }),
    width,
    notes: notesOf(atoms),
    ratio: rigid ? Infinity : ratio,
    spaces: {
      centres: justify ? centresOf(atoms, -lead, wordSpacing, letterSpacing) : [],
      width: (space?.width ?? 0) + wordSpacing,
    },
  };
}

/** What stands in a line, the spaces between its pieces included. Widths in points. */
interface LineContent {
  readonly atoms: readonly Atom[];
  /** Width before anything stretches or shrinks. */
  readonly natural: number;
  readonly stretch: number;
  readonly shrink: number;
}

function gather(line: readonly Piece[], hyphen: Atom | undefined): LineContent {
  const last = line.at(-1)!;
  const atoms: Atom[] = [];
  let natural = (hyphen?.width ?? 0) - line[0]!.lead;
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
  return { atoms, natural, stretch, shrink };
}

/** How far a justified line stretches, or below 0 shrinks. @param slack points that it is too short */
function ratioOf({ stretch, shrink }: LineContent, slack: number, closing: boolean): number {
  if (slack < 0) return Math.max(-1, slack / Math.max(shrink, 0.01));
  return closing || stretch <= 0 ? 0 : slack / stretch;
}

/** What is added to the gaps between Chinese characters, points. @param size of the type, where a character has none */
function letterSpacingOf(atoms: readonly Atom[], ratio: number, size: number): number {
  const wide = atoms.find(({ gaps }) => gaps > 0);
  return wide === undefined ? 0 : ratio * (wide.span.style.text.size || size) * (ratio >= 0 ? gapStretch : gapShrink);
}

/** How far right of its frame's edge a line begins. @param room points that it leaves free */
function shiftOf({ align }: TextFrame, room: number, rightToLeft: boolean): number {
  if (align === "center") return room / 2;
  const follows = align === "left" || align === "justify";
  return (align === "right") !== (rightToLeft && follows) ? room : 0;
}

function notesOf(atoms: readonly Atom[]): number[] {
  const notes: number[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const { note } = atoms[i]!.span;
    if (note !== undefined && !notes.includes(note)) notes.push(note);
  }
  return notes;
}

/** The middles of the spaces. @param x where the line begins */
function centresOf(atoms: readonly Atom[], x: number, wordSpacing: number, letterSpacing: number): number[] {
  const centres: number[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i]!;
    const wide = atom.width + (atom.text === " " ? wordSpacing : atom.gaps * letterSpacing);
    if (atom.text === " ") centres.push(x + wide / 2);
    x += wide;
  }
  return centres;
}
