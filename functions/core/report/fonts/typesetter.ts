import type { TextMeasurer, TextOutliner } from "../../ports.ts";
import type { Face } from "./face.ts";
import type { ShapedText, ShapeOptions } from "./shape-text.ts";

/** Measures text for layout and charts, and shapes it for the PDF writer, so that what is measured is what is drawn. */
export interface Typesetter extends TextMeasurer, TextOutliner {
  /** BCP 47 language of the report. */
  readonly language: string;
  /** Returns the face for a key in `FaceRun.face`. */
  face(key: string): Face;
  /** Shapes text that the face of this key covers. */
  shape(text: string, face: string, options?: ShapeOptions): ShapedText;
}
