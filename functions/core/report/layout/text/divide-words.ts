import type { LayoutContext } from "../layout-context.ts";
import { hyphenate } from "./load-language.ts";
import { measureWord, type Word } from "../measure-word.ts";
import { hyphenOf, makePiece } from "./split-pieces.ts";
import type { Atom, Hang, Piece } from "./piece.ts";

const hyphenated = /^[("“„‘«[]*(\p{L}\p{Ll}{4,})[,.;:!?)”“’»\]]*$/u;

/** Hyphenates the words of a paragraph that is already cut: every part may end a line with a hyphen. */
export function divideWords(context: LayoutContext, pieces: readonly Piece[], hang?: Hang): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    const [atom] = piece.atoms;
    if (piece.space === undefined || piece.atoms.length !== 1 || atom === undefined || isBound(pieces[index - 1]))
      return [piece];
    const parts = divide(context, atom);
    if (parts === undefined) return [piece];
    return [
      ...parts.map((part) => makePiece([part], undefined, "hyphen", hyphenOf(context, part), hang)),
      makePiece([remainder(context, atom, parts)], piece.space, piece.end, undefined, hang),
    ];
  });
}

/** No second hyphen in a compound, and no divided unit after a number. */
function isBound(before: Piece | undefined): boolean {
  return before !== undefined && (before.space === undefined || /\d$/.test(before.atoms.at(-1)?.text ?? ""));
}

/** The parts of a word that may end a line, without the last one. */
function divide(context: LayoutContext, atom: Atom): Atom[] | undefined {
  const word = hyphenated.exec(atom.text)?.[1];
  if (word === undefined || atom.runs.length !== 1 || atom.span.link !== undefined) return undefined;
  const lead = atom.text.indexOf(word);
  const syllables = hyphenate(context.locale, word);
  const parts: Atom[] = [];
  let from = 0;
  let at = lead;
  for (const syllable of syllables.slice(0, -1)) {
    at += syllable.length;
    if (at - lead < 3 || lead + word.length - at < 3) continue;
    parts.push(partOf(context, atom, from, at));
    from = at;
  }
  return parts.length === 0 ? undefined : parts;
}

/** A stretch of a word, as wide as it is inside the word (kerning included). */
function partOf(context: LayoutContext, atom: Atom, from: number, to: number): Atom {
  const style = atom.span.style.text;
  const width =
    measureWord(context, style, atom.text.slice(0, to)).width -
    (from === 0 ? 0 : measureWord(context, style, atom.text.slice(0, from)).width);
  const text = atom.text.slice(from, to);
  return { ...atom, text, width, runs: [{ text, face: (atom.runs[0] as Word["runs"][number]).face, width }] };
}

function remainder(context: LayoutContext, atom: Atom, parts: readonly Atom[]): Atom {
  return partOf(
    context,
    atom,
    parts.reduce((length, part) => length + part.text.length, 0),
    atom.text.length,
  );
}
