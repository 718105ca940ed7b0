import type { Warn } from "../../errors.ts";
import type { FaceMetrics, FontSource, TextStyle } from "../../ports.ts";
import { isFromRight } from "./character-class.ts";
import { openFace, type Face } from "./face.ts";
import { faceChain, hanFaceOf } from "./font-faces.ts";
import { KeptWords, type KeptText } from "./kept-words.ts";
import { outlineText } from "./outline-text.ts";
import { ownText } from "./own-text.ts";
import { missingFaces } from "./missing-faces.ts";
import { missingGlyphs, splitterFor, type SplitFaces } from "./split-faces.ts";
import { shapeText, type ShapedText, type ShapeOptions } from "./shape-text.ts";
import type { Typesetter } from "./typesetter.ts";

/** Words kept for a font source, as long as its parsed faces. */
const keptWords = new WeakMap<FontSource, KeptWords>();

/**
 * Opens the fonts for one report. Parsed fonts, and their results for characters, pairs and words, are kept between
 * reports.
 *
 * @param language BCP 47, e.g. `zh-Hans`: decides which face draws Han characters, quotes and dashes
 * @param warn called once for each character that no face has, with `missing-glyph`, and for each face that a
 *   template's own family lacks, with `missing-face`
 */
export function openTypesetter(fonts: FontSource, language: string, warn: Warn): Typesetter {
  const missing = missingGlyphs(warn);
  const lacking = missingFaces(fonts.standIns, warn);
  const han = hanFaceOf(language);
  const fullWidth = /^(?:zh|ja)\b/i.test(language);
  const writing = `${han}${fullWidth ? " wide" : ""}`;
  const splitters = new Map<string, SplitFaces>();
  const metrics = new Map<string, FaceMetrics>();
  let kept = keptWords.get(fonts);
  if (kept === undefined) keptWords.set(fonts, (kept = new KeptWords()));
  const known = kept;

  const splitter = ({ family, weight, italic = false }: TextStyle): SplitFaces => {
    const key = `${family}-${weight}-${italic}`;
    let split = splitters.get(key);
    if (split === undefined) splitters.set(key, (split = splitterFor(fonts, han, fullWidth, family, weight, italic)));
    return split;
  };

  const face = (key: string): Face => openFace(fonts, key);
  const shape = (text: string, key: string, options?: ShapeOptions): ShapedText => shapeText(face(key), text, options);

  const measureText = (text: string, style: TextStyle): KeptText => {
    const options: ShapeOptions = { features: style.features, spaced: Boolean(style.letterSpacing) };
    const absent: number[] = [];
    let width = 0;
    const runs = splitter(style)(text, (codePoint) => absent.push(codePoint)).map((piece) => {
      const shaped = shape(
        piece.text,
        piece.face,
        isFromRight(piece.text) ? { ...options, rightToLeft: true } : options,
      );
      const run = { ...piece, width: widthOf(piece.text, shaped.width, style) };
      width += run.width;
      return run;
    });
    return { width, runs, missing: absent.length === 0 ? undefined : absent };
  };

  /** Every report with such a text gets the warnings about its missing characters and faces. */
  const told = (word: KeptText): KeptText => {
    word.missing?.forEach(missing);
    lacking?.(word);
    return word;
  };

  const measured = (text: string, style: TextStyle): KeptText => {
    const key = keyOf(style, writing);
    let word = known.of(key).get(text);
    if (word === undefined) {
      const own = ownText(text);
      known.keep(key, own, (word = measureText(own, style)));
    }
    return told(word);
  };

  const typesetter: Typesetter = {
    language,
    face,
    shape,
    outline: (text, font) => outlineText(typesetter, text, font),
    measure: (text, style) => measured(text, style).width,
    runs: (text, style) => measured(text, style).runs,
    words(style) {
      const key = keyOf(style, writing);
      let texts = known.of(key);
      return (text) => {
        let word = texts.get(text);
        if (word === undefined) {
          const own = ownText(text);
          texts = known.keep(key, own, (word = measureText(own, style)));
        }
        return word.missing === undefined && lacking === undefined ? word : told(word);
      };
    },
    metrics(style) {
      const key = `${style.family}-${style.weight}-${style.italic === true}-${style.size}`;
      let known = metrics.get(key);
      if (known === undefined) {
        const { ascent, descent, capHeight, xHeight } = face(
          faceChain(style.family, style.weight, style.italic === true, han)[0]!,
        ).metrics;
        const { size } = style;
        known = {
          ascent: ascent * size,
          descent: descent * size,
          capHeight: capHeight * size,
          xHeight: xHeight * size,
        };
        metrics.set(key, known);
      }
      return known;
    },
  };
  return typesetter;
}

/** Key of everything that determines a text's faces and width. */
function keyOf(
  { family, weight, italic = false, size, features = [], letterSpacing = 0 }: TextStyle,
  writing: string,
): string {
  return `${writing} ${family} ${weight} ${italic} ${size} ${features.join()} ${letterSpacing}`;
}

/** Width in points. @param units thousandths of the size, without letter spacing */
function widthOf(text: string, units: number, { size, letterSpacing = 0 }: TextStyle): number {
  return (units * size) / 1000 + (letterSpacing === 0 ? 0 : letterSpacing * countCharacters(text));
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
