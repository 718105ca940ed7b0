import type { Warn } from "../../errors.ts";
import type { FaceMetrics, FontSource, TextStyle } from "../../ports.ts";
import { isFromRight } from "./character-class.ts";
import { openFace, type Face } from "./face.ts";
import { figuresOf } from "./find-numbers.ts";
import { faceChain, hanFaceOf } from "./font-faces.ts";
import { KeptWords, type KeptText } from "./kept-words.ts";
import { outlineText } from "./outline-text.ts";
import { ownText } from "./own-text.ts";
import { missingFaces } from "./missing-faces.ts";
import { missingGlyphs, splitterFor, type SplitFaces, type Writing } from "./split-faces.ts";
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
  return new OpenTypesetter(fonts, language, warn);
}

/** Measures texts in the fonts of one report. */
class OpenTypesetter implements Typesetter {
  readonly language: string;
  readonly #fonts: FontSource;
  readonly #language: Writing;
  /** What determines the faces of a text beside its style. */
  readonly #writing: string;
  readonly #missing: (codePoint: number) => void;
  readonly #lacking: ReturnType<typeof missingFaces>;
  readonly #splitters = new Map<string, SplitFaces>();
  readonly #metrics = new Map<string, FaceMetrics>();
  readonly #kept: KeptWords;

  constructor(fonts: FontSource, language: string, warn: Warn) {
    this.language = language;
    this.#fonts = fonts;
    const han = hanFaceOf(language);
    const fullWidth = /^(?:zh|ja)\b/i.test(language);
    const figures = figuresOf(language);
    this.#language = { han, fullWidth, figures };
    this.#writing = [han, fullWidth ? "wide" : "", figures ?? ""].join(" ");
    this.#missing = missingGlyphs(warn);
    this.#lacking = missingFaces(fonts.standIns, warn);
    let kept = keptWords.get(fonts);
    if (kept === undefined) keptWords.set(fonts, (kept = new KeptWords()));
    this.#kept = kept;
  }

  face(key: string): Face {
    return openFace(this.#fonts, key);
  }

  shape(text: string, key: string, options?: ShapeOptions): ShapedText {
    return shapeText(this.face(key), text, options);
  }

  outline(text: string, font: Parameters<Typesetter["outline"]>[1]): ReturnType<Typesetter["outline"]> {
    return outlineText(this, text, font);
  }

  measure(text: string, style: TextStyle): number {
    return this.#measured(text, style).width;
  }

  runs(text: string, style: TextStyle): KeptText["runs"] {
    return this.#measured(text, style).runs;
  }

  words(style: TextStyle): (text: string) => KeptText {
    const key = keyOf(style, this.#writing);
    let texts = this.#kept.of(key);
    return (text) => {
      let word = texts.get(text);
      if (word === undefined) {
        const own = ownText(text);
        texts = this.#kept.keep(key, own, (word = this.#measureText(own, style)));
      }
      return word.missing === undefined && this.#lacking === undefined ? word : this.#told(word);
    };
  }

  metrics({ family, weight, size, italic }: TextStyle): FaceMetrics {
    const key = `${family}-${weight}-${italic === true}-${size}`;
    let known = this.#metrics.get(key);
    if (known === undefined) {
      const face = this.face(faceChain(family, weight, italic === true, this.#language.han)[0]!);
      const { ascent, descent, capHeight, xHeight } = face.metrics;
      known = {
        ascent: ascent * size,
        descent: descent * size,
        capHeight: capHeight * size,
        xHeight: xHeight * size,
      };
      this.#metrics.set(key, known);
    }
    return known;
  }

  #measured(text: string, style: TextStyle): KeptText {
    const key = keyOf(style, this.#writing);
    let word = this.#kept.of(key).get(text);
    if (word === undefined) {
      const own = ownText(text);
      this.#kept.keep(key, own, (word = this.#measureText(own, style)));
    }
    return this.#told(word);
  }

  /** Every report with such a text gets the warnings about its missing characters and faces. */
  #told(word: KeptText): KeptText {
    word.missing?.forEach(this.#missing);
    this.#lacking?.(word);
    return word;
  }

  #measureText(text: string, style: TextStyle): KeptText {
    const options: ShapeOptions = { features: style.features, spaced: Boolean(style.letterSpacing) };
    const absent: number[] = [];
    let width = 0;
    const runs = this.#splitter(style)(text, (codePoint) => absent.push(codePoint)).map((piece) => {
      const own = isFromRight(piece.text) ? { ...options, rightToLeft: true } : options;
      const shaped = this.shape(piece.text, piece.face, own);
      const run = { ...piece, width: widthOf(piece.text, shaped.width, style) };
      width += run.width;
      return run;
    });
    return { width, runs, missing: absent.length === 0 ? undefined : absent };
  }

  #splitter({ family, weight, italic = false }: TextStyle): SplitFaces {
    const key = `${family}-${weight}-${italic}`;
    let split = this.#splitters.get(key);
    if (split === undefined) {
      split = splitterFor(this.#fonts, this.#language, family, weight, italic);
      this.#splitters.set(key, split);
    }
    return split;
  }
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
