import type { TextMeasurer, TextOutliner } from "../ports.ts";
import type { Face } from "./face.ts";
import type { ShapedText, ShapeOptions } from "./shape-text.ts";

/** The measurer of layout and charts, and the shaper of the PDF writer: what is measured is what is drawn. */
export interface Typesetter extends TextMeasurer, TextOutliner {
  /** BCP 47 language of the report. */
  readonly language: string;
  /** The face of a key in `FaceRun.face`. */
  face(key: string): Face;
  /** The glyphs of text that the face of a key covers. */
  shape(text: string, face: string, options?: ShapeOptions): ShapedText;
}
