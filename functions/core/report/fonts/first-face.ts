import type { FaceRun, TextStyle } from "../../ports.ts";
import type { Typesetter } from "./typesetter.ts";
import { isFromRight } from "./character-class.ts";

/** What outlines of text are made with. */
type Outliner = Pick<Typesetter, "runs" | "shape" | "face" | "language">;

/** A character with its marks, joiners and variation selectors. */
const cluster = /[\s\S](?:\p{M}|\p{Join_Control})*/gu;
const joiner = /\p{Join_Control}|\p{Variation_Selector}/u;

/**
 * A typesetter in which one face draws every cluster that it has, whatever its script. The others are drawn as in any
 * text. In a report the script and the language decide; in a drawing, its author does.
 *
 * @param face key of the face
 */
export function firstFace(typesetter: Outliner, face: string): Outliner {
  const first = typesetter.face(face);
  const has = (text: string): boolean =>
    Array.from(text).every((character) => joiner.test(character) || first.glyphOf(character.codePointAt(0)!) !== 0);
  return {
    language: typesetter.language,
    face: (key) => typesetter.face(key),
    shape: (text, key, options) => typesetter.shape(text, key, options),
    runs: (text, style) => {
      const pieces: { text: string; drawn: boolean }[] = [];
      for (const [whole] of text.matchAll(cluster)) {
        const drawn = has(whole);
        const last = pieces.at(-1);
        if (last?.drawn === drawn) last.text += whole;
        else pieces.push({ text: whole, drawn });
      }
      return pieces.flatMap((piece) =>
        piece.drawn ? [runOf(typesetter, piece.text, face, style)] : typesetter.runs(piece.text, style),
      );
    },
  };
}

function runOf(
  typesetter: Outliner,
  text: string,
  face: string,
  { size, features = [], letterSpacing = 0 }: TextStyle,
): FaceRun {
  const { width, glyphs } = typesetter.shape(text, face, {
    features,
    spaced: letterSpacing !== 0,
    ...(isFromRight(text) ? { rightToLeft: true } : {}),
  });
  return { text, face, width: (width * size) / 1000 + letterSpacing * glyphs.length };
}
