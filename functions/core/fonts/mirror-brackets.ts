import bidiFactory, { type Bidi } from "bidi-js";

const unmirrored = /^[\p{L}\p{N}\p{M} .,:;!?'"-]*$/u;

let bidi: Bidi | undefined;

/** Right-to-left text with its brackets, arrows and signs as they look there (UAX #9, rule L4); mirrored twice it is as it was. */
export function mirrorBrackets(text: string): string {
  if (unmirrored.test(text)) return text;
  bidi ??= bidiFactory();
  const { getMirroredCharacter } = bidi;
  return Array.from(text, (character) => getMirroredCharacter(character) ?? character).join("");
}
