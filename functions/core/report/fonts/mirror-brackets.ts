import bidiFactory, { type Bidi } from "bidi-js";

const unmirrored = /^[\p{L}\p{N}\p{M} .,:;!?'"-]*$/u;

let bidi: Bidi | undefined;

/**
 * Mirrors the brackets, arrows and signs of right-to-left text (UAX #9, rule L4). Mirroring twice restores the text.
 */
export function mirrorBrackets(text: string): string {
  if (unmirrored.test(text)) return text;
  bidi ??= bidiFactory();
  const { getMirroredCharacter } = bidi;
  return Array.from(text, (character) => getMirroredCharacter(character) ?? character).join("");
}
