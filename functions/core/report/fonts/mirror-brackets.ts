import { bidi } from "../locale/bidi.ts";

const unmirrored = /^[\p{L}\p{N}\p{M} .,:;!?'"-]*$/u;

/**
 * Mirrors the brackets, arrows and signs of right-to-left text (UAX #9, rule L4). Mirroring twice restores the text.
 */
export function mirrorBrackets(text: string): string {
  if (unmirrored.test(text)) return text;
  const { getMirroredCharacter } = bidi();
  return Array.from(text, (character) => getMirroredCharacter(character) ?? character).join("");
}
