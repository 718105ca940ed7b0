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

/**
 * Sets the pieces of one line.
 *
 * @param closing whether it is the last before a forced break: then its spaces do not stretch
 * @param continued whether the paragraph goes on after it
 */
export function setLine(
  line: readonly Piece[],
  closing: boolean,
  justify: boolean,
  rightToLeft: boolean,
  frame: TextFrame,
  continued: boolean,
): SetLine {
  const last = line.at(-1)!;
  const { lead } = line[0]!;
  const hyphen = closing ? undefined : last.hyphen;
  const atoms: Atom[] = [];
  let natural = (hyphen?.width ?? 0) - lead;
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
  const ratio =
    !justify || (closing && slack >= 0)
      ? 0
      : slack >= 0
        ? stretch > 0
          ? slack / stretch
          : 0
        : Math.max(-1, slack / Math.max(shrink, 0.01));
  const rigid = justify && !closing && slack > 0.01 && stretch <= 0;
  const size = (line[0]?.atoms[0] ?? last.space)?.span.style.text.size ?? 0;
  const space = line.find((piece) => piece.space !== undefined && piece !== last)?.space;
  const wide = atoms.find(({ gaps }) => gaps > 0);
  const wordSpacing = space === undefined ? 0 : ratio * space.width * (ratio >= 0 ? spaceStretch : spaceShrink);
  const letterSpacing =
    wide === undefined ? 0 : ratio * (wide.span.style.text.size || size) * (ratio >= 0 ? gapStretch : gapShrink);
  const width = ratio === 0 ? natural : frame.width;
  const align = frame.align === "justify" ? "left" : frame.align;
  const room = frame.width - width;
  const shift = align === "center" ? room / 2 : (align === "right") !== (rightToLeft && align === "left") ? room : 0;
  const notes: number[] = [];
  for (let i = 0; i < atoms.length; i++) {
    const { note } = atoms[i]!.span;
    if (note !== undefined && !notes.includes(note)) notes.push(note);
  }
  const centres: number[] = [];
  if (justify) {
    let x = -lead;
    for (let i = 0; i < atoms.length; i++) {
      const atom = atoms[i]!;
      const wide = atom.width + (atom.text === " " ? wordSpacing : atom.gaps * letterSpacing);
      if (atom.text === " ") centres.push(x + wide / 2);
      x += wide;
    }
  }
  return {
    boxes: placeLine(atoms, hyphen, continued ? last.space : undefined, {
      x: frame.left + shift - (rightToLeft ? last.trim : lead),
      wordSpacing,
      letterSpacing,
    }),
    width,
    notes,
    ratio: rigid ? Infinity : ratio,
    spaces: { centres, width: (space?.width ?? 0) + wordSpacing },
  };
}
