import type { Warn } from "../errors.ts";
import type { FaceMetrics, FaceRun, FontSource, TextMeasurer, TextOutliner, TextStyle } from "../ports.ts";
import { openFace, type Face } from "./face.ts";
import { faceChain } from "./font-faces.ts";
import { outlineText } from "./outline-text.ts";
import { missingGlyphs, splitterFor, type SplitFaces } from "./split-faces.ts";
import { shapeText, type ShapedText, type ShapeOptions } from "./shape-text.ts";

/** The measurer of layout and charts, and the shaper of the PDF writer: what is measured is what is drawn. */
export interface Typesetter extends TextMeasurer, TextOutliner {
  /** BCP 47 language of the report. */
  readonly language: string;
  /** The face of a key in `FaceRun.face`. */
  face(key: string): Face;
  /** The glyphs of text that the face of a key covers. */
  shape(text: string, face: string, options?: ShapeOptions): ShapedText;
}

/** Texts kept per style. Layout measures the same words again and again. */
const kept = 8000;

/**
 * Opens the fonts for one report. Parsed fonts and what they say of characters and pairs are kept
 * between reports; texts that were measured are kept within one.
 *
 * @param language BCP 47, e.g. `zh-Hans`: decides which face draws quotes and dashes
 * @param warn told of each character that no face has, once, as `missing-glyph`
 */
export function openTypesetter(fonts: FontSource, language: string, warn: Warn): Typesetter {
  const missing = missingGlyphs(warn);
  const splitters = new Map<string, SplitFaces>();
  const measured = new Map<string, Map<string, readonly FaceRun[]>>();
  const metrics = new Map<string, FaceMetrics>();

  const splitter = ({ family, weight, italic = false }: TextStyle): SplitFaces => {
    const key = `${family}-${weight}-${italic}`;
    let split = splitters.get(key);
    if (split === undefined) splitters.set(key, (split = splitterFor(fonts, language, family, weight, italic, missing)));
    return split;
  };

  const face = (key: string): Face => openFace(fonts, key);
  const shape = (text: string, key: string, options?: ShapeOptions): ShapedText => shapeText(face(key), text, options);

  /** Runs at size 1, letter spacing left out: thousandths of the size. */
  const unitRuns = (text: string, style: TextStyle, spaced: boolean): readonly FaceRun[] => {
    const key = `${style.family}-${style.weight}-${style.italic === true}-${style.features?.join() ?? ""}-${spaced}`;
    let texts = measured.get(key);
    if (texts === undefined) measured.set(key, (texts = new Map()));
    let runs = texts.get(text);
    if (runs === undefined) {
      const options: ShapeOptions = { ...(style.features === undefined ? {} : { features: style.features }), spaced };
      runs = splitter(style)(text).map((piece) => ({ ...piece, width: shape(piece.text, piece.face, options).width }));
      if (texts.size >= kept) texts.clear();
      texts.set(text, runs);
    }
    return runs;
  };

  const typesetter: Typesetter = {
    language,
    face,
    shape,
    outline: (text, font) => outlineText(typesetter, text, font),
    measure(text, style) {
      let width = 0;
      for (const run of unitRuns(text, style, Boolean(style.letterSpacing))) width += widthOf(run, style);
      return width;
    },
    runs(text, style) {
      return unitRuns(text, style, Boolean(style.letterSpacing)).map((run) => ({ ...run, width: widthOf(run, style) }));
    },
    metrics(style) {
      const key = `${style.family}-${style.weight}-${style.italic === true}-${style.size}`;
      let known = metrics.get(key);
      if (known === undefined) {
        const { ascent, descent, capHeight, xHeight } = face(faceChain(style.family, style.weight, style.italic === true)[0]!).metrics;
        const { size } = style;
        known = { ascent: ascent * size, descent: descent * size, capHeight: capHeight * size, xHeight: xHeight * size };
        metrics.set(key, known);
      }
      return known;
    },
  };
  return typesetter;
}

/** Points. @param run with its width in thousandths of the size */
function widthOf(run: FaceRun, style: TextStyle): number {
  const spacing = style.letterSpacing ?? 0;
  return (run.width * style.size) / 1000 + (spacing === 0 ? 0 : spacing * countCharacters(run.text));
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
