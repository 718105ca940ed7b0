import { isFromRight } from "./character-class.ts";
import type { Face } from "./face.ts";
import { matchCharacters } from "./match-characters.ts";
import type { ShapedText } from "./shape-text.ts";
import { shapedGlyph, type ShapedGlyph } from "./shaped-glyph.ts";

/** A glyph and its origin from the start of the run's baseline, in thousandths of the font size; y points up. */
export interface PlacedGlyph {
  readonly glyph: ShapedGlyph;
  readonly x: number;
  readonly y: number;
}

/** Glyphs shown one after another. */
export interface GlyphGroup {
  readonly glyphs: readonly PlacedGlyph[];
  /** What they say (ActualText), where their own characters do not tell it. */
  readonly says?: string;
  /** Whether they are shown from left to right although they are read from the right (ReversedChars). */
  readonly reversed?: boolean;
}

/** What an advance grows by: letter spacing, and at spaces the spacing of words, in thousandths of the font size. */
export type Spacing = (glyph: ShapedGlyph) => number;

/** How a run is read. */
export interface Reading {
  readonly rightToLeft: boolean;
  /** Whether text that runs left to right is before it, in a line that is read from the right. */
  readonly afterLeft: boolean;
}

const wordJoiner = 0x2060;
const rightToLeftMark = 0x200f;
const space = 0x20;
const nonspacing = /^\p{Mn}$/u;
const mark = /^\p{M}$/u;
/**
 * Readers take a step further back than this for another place in the line (pdf.js: a fifth of the size), and one that
 * is a little shorter for kerning.
 */
const furthestBack = 190;
/** How far the first blank glyph over a ligature begins before its right edge. */
const beforeEdge = 180;
/** A wider gap between letters is a space to readers (poppler: a tenth of the size). */
const widestGap = 80;
/** How far a mark begins to the left of its base in the text layer: readers that sort by place then read it behind. */
const behindBase = 20;

/**
 * Arranges a run's glyphs so that the text can be extracted as it was written, or returns `undefined` if showing them
 * one after another does that.
 *
 * Left to right, each word whose glyphs differ from its characters in order or number (Devanagari, sara am), or whose
 * marks are moved, is a group that says what is written. Its glyphs also bear the characters in their order, for
 * readers that do not look for ActualText (pdf.js).
 *
 * Right to left, ActualText cannot hold words, since poppler takes it for visual order and turns it. Instead, every
 * character has a glyph of its own: the characters of one glyph would be turned, too (poppler and pdf.js read the
 * ligature of في as يف). A ligature bears its last character; blank glyphs over its right part bear the others. Words
 * are shown from left to right, as other producers do, and marked as reversed (ISO 32000-1, 14.8.2.3.3); those with
 * marks letter by letter in reading order, each mark a group that begins to the left of its base.
 *
 * Readers lose the space where text of one direction follows the other, or put it on the wrong side of a number. There
 * it bears a right-to-left mark, which is invisible and says where it belongs.
 */
export function textLayer(
  face: Face,
  text: string,
  shaped: ShapedText,
  reading: Reading,
  spacing: Spacing,
): readonly GlyphGroup[] | undefined {
  if (!reading.rightToLeft && shaped.offsets === undefined && saysItself(text, shaped)) return undefined;
  const placed = placeGlyphs(shaped, spacing);
  return reading.rightToLeft
    ? joinWords(face, spell(face, text, shaped, placed), reading.afterLeft)
    : groupWords(face, text, placed);
}

function saysItself(text: string, { glyphs }: ShapedText): boolean {
  let at = 0;
  for (const { codePoints } of glyphs) {
    for (const codePoint of codePoints) {
      if (text.codePointAt(at) !== codePoint) return false;
      at += codePoint > 0xffff ? 2 : 1;
    }
  }
  return at === text.length;
}

/** A glyph, with the place at which it would be without its own offset. */
interface Penned extends PlacedGlyph {
  readonly pen: number;
}

function placeGlyphs({ glyphs, advances, offsets }: ShapedText, spacing: Spacing): readonly Penned[] {
  let next = 0;
  return glyphs.map((glyph, index): Penned => {
    const pen = next;
    next += advances[index]! + spacing(glyph);
    return { glyph, pen, x: pen + (offsets?.[index * 2] ?? 0), y: offsets?.[index * 2 + 1] ?? 0 };
  });
}

function groupWords(face: Face, text: string, placed: readonly PlacedGlyph[]): readonly GlyphGroup[] {
  const groups: { glyphs: PlacedGlyph[]; says: string; differs: boolean }[] = [];
  let spaced: boolean | undefined;
  for (const match of matchCharacters(
    text,
    placed.map(({ glyph }) => glyph.codePoints),
  )) {
    const space = match.characters.every(isSpace);
    if (space !== spaced) groups.push({ glyphs: [], says: "", differs: false });
    spaced = space;
    const group = groups.at(-1)!;
    const own = placed.slice(match.from, match.to);
    const same = own.flatMap(({ glyph }) => glyph.codePoints).join() === match.characters.join();
    const shared = share(
      match.characters,
      own.map(({ glyph }) => glyph),
    );
    group.glyphs.push(
      ...own.map((each, index) => (same ? each : { ...each, glyph: shapedGlyph(face, each.glyph.id, shared[index]!) })),
    );
    group.says += String.fromCodePoint(...match.characters);
    group.differs ||= !same || (!space && own.some(({ y, glyph }) => y !== 0 || glyph.width === 0));
  }
  return groups.map(({ glyphs, says, differs }) => (differs ? { glyphs, says } : { glyphs }));
}

/** Whether a character is a space or a no-break space. */
function isSpace(codePoint: number): boolean {
  return codePoint === 0x20 || codePoint === 0xa0;
}

/**
 * Gives the glyphs of a cluster its characters in their order, at least one each as long as there are any; the last
 * one gets the rest. Where glyphs are more, those without an advance say nothing first.
 */
function share(characters: readonly number[], glyphs: readonly ShapedGlyph[]): readonly (readonly number[])[] {
  let surplus = Math.max(0, glyphs.length - characters.length);
  let at = 0;
  const shares: number[][] = [];
  for (const { width } of glyphs) {
    if (surplus > 0 && width === 0) {
      surplus--;
      shares.push([wordJoiner]);
      continue;
    }
    // pdf.js takes a glyph that bears a mark for one without an advance.
    const last = width > 0 ? shares.at(-1) : undefined;
    if (last !== undefined)
      for (; at < characters.length && nonspacing.test(String.fromCodePoint(characters[at]!)); at++)
        last.push(characters[at]!);
    shares.push(at < characters.length ? [characters[at++]!] : [wordJoiner]);
  }
  shares.findLast(([first]) => first !== wordJoiner)?.push(...characters.slice(at));
  return shares;
}

/** The letters of a right-to-left run in reading order, each a group. */
function spell(face: Face, text: string, { advances }: ShapedText, placed: readonly Penned[]): readonly GlyphGroup[] {
  // Shaping gives visual order.
  const read = placed.toReversed();
  const room = advances.toReversed();
  const blankWidth = face.advanceOf(face.glyphOf(space)) * face.scale;
  const groups: GlyphGroup[] = [];
  /** Left edge of the base before. */
  let base = placed.at(-1)?.x ?? 0;
  /** Characters behind it so far. */
  let followers = 0;
  for (const match of matchCharacters(
    text,
    read.map(({ glyph }) => glyph.codePoints),
  )) {
    const shares = share(
      match.characters,
      read.slice(match.from, match.to).map(({ glyph }) => glyph),
    );
    for (let at = match.from; at < match.to; at++) {
      const own = read[at]!;
      const characters = shares[at - match.from]!;
      const wide = room[at]! > 0;
      if (wide) [base, followers] = [own.x, 0];
      if (characters[0] === wordJoiner && groups.length > 0) {
        groups.push(withPiece(groups.pop()!, { ...own, glyph: shapedGlyph(face, own.glyph.id, characters) }));
        continue;
      }
      characters.forEach((character, index) => {
        const last = index === characters.length - 1;
        const x = wide
          ? own.x + room[at]! - beforeEdge + (characters.length - 2 - index) * Math.max(0, blankWidth - furthestBack)
          : base - behindBase * ++followers;
        const isMark = mark.test(String.fromCodePoint(character));
        if (last && wide && !isMark) groups.push(letterOf(face, own, character, own.pen, own.pen + room[at]!));
        else groups.push(carry(face, character, x, last ? own : undefined, isMark, base));
      });
    }
    // Characters without a glyph, such as joiners.
    if (match.from === match.to)
      for (const character of match.characters)
        groups.push(carry(face, character, base - behindBase * ++followers, undefined, false, base));
  }
  return groups;
}

/** A group and a further piece of its last letter, such as the hamza that a font draws by itself. */
function withPiece({ glyphs, says }: GlyphGroup, piece: PlacedGlyph): GlyphGroup {
  return {
    glyphs: [...glyphs, piece],
    says: says ?? String.fromCodePoint(...glyphs.flatMap(({ glyph }) => glyph.codePoints)),
  };
}

/**
 * A letter in its room: where kerning leaves a gap beside it that looks like a space, blank glyphs fill the room, and
 * the letter says all of it.
 */
function letterOf(face: Face, own: PlacedGlyph, character: number, start: number, end: number): GlyphGroup {
  const letter = { ...own, glyph: shapedGlyph(face, own.glyph.id, [character]) };
  if (character === space || Math.max(own.x - start, end - own.x - own.glyph.width) < widestGap)
    return { glyphs: [letter] };
  const id = face.glyphOf(space);
  const filling = (x: number): PlacedGlyph => ({ glyph: shapedGlyph(face, id, [wordJoiner]), x, y: 0 });
  return {
    glyphs: [filling(start), letter, filling(end - face.advanceOf(id) * face.scale)],
    says: String.fromCodePoint(character),
  };
}

/**
 * A character at a place: a blank glyph bears it, or, for a mark and in front of a glyph that is drawn, a group says
 * it, which blank glyphs make end at its base: poppler parts a line where boxes overlap much.
 */
function carry(
  face: Face,
  character: number,
  x: number,
  drawn: PlacedGlyph | undefined,
  isMark: boolean,
  base: number,
): GlyphGroup {
  const id = face.glyphOf(space);
  const blank = (bears: number, at: number): PlacedGlyph => ({ glyph: shapedGlyph(face, id, [bears]), x: at, y: 0 });
  if (drawn === undefined && !isMark) return { glyphs: [blank(character, x)] };
  const own = { ...(drawn ?? blank(character, x)), glyph: shapedGlyph(face, drawn?.glyph.id ?? id, [character]) };
  const end = blank(wordJoiner, base - face.advanceOf(id) * face.scale);
  return { glyphs: [blank(wordJoiner, x), own, end], says: String.fromCodePoint(character) };
}

/** Joins letters to what is shown at once: words without marks, with the spaces between them. */
function joinWords(face: Face, spelled: readonly GlyphGroup[], afterLeft: boolean): readonly GlyphGroup[] {
  const pieces: (GlyphGroup & { readonly whole: boolean })[] = [];
  const [first, ...rest] = spelled;
  // A mark of punctuation behind a number or a Latin word belongs to what follows.
  const turned =
    afterLeft && first !== undefined && first.says === undefined && !isSpaceGroup(first) && !isFromRight(textOf(first));
  const words = splitWords(turned ? [markedFromRight(face, first), ...rest] : spelled);
  words.forEach((word, index) => {
    const separate =
      isSpaceGroup(word[0]!) &&
      (index === 0 || index === words.length - 1 || isMarked(words[index - 1]!) || isMarked(words[index + 1]!));
    if (separate) pieces.push(...word.map((each) => ({ ...markedFromRight(face, each), whole: false })));
    else if (isMarked(word)) pieces.push(...word.map((each) => ({ ...each, whole: false })));
    else {
      const before = pieces.at(-1)?.whole === true ? pieces.pop()!.glyphs : [];
      pieces.push({
        glyphs: [...word.toReversed().flatMap(({ glyphs }) => glyphs), ...before],
        reversed: true,
        whole: true,
      });
    }
  });
  return pieces.map(({ glyphs, says, reversed }) => ({
    glyphs,
    ...(says === undefined ? {} : { says }),
    ...(reversed === true && glyphs.length > 1 ? { reversed } : {}),
  }));
}

/** Words and the spaces between them, in reading order. */
function splitWords(letters: readonly GlyphGroup[]): GlyphGroup[][] {
  const words: GlyphGroup[][] = [];
  for (const letter of letters) {
    const last = words.at(-1);
    if (last !== undefined && isSpaceGroup(last[0]!) === isSpaceGroup(letter)) last.push(letter);
    else words.push([letter]);
  }
  return words;
}

/**
 * Whether a word must be shown letter by letter: it has marks, or glyphs too far back for one that is shown at once.
 */
function isMarked(word: readonly GlyphGroup[]): boolean {
  if (word.some(({ says }) => says !== undefined)) return true;
  const glyphs = word.toReversed().flatMap((letter) => letter.glyphs);
  return glyphs.some(
    ({ x }, index) => index > 0 && x - glyphs[index - 1]!.x - glyphs[index - 1]!.glyph.width < -furthestBack,
  );
}

function isSpaceGroup({ glyphs: [first] }: GlyphGroup): boolean {
  return isSpace(first!.glyph.codePoints[0]!);
}

function textOf({ glyphs, says }: GlyphGroup): string {
  return says ?? String.fromCodePoint(...glyphs.flatMap(({ glyph }) => glyph.codePoints));
}

/**
 * A space or other mark that shows its direction. Its glyph bears the mark first: pdf.js leaves out what begins with a
 * space.
 */
function markedFromRight(face: Face, { glyphs: [own] }: GlyphGroup): GlyphGroup {
  const [character] = own!.glyph.codePoints;
  return {
    glyphs: [{ ...own!, glyph: shapedGlyph(face, own!.glyph.id, [rightToLeftMark, character!]) }],
    says: String.fromCodePoint(character!, rightToLeftMark),
  };
}
