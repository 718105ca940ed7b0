import { isIgnorable } from "./character-class.ts";

/** The smallest parts of a text and of its glyphs that stand for the same characters, whatever their order. */
export interface Match {
  readonly characters: readonly number[];
  /** Indexes of its glyphs, from `from` up to and without `to`. */
  readonly from: number;
  readonly to: number;
}

/**
 * Letters that fonts draw in two parts although Unicode has no canonical decomposition of them: Thai and Lao sara am.
 */
const drawnInParts: ReadonlyMap<number, readonly number[]> = new Map([
  [0x0e33, [0x0e4d, 0x0e32]],
  [0x0eb3, [0x0ecd, 0x0eb2]],
]);

/**
 * Matches the characters of a text with its glyphs. Shaping may reorder (Devanagari's short i before its consonant),
 * join (fi) and divide (sara am); both sides agree again behind a cluster, and there a part ends. Glyphs and characters
 * that have no counterpart (joiners, further pieces of a letter) belong to the part before them.
 *
 * @param glyphs the code points that the font gives each glyph, in reading order
 */
export function matchCharacters(text: string, glyphs: readonly (readonly number[])[]): readonly Match[] {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  const matches: Match[] = [];
  for (let [at, glyph] = [0, 0]; at < characters.length || glyph < glyphs.length;) {
    const [first, from] = [at, glyph];
    const balance = new Map<number, number>();
    let [written, drawn] = [0, 0];
    const add = (parts: readonly number[], sign: 1 | -1): number => {
      for (const part of parts) {
        const sum = (balance.get(part) ?? 0) + sign;
        if (sum === 0) balance.delete(part);
        else balance.set(part, sum);
      }
      return parts.length;
    };
    do {
      const fromText = at < characters.length && (written <= drawn || glyph === glyphs.length);
      if (fromText) written += add(partsOf(characters[at++]!), 1);
      else drawn += add((glyphs[glyph++] as readonly number[]).flatMap(partsOf), -1);
    } while ((balance.size > 0 || written === 0) && (at < characters.length || glyph < glyphs.length));
    while (at < characters.length && partsOf(characters[at]!).length === 0) at++;
    while (glyph < glyphs.length && (glyphs[glyph] as readonly number[]).flatMap(partsOf).length === 0) glyph++;
    matches.push({ characters: characters.slice(first, at), from, to: glyph });
  }
  return matches;
}

/** What a character consists of, as far as glyphs show it: nothing if it is invisible. */
function partsOf(codePoint: number): readonly number[] {
  if (isIgnorable(codePoint)) return [];
  if (codePoint < 0xc0) return [codePoint];
  return (
    drawnInParts.get(codePoint) ??
    Array.from(String.fromCodePoint(codePoint).normalize("NFD"), (part) => part.codePointAt(0)!)
  );
}
