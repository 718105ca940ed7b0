import type { GlyphRun } from "fontkit";
import { isComplex, isIdeographic } from "./character-class.ts";
import type { Face } from "./face.ts";
import { mirrorBrackets } from "./mirror-brackets.ts";
import { orderMarks } from "./order-marks.ts";
import { ownText } from "./own-text.ts";
import { readSubstitutions, type Substitutions } from "./read-substitutions.ts";
import { shapedGlyph, type ShapedGlyph } from "./shaped-glyph.ts";

/** Glyphs in visual order with their advances, kerning included, in thousandths of the font size. */
export interface ShapedText {
  readonly glyphs: readonly ShapedGlyph[];
  readonly advances: readonly number[];
  /** Offsets of moved glyphs (marks): pairs x, y per glyph; absent if none is moved. */
  readonly offsets?: readonly number[];
  readonly width: number;
}

export interface ShapeOptions {
  readonly features?: readonly string[] | undefined;
  /** Whether letters are spaced, which rules out ligatures. */
  readonly spaced?: boolean | undefined;
  /** Whether brackets are mirrored. */
  readonly rightToLeft?: boolean | undefined;
}

/** Cached results of one face with one set of features: for characters, pairs and words. */
interface Plan {
  readonly features: Readonly<Record<string, boolean>>;
  readonly substitutions: Substitutions;
  readonly singles: Map<number, Single>;
  readonly words: Map<string, ShapedText>;
  /** The space between two words, once shaped. */
  space: ShapedText | undefined;
  /** The plan without tabular figures, for words without digits; absent if it is this one. */
  readonly prose: Plan | undefined;
}

/** A single character. */
interface Single {
  /** `null` if the whole word must be shaped. */
  readonly glyph: ShapedGlyph | null;
  /** Whether it takes one cell, whatever its neighbours. */
  readonly ideographic: boolean;
  /** Next character → kerning of this one; `NaN` if the two change each other. */
  readonly kerning: Map<number, number>;
}

/** Substituting features that fontkit applies to Latin by default. */
const defaultFeatures = ["ccmp", "locl", "rlig", "liga", "clig", "rclt", "rvrn"];

const plans = new WeakMap<Face, Map<string, Plan>>();
const noFeatures: readonly string[] = [];
const noKerning = new Map<number, number>();
const digit = /\d/;
const hyphen = 0x2d;
/** Most words kept per face and set of features, and the longest one: under 2 MB. */
const keptWords = 4000;
const longestWord = 32;
const wordJoiner = 0x2060;

/**
 * Turns a text into positioned glyphs, with kerning, ligatures and the requested features.
 *
 * Full OpenType shaping costs fontkit about 60 µs per word, and a report measures tens of thousands. Most words do not
 * need it: they are their characters' glyphs, ligatures and pair kerning, which the font's tables give directly. Only
 * characters that a lookup may change are tried with fontkit, and only scripts and words that need context are shaped
 * as a whole. Results for characters, pairs and words are cached with the face. Contextual alternates (`calt`) are off,
 * since they would turn `10x20` and `->` into other characters. Words are not kerned with the spaces between them, so
 * that a line is as wide as the words that layout measured. Tabular figures (`tnum`) also widen hyphens and commas, so
 * they apply only to words with a digit, and never to a hyphen: in `2018-2021` it would stand apart like a minus.
 */
export function shapeText(face: Face, text: string, options: ShapeOptions = {}): ShapedText {
  const plan = planOf(face, options);
  if (options.rightToLeft === true || isComplex(text)) return shapeWhole(face, plan, text, options.rightToLeft);
  if (!text.includes(" ")) return shapeWord(face, plan, text);

  const glyphs: ShapedGlyph[] = [];
  const advances: number[] = [];
  let offsets: number[] | undefined;
  let width = 0;
  const space = (plan.space ??= shapeLetters(face, plan.prose ?? plan, " "));
  for (let from = 0, end = text.indexOf(" "); ; from = end + 1, end = text.indexOf(" ", from)) {
    const word = text.slice(from, end === -1 ? text.length : end);
    if (word !== "") append(shapeWord(face, plan, word));
    if (end === -1) break;
    append(space);
  }
  return offsets === undefined ? { glyphs, advances, width } : { glyphs, advances, offsets, width };

  function append(part: ShapedText): void {
    if (part.offsets !== undefined) offsets ??= glyphs.flatMap(() => [0, 0]);
    offsets?.push(...(part.offsets ?? part.glyphs.flatMap(() => [0, 0])));
    for (let i = 0; i < part.glyphs.length; i++) {
      glyphs.push(part.glyphs[i]!);
      advances.push(part.advances[i]!);
    }
    width += part.width;
  }
}

/** Shapes a text without spaces. Words recur often; Chinese sentences do not. */
function shapeWord(face: Face, wanted: Plan, word: string): ShapedText {
  const plan = wanted.prose === undefined || digit.test(word) ? wanted : wanted.prose;
  if (word.length > longestWord || isIdeographic(word.charCodeAt(0))) return shapeLetters(face, plan, word);
  let shaped = plan.words.get(word);
  if (shaped === undefined) {
    shaped = shapeLetters(face, plan, word);
    if (plan.words.size >= keptWords) plan.words.clear();
    plan.words.set(ownText(word), shaped);
  }
  return shaped;
}

/** Shapes a text without spaces, or a single space, letter by letter if that is enough. */
function shapeLetters(face: Face, plan: Plan, word: string): ShapedText {
  const glyphs: ShapedGlyph[] = [];
  const advances: number[] = [];
  let width = 0;
  let entangled = false;
  let previous: Single | undefined;
  let before = 0;
  for (let i = 0; i < word.length;) {
    const codePoint = word.codePointAt(i)!;
    const character = single(face, plan, codePoint);
    const { glyph } = character;
    if (glyph === null) return shapeWhole(face, plan, word, undefined);
    if (previous !== undefined && !previous.ideographic && !character.ideographic) {
      let kerning = previous.kerning.get(codePoint);
      if (kerning === undefined)
        previous.kerning.set(codePoint, (kerning = readPair(face, plan, before, previous.glyph!, codePoint, glyph)));
      if (Number.isNaN(kerning)) entangled = true;
      else if (kerning !== 0) {
        advances[advances.length - 1]! += kerning;
        width += kerning;
      }
    }
    glyphs.push(glyph);
    advances.push(glyph.width);
    width += glyph.width;
    i += codePoint > 0xffff ? 2 : 1;
    previous = character;
    before = codePoint;
  }
  if (!entangled) return { glyphs, advances, width };
  return shapeLigatures(face, plan, glyphs) ?? shapeWhole(face, plan, word, undefined);
}

function planOf(face: Face, { features = noFeatures, spaced = false }: ShapeOptions): Plan {
  let ofFace = plans.get(face);
  if (ofFace === undefined) plans.set(face, (ofFace = new Map()));
  const tags = features.length === 1 ? features[0]! : features.join();
  const key = spaced ? `${tags} spaced` : tags;
  let plan = ofFace.get(key);
  if (plan === undefined) {
    const wanted: Record<string, boolean> = { calt: false };
    if (spaced) Object.assign(wanted, { liga: false, clig: false });
    for (const feature of features) wanted[feature] = true;
    const inForce = [...defaultFeatures, ...features].filter((feature) => wanted[feature] !== false);
    const substitutions = readSubstitutions(face.tables.get("GSUB"), inForce);
    const prose = features.includes("tnum")
      ? planOf(face, { features: features.filter((tag) => tag !== "tnum"), spaced })
      : undefined;
    ofFace.set(
      key,
      (plan = { features: wanted, substitutions, singles: new Map(), words: new Map(), space: undefined, prose }),
    );
  }
  return plan;
}

function single(face: Face, plan: Plan, codePoint: number): Single {
  let known = plan.singles.get(codePoint);
  if (known === undefined) {
    const ideographic = isIdeographic(codePoint);
    // The glyph of prose, with pairs of its own: what follows it differs.
    const glyph = readSingle(face, codePoint === hyphen ? (plan.prose ?? plan) : plan, codePoint);
    known = { glyph, ideographic, kerning: ideographic ? noKerning : new Map() };
    plan.singles.set(codePoint, known);
  }
  return known;
}

function readSingle(face: Face, plan: Plan, codePoint: number): ShapedGlyph | null {
  const written = face.glyphOf(codePoint);
  const id = isIdeographic(codePoint) ? written : plan.substitutions.replace(written);
  if (isIdeographic(codePoint) || !(plan.substitutions.changing.has(written) || plan.substitutions.changing.has(id))) {
    return shapedGlyph(face, id, [codePoint]);
  }
  const shaped = shapeWhole(face, plan, String.fromCodePoint(codePoint), undefined);
  const [glyph] = shaped.glyphs;
  if (shaped.glyphs.length !== 1 || shaped.offsets !== undefined || shaped.advances[0] !== glyph!.width) return null;
  return glyph!;
}

function readPair(
  face: Face,
  plan: Plan,
  left: number,
  first: ShapedGlyph,
  right: number,
  second: ShapedGlyph,
): number {
  const { substitutions } = plan;
  if (substitutions.beginLigature(first.id, second.id) || substitutions.inContext(first.id, second.id))
    return Number.NaN;
  const kerning = face.kerning?.(first.id, second.id);
  if (kerning !== undefined) return kerning * face.scale;
  const { glyphs, advances, offsets } = shapeWhole(face, plan, String.fromCodePoint(left, right), undefined);
  const untouched =
    glyphs.length === 2 && glyphs[0]!.id === first.id && glyphs[1]!.id === second.id && advances[1] === second.width;
  return untouched && offsets === undefined ? advances[0]! - first.width : Number.NaN;
}

/** Joins a word's glyphs into ligatures and kerns them; `undefined` if the word may need more than that. */
function shapeLigatures(face: Face, { substitutions }: Plan, word: readonly ShapedGlyph[]): ShapedText | undefined {
  const { kerning, scale } = face;
  if (kerning === undefined) return undefined;
  let glyphs = [...word];
  for (const lookup of substitutions.ligatures) {
    const joined: ShapedGlyph[] = [];
    for (let i = 0; i < glyphs.length;) {
      const ligature = lookup
        .get(glyphs[i]!.id)
        ?.find(({ rest }) => rest.every((id, k) => glyphs[i + 1 + k]?.id === id));
      const parts = glyphs.slice(i, i + 1 + (ligature?.rest.length ?? 0));
      joined.push(
        ligature === undefined
          ? parts[0]!
          : shapedGlyph(
              face,
              ligature.glyph,
              parts.flatMap(({ codePoints }) => codePoints),
            ),
      );
      i += parts.length;
    }
    glyphs = joined;
  }
  const advances: number[] = [];
  let width = 0;
  for (let i = 0; i < glyphs.length; i++) {
    const { id, width: own } = glyphs[i]!;
    const next = glyphs[i + 1];
    if (next !== undefined && substitutions.inContext(id, next.id)) return undefined;
    const kern = next === undefined ? 0 : kerning(id, next.id);
    if (kern === undefined || Number.isNaN(kern)) return undefined;
    advances.push(own + kern * scale);
    width += own + kern * scale;
  }
  return { glyphs, advances, width };
}

/** A glyph that may have no code points of its own. */
type Part = Pick<ShapedGlyph, "id" | "codePoints">;

/**
 * Shapes with all of the font's tables. A bracket mirrored for right-to-left text keeps the code point that was
 * written.
 */
function shapeWhole(face: Face, plan: Plan, text: string, rightToLeft: boolean | undefined): ShapedText {
  const { font, scale } = face;
  // Punctuation and figures belong to no script; kerned as Latin, they look the same everywhere.
  const script = rightToLeft === true || isComplex(text) ? undefined : "latn";
  const ordered = orderMarks(text, (codePoint) => face.glyphOf(codePoint) !== 0);
  const mirrored = rightToLeft === true ? mirrorBrackets(ordered) : ordered;
  // Never a guess: fontkit would turn the digits of Arabic, which run left to right.
  const run: GlyphRun = font.layout(mirrored, plan.features, script, undefined, rightToLeft === true ? "rtl" : "ltr");
  const glyphs: Part[] = [];
  const advances: number[] = [];
  const offsets: number[] = [];
  let width = 0;
  let moved = false;
  run.glyphs.forEach((glyph, i) => {
    const position = run.positions[i]!;
    const ignorable = position.xAdvance === 0 && glyph.codePoints[0] === 0x20;
    if (ignorable) return;
    const codePoints =
      mirrored === ordered
        ? glyph.codePoints
        : Array.from(mirrorBrackets(String.fromCodePoint(...glyph.codePoints)), (part) => part.codePointAt(0)!);
    glyphs.push({ id: glyph.id, codePoints });
    advances.push(position.xAdvance * scale);
    offsets.push(position.xOffset * scale, position.yOffset * scale);
    moved ||= position.xOffset !== 0 || position.yOffset !== 0;
    width += position.xAdvance * scale;
  });
  const meaningful = nameParts(glyphs).map(({ id, codePoints }) => shapedGlyph(face, id, codePoints));
  return moved ? { glyphs: meaningful, advances, offsets, width } : { glyphs: meaningful, advances, width };
}

/**
 * Gives every glyph code points. A font may draw one character with several glyphs (ñ as n and a tilde); fontkit
 * assigns the character to the first and nothing to the others. The glyphs share the character's canonical
 * decomposition if it has as many parts; otherwise the others get word joiners, which are not read.
 */
function nameParts(glyphs: readonly Part[]): readonly Part[] {
  if (glyphs.every(({ codePoints }) => codePoints.length > 0)) return glyphs;
  const named: Part[] = [];
  for (let i = 0; i < glyphs.length;) {
    let end = i + 1;
    while (end < glyphs.length && glyphs[end]!.codePoints.length === 0) end++;
    const { codePoints } = glyphs[i]!;
    const parts = Array.from(String.fromCodePoint(...codePoints).normalize("NFD"), (part) => part.codePointAt(0)!);
    const first = codePoints.length === 0 ? [wordJoiner] : codePoints;
    for (let k = i; k < end; k++) {
      named.push({
        id: glyphs[k]!.id,
        codePoints: parts.length === end - i ? [parts[k - i]!] : k === i ? first : [wordJoiner],
      });
    }
    i = end;
  }
  return named;
}
