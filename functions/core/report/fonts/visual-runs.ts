import { writesFromRight } from "../locale/writes-from-right.ts";
import type { FaceRun, TextStyle } from "../../ports.ts";
import { orderVisually } from "./canvas-bidi.ts";
import type { Typesetter } from "./typesetter.ts";

/** The runs of a line of text in visual order, from left to right; the text of each stays in logical order. */
export function visualRuns(
  typesetter: Pick<Typesetter, "runs" | "language">,
  text: string,
  style: TextStyle,
): readonly (FaceRun & { readonly rightToLeft?: boolean })[] {
  const pieces = orderVisually(text, writesFromRight(typesetter.language));
  if (pieces.length === 1 && !pieces[0]!.rightToLeft) return typesetter.runs(text, style);
  return pieces.flatMap((piece) => {
    const runs = typesetter.runs(piece.text, style).map((run) => ({ ...run, rightToLeft: piece.rightToLeft }));
    return piece.rightToLeft ? runs.reverse() : runs;
  });
}
