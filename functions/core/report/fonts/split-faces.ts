import type { Warn } from "../../errors.ts";
import type { FontFamily, FontSource } from "../../ports.ts";
import {
  isControl,
  isFromRight,
  isIdeographic,
  isIgnorable,
  isJoiner,
  isPrivateUse,
  joinsPrevious,
} from "./character-class.ts";
import { openFace } from "./face.ts";
import { faceChain, hanFace, type HanFace } from "./font-faces.ts";
import { type FigureScript, findNumbers, letterOf, scriptsWithFigures } from "./find-numbers.ts";

/** Drawn instead of a character that no face has: a white square (in Inter). */
const replacement = 0x25a1;

/** Hyphens that a face may lack: its own hyphen suits a word better than another face's. */
const hyphens: ReadonlySet<number> = new Set([0x2010, 0x2011]);

/** Quotes, dash, ellipsis and middle dot: shared by Latin and Chinese, but drawn differently. */
const shared = /[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7\u2025]/u;
const latin = /[\p{Script=Latin}\p{Nd}]/u;
const hanCharacter = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
const space = 0x20;
/** Faces in which joiners change the drawing. */
const joining = /^(arabic|devanagari|emoji)/;
const plainAscii = /^[\x20-\x7e]*$/;

/** Text that one face draws, in logical order. */
export interface FacePiece {
  readonly text: string;
  readonly face: string;
  /** The original characters, if the piece consists of replacements. */
  readonly original?: string;
}

/**
 * Splits text where its face changes; every piece can be drawn without a missing glyph. `missing` is called with
 * characters that no face has.
 */
export type SplitFaces = (text: string, missing: (codePoint: number) => void) => readonly FacePiece[];

/** What the language of a report says of faces. */
export interface Writing {
  readonly han: HanFace;
  readonly fullWidth: boolean;
  readonly figures?: FigureScript | undefined;
}

/**
 * Makes the splitter for one style. A cluster (a character with its combining marks, joiners and
 * variation selectors) never spans two faces. Characters that no face has are replaced by a white
 * square.
 *
 * @param han the face for Han characters
 * @param fullWidth whether the report's language has full-width punctuation: quotes and dashes shared with Latin then
 *   come from that face
 * @param figures the script of the report's language whose face draws numbers, too
 */
export function splitterFor(
  fonts: FontSource,
  { han, fullWidth, figures }: Writing,
  family: FontFamily,
  weight: 400 | 600 | 700,
  italic: boolean,
): SplitFaces {
  const chain = faceChain(family, weight, italic, han);
  // Code is set in one face.
  const splitter = new FaceSplitter(fonts, chain, hanFace(han, weight), fullWidth, family !== "mono", figures);
  return (text, missing) => splitter.split(text, missing);
}

/** Splits the texts of one style. */
class FaceSplitter {
  readonly #fonts: FontSource;
  /** The style's faces, in the order in which they are asked for a character. */
  readonly #chain: readonly string[];
  readonly #own: string;
  /** The face for Han characters. */
  readonly #wide: string;
  readonly #fullWidth: boolean;
  /** Whether a script's face draws the numbers in its text. */
  readonly #setsNumbers: boolean;
  readonly #figures: FigureScript | undefined;

  constructor(
    fonts: FontSource,
    chain: readonly string[],
    wide: string,
    fullWidth: boolean,
    setsNumbers: boolean,
    figures: FigureScript | undefined,
  ) {
    this.#fonts = fonts;
    this.#chain = chain;
    this.#own = chain[0]!;
    this.#wide = wide;
    this.#fullWidth = fullWidth;
    this.#setsNumbers = setsNumbers;
    this.#figures = figures;
  }

  split(text: string, missing: (codePoint: number) => void): readonly FacePiece[] {
    const plain = plainAscii.test(text);
    const numbered = this.#setsNumbers && (this.#figures !== undefined || (!plain && scriptsWithFigures.test(text)));
    if (plain && !(numbered && /\d/.test(text))) return text === "" ? [] : [{ text, face: this.#own }];
    const amongHan = this.#fullWidth && hanCharacter.test(text);
    const characters = Array.from(text);
    const faces = numbered ? this.#facesOfNumbers(characters) : undefined;
    const pieces: MutablePiece[] = [];
    for (let i = 0; i < characters.length;) {
      const end = clusterEnd(characters, i);
      const cluster = characters.slice(i, end).join("");
      const before = amongHan ? (characters[i - 1] ?? "") : "x";
      const after = amongHan ? (characters[end] ?? "") : "x";
      const last = pieces.at(-1);
      // The space of the script, so that the words around it are one run.
      if (last !== undefined && cluster === " " && isFromRight(characters[i - 1]!) && this.#drawsSpace(last))
        last.text += cluster;
      else if (faces?.has(i) === true) append(pieces, { text: cluster, face: faces.get(i)! });
      else for (const piece of this.#choose(cluster, before, after, missing)) append(pieces, piece);
      i = end;
    }
    return pieces;
  }

  /** Index of each character of a number that the face of a script draws → that face. */
  #facesOfNumbers(characters: readonly string[]): ReadonlyMap<number, string> {
    const faces = new Map<number, string>();
    for (const { start, end, script = this.#figures } of findNumbers(characters)) {
      if (script === undefined || script === "other") continue;
      const face = this.#chain.find((key) => this.#has(key, letterOf[script]));
      const drawn = characters.slice(start, end);
      if (face === undefined || !drawn.every((character) => this.#has(face, character.codePointAt(0)!))) continue;
      for (let i = start; i < end; i++) if (clusterEnd(characters, i) === i + 1) faces.set(i, face);
    }
    return faces;
  }

  #drawsSpace({ original, face }: FacePiece): boolean {
    return original === undefined && this.#has(face, space);
  }

  // Inter has its own symbols in the private use area (ISO 19005-3, 6.2.11.7.3).
  #has(face: string, codePoint: number): boolean {
    return !isPrivateUse(codePoint) && openFace(this.#fonts, face).glyphOf(codePoint) !== 0;
  }

  /** Tabs and line ends become spaces: layout breaks lines. */
  #plain(codePoint: number): number {
    if (codePoint === 0x09 || codePoint === 0x0a) return 0x20;
    if (!hyphens.has(codePoint) || this.#has(this.#own, codePoint)) return codePoint;
    return this.#has(this.#own, 0x2010) ? 0x2010 : 0x2d;
  }

  /** The first face that draws every character of a cluster. */
  #faceFor(codePoints: readonly number[], first?: string): string | undefined {
    const covers = (face: string): boolean => codePoints.every((codePoint) => this.#has(face, codePoint));
    return first !== undefined && covers(first) ? first : this.#chain.find(covers);
  }

  #choose(cluster: string, before: string, after: string, missing: (codePoint: number) => void): FacePiece[] {
    const drawn = codePointsOf(cluster)
      .map((codePoint) => this.#plain(codePoint))
      .filter((codePoint) => !isControl(codePoint));
    const visible = drawn.filter((codePoint) => !isIgnorable(codePoint));
    if (visible.length === 0) return [];
    const sharedWithLatin = shared.test(cluster) && !(latin.test(before) && latin.test(after));
    const prefersHan = isIdeographic(visible[0]!) || (this.#fullWidth && sharedWithLatin);
    const first = prefersHan ? this.#wide : undefined;
    return (
      this.#drawWhole(drawn, visible, first) ?? visible.map((codePoint) => this.#drawOne(codePoint, first, missing))
    );
  }

  /** A cluster that one face draws, composed or not. */
  #drawWhole(drawn: readonly number[], visible: readonly number[], first: string | undefined): FacePiece[] | undefined {
    const composed = codePointsOf(String.fromCodePoint(...visible).normalize("NFC"));
    for (const form of composed.length < visible.length ? [composed, visible] : [visible, composed]) {
      const face = this.#faceFor(form, first);
      if (face === undefined) continue;
      if (!joining.test(face)) return [{ text: String.fromCodePoint(...form), face }];
      const text = String.fromCodePoint(...drawn.filter((codePoint) => isJoiner(codePoint) || !isIgnorable(codePoint)));
      return [{ text: form === visible ? text : text.normalize("NFC"), face }];
    }
    return undefined;
  }

  #drawOne(codePoint: number, first: string | undefined, missing: (codePoint: number) => void): FacePiece {
    const face = this.#faceFor([codePoint], first);
    if (face !== undefined) return { text: String.fromCodePoint(codePoint), face };
    missing(codePoint);
    const square = { text: String.fromCodePoint(replacement), face: this.#faceFor([replacement])! };
    return canBeRead(codePoint) ? { ...square, original: String.fromCodePoint(codePoint) } : square;
  }
}

type MutablePiece = { -readonly [K in keyof FacePiece]: FacePiece[K] };

/** Index after the cluster that begins at `start`. */
function clusterEnd(characters: readonly string[], start: number): number {
  let end = start + 1;
  while (end < characters.length && (joinsPrevious(characters[end]!) || characters[end - 1] === "\u200d")) end++;
  return end;
}

/** Appends a piece, joined to the last one if the same face draws both. */
function append(pieces: MutablePiece[], piece: FacePiece): void {
  const last = pieces.at(-1);
  if (last?.face !== piece.face || (last.original === undefined) !== (piece.original === undefined)) {
    pieces.push({ ...piece });
    return;
  }
  last.text += piece.text;
  if (piece.original !== undefined) last.original += piece.original;
}

/**
 * Whether a character may occur in replacement text: a lone surrogate is not a character, and a private one has no
 * known meaning (ISO 19005-3, 6.2.11.7.3).
 */
function canBeRead(codePoint: number): boolean {
  return !isPrivateUse(codePoint) && !(codePoint >= 0xd800 && codePoint <= 0xdfff) && (codePoint & 0xfffe) !== 0xfffe;
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}

/** Reports each missing character once, with its code point. */
export function missingGlyphs(warn: Warn): (codePoint: number) => void {
  const told = new Set<number>();
  return (codePoint) => {
    if (told.has(codePoint)) return;
    told.add(codePoint);
    const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
    const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    warn({
      code: "missing-glyph",
      message: `no bundled font has the character ${surrogate ? "" : `"${String.fromCodePoint(codePoint)}" `}(${name}); a white square is printed instead`,
      where: { name },
      seen: surrogate ? name : String.fromCodePoint(codePoint),
      hint: "write the text with another character",
    });
  };
}
