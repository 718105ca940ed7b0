import type { LayoutContext } from "../layout-context.ts";
import { measureWord } from "../measure-word.ts";
import { hyphenate } from "./load-language.ts";
import type { Atom, Hang, Piece } from "./piece.ts";
import { hyphenOf, makePiece } from "./split-pieces.ts";

/** A number with its signs and units, a word, or other characters. */
const token =
  /(?<number>[^\p{L}\p{M}\p{Nd}\s]*\p{Nd}+(?:[^\p{L}\p{M}\p{Nd}]\p{Nd}+)*[^\p{L}\p{M}\p{Nd}\s]*)|(?<word>[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(?<other>[^\p{L}\p{M}\p{Nd}]+)/gu;
/** Behind these marks of an address or a name of a program's, a line may end. */
const seam = /[/\\_\-.,:;@&=?#+|~)\]}]$/;
/** Where a name of a program's has its words: `totalRevenue`. */
const camel = /(?<=\p{Ll})(?=\p{Lu})/gu;
/** Letters and digits in one, such as a hash, are divided between them if so long; `CO2` and `10bn` are not. */
const longCode = 16;
/** Fewer letters do not stand alone before or behind a hyphen. */
const fewest = 3;

/** An offset at which a text may be cut, and whether a hyphen then ends the line. */
interface Cut {
  readonly at: number;
  readonly hyphen: boolean;
}

/**
 * The parts of a piece that is too wide for its line: words divided at their syllables, addresses and codes at their
 * seams. A number stays whole, and so does a word without syllables.
 */
export function dividePiece(context: LayoutContext, piece: Piece, hang?: Hang): Piece[] {
  const parts: { readonly atoms: Atom[]; hyphen: boolean }[] = [{ atoms: [], hyphen: false }];
  const whole = piece.atoms.map(({ text }) => text).join("");
  const cuts = isSolid(piece) ? [] : cutsOf(context, whole);
  let offset = 0;
  for (const atom of piece.atoms) {
    const inside = cuts.filter(({ at }) => at > offset && at <= offset + atom.text.length && at < whole.length);
    let from = 0;
    for (const { at, hyphen } of inside) {
      parts.at(-1)!.atoms.push(partOf(context, atom, from, at - offset));
      from = at - offset;
      parts.at(-1)!.hyphen = hyphen;
      parts.push({ atoms: [], hyphen: false });
    }
    if (from < atom.text.length) parts.at(-1)!.atoms.push(partOf(context, atom, from, atom.text.length));
    offset += atom.text.length;
  }
  return parts.map(({ atoms, hyphen }, index): Piece => {
    if (index === parts.length - 1) return makePiece(atoms, piece.space, piece.end, piece.hyphen, hang);
    return makePiece(
      atoms,
      undefined,
      hyphen ? "hyphen" : "may",
      hyphen ? hyphenOf(context, atoms.at(-1)!) : undefined,
      hang,
    );
  });
}

/** Formulas, and texts that are read in other words, are never cut. */
function isSolid({ atoms }: Piece): boolean {
  return atoms.some(({ span }) => span.formula !== undefined || span.actualText !== undefined);
}

function cutsOf(context: LayoutContext, text: string): Cut[] {
  const cuts: Cut[] = [];
  const code = text.length >= longCode && /\p{Nd}/u.test(text) && /\p{L}/u.test(text);
  for (const { index, groups, 0: found } of text.matchAll(token)) {
    const end = index + found.length;
    if (groups?.["word"] !== undefined)
      for (const { at, hyphen } of wordCuts(context, found)) cuts.push({ at: index + at, hyphen });
    if (groups?.["other"] !== undefined && found.length > 8)
      for (const at of clusters(found)) cuts.push({ at: index + at, hyphen: false });
    const next = text.charAt(end);
    if (next !== "" && (seam.test(found) || (code && groups?.["other"] === undefined && /[\p{L}\p{Nd}]/u.test(next))))
      cuts.push({ at: end, hyphen: false });
  }
  return cuts;
}

function wordCuts(context: LayoutContext, word: string): Cut[] {
  const cuts: Cut[] = [];
  const humps = [0, ...Array.from(word.matchAll(camel), ({ index }) => index), word.length];
  humps.slice(1).forEach((end, index) => {
    const from = humps[index]!;
    const hump = word.slice(from, end);
    const syllables = hyphenate(context.locale, hump);
    let at = 0;
    for (const syllable of syllables.slice(0, -1)) {
      at += syllable.length;
      if (at >= fewest && hump.length - at >= fewest) cuts.push({ at: from + at, hyphen: true });
    }
    if (end < word.length) cuts.push({ at: end, hyphen: false });
  });
  return cuts;
}

/** The offsets between the characters of a text, marks and joined ones left with what they belong to. */
function clusters(text: string): number[] {
  const found: number[] = [];
  let at = 0;
  let joined = false;
  for (const character of text) {
    if (at > 0 && !joined && !/\p{M}|\p{Join_Control}|\p{Emoji_Modifier}/u.test(character)) found.push(at);
    joined = character === "\u200d";
    at += character.length;
  }
  return found;
}

/** A stretch of an atom, as wide as it is inside it (kerning included) if it is of one face. */
function partOf(context: LayoutContext, atom: Atom, from: number, to: number): Atom {
  if (from === 0 && to === atom.text.length) return atom;
  const style = atom.span.style.text;
  const text = atom.text.slice(from, to);
  const gaps = atom.gaps === 0 ? 0 : [...text].length;
  const [run, ...others] = atom.runs;
  if (run === undefined || others.length > 0 || atom.level % 2 === 1)
    return { ...atom, text, ...measureWord(context, style, text), gaps };
  const width =
    measureWord(context, style, atom.text.slice(0, to)).width -
    (from === 0 ? 0 : measureWord(context, style, atom.text.slice(0, from)).width);
  return { ...atom, text, width, runs: [{ text, face: run.face, width }], gaps };
}
